"""Logs of any common form are read as streams, in bounded memory, and nothing in them stops the reading."""

from __future__ import annotations

import io
import json
import random

import pytest

from smslint.catalog import load
from smslint.catalog.answers import answer_index
from smslint.core.answers import AnswerIndex
from smslint.values.answer_log import LONGEST_LINE, MOST_PARTS, AnswerLog, records_in

SIGNATURE = {"Message": "该账号下找不到对应签名", "Code": "isv.SMS_SIGNATURE_ILLEGAL", "TemplateCode": "SMS_1"}
DETAILS = {
    "Code": "OK",
    "Message": "OK",
    "SmsSendDetailDTOs": {
        "SmsSendDetailDTO": [
            {"ErrCode": "PORT_NOT_REGISTERED", "TemplateCode": "SMS_1", "SendStatus": 2},
            {"ErrCode": "DELIVERED", "TemplateCode": "SMS_1", "SendStatus": 3},
        ]
    },
}
REPORT = [{"template_code": "SMS_2", "template_status": "rejected", "reason": "变量属性选择错误"}]
LIST = {
    "Code": "OK",
    "SmsTemplateList": [
        {
            "TemplateCode": "SMS_3",
            "AuditStatus": "AUDIT_STATE_NOT_PASS",
            "Reason": {"RejectInfo": "变量不符合规范", "RejectSubInfo": "变量属性选择错误。"},
        },
        {"TemplateCode": "SMS_4", "AuditStatus": "AUDIT_STATE_PASS", "Reason": {"RejectInfo": "无审批备注"}},
    ],
}


@pytest.fixture(scope="module")
def index() -> AnswerIndex:
    return answer_index(load().lexicon)


def read(index: AnswerIndex, data: bytes | str) -> AnswerLog:
    log = AnswerLog(index)
    log.read(io.BufferedReader(io.BytesIO(data.encode() if isinstance(data, str) else data)))  # type: ignore[arg-type]
    return log


def groups(log: AnswerLog) -> dict[str, int]:
    return {name: group.count for name, group in log.groups.items()}


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(
    ("value", "expected", "fine"),
    [
        (SIGNATURE, {"isv-sms-signature-illegal": 1}, 0),
        ({"statusCode": 200, "body": SIGNATURE}, {"isv-sms-signature-illegal": 1}, 0),
        ({"aliyun": None, "result": json.dumps(SIGNATURE)}, {"isv-sms-signature-illegal": 1}, 0),
        (DETAILS, {"port-not-registered": 1}, 1),
        (REPORT, {"review-variable-attribute": 1}, 0),
        (LIST, {"review-variable-attribute": 1}, 0),
        ({"err_code": "MOBILE_IN_BLACK", "err_msg": "x", "success": False}, {"mobile-in-black": 1}, 0),
    ],
)
def test_the_forms_of_the_vendor_are_read(
    index: AnswerIndex, value: object, expected: dict[str, int], fine: int, indent: int | None
) -> None:
    log = read(index, json.dumps(value, ensure_ascii=False, indent=indent))
    assert (groups(log), log.fine, log.not_known, log.unreadable) == (expected, fine, 0, 0)


def test_values_one_after_another_are_all_read(index: AnswerIndex) -> None:
    first = json.dumps(SIGNATURE, indent=1)
    log = read(index, "\n".join([first, json.dumps(DETAILS, indent=1), first]))
    assert groups(log) == {"isv-sms-signature-illegal": 2, "port-not-registered": 1}
    (part,) = log.groups["isv-sms-signature-illegal"].parts.values()
    lines = [line for line, _ in part.samples]
    assert lines == [1, first.count("\n") + json.dumps(DETAILS, indent=1).count("\n") + 3]


def test_a_broken_row_of_a_table_is_counted_and_the_rest_is_read(index: AnswerIndex) -> None:
    rows = ("Code,Message", "isv.OUT_OF_SERVICE,x", "a\rb,c", f"isv.X,{'y' * 200_000}", "isv.OUT_OF_SERVICE,x")
    log = read(index, "\n".join(rows))
    assert (groups(log), log.unreadable) == ({"isv-out-of-service": 2}, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_tables_are_read_in_the_encodings_of_spreadsheets(index: AnswerIndex, encoding: str, delimiter: str) -> None:
    rows = [
        ["TemplateCode", "Code", "Message"],
        ["SMS_1", "isv.BUSINESS_LIMIT_CONTROL", "触发天级流控Permits:10"],
        ["SMS_1", "OK", "OK"],
        ["SMS_2", "", '"该账号下找不到\n对应签名"'.replace("\n", "")],
    ]
    log = read(index, "\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    assert groups(log) == {"isv-business-limit-control": 1, "isv-sms-signature-illegal": 1}
    assert ("SMS_2", "") in log.groups["isv-sms-signature-illegal"].parts


def test_lines_of_text_count_only_if_the_vendor_speaks_in_them(index: AnswerIndex) -> None:
    lines = (
        "12:00 INFO started",
        f"12:01 ERROR send failed {json.dumps(SIGNATURE)}",
        "12:02 ERROR code=isv.OUT_OF_SERVICE",
        "12:03 INFO stopped",
    )
    log = read(index, "\n".join(lines))
    assert (log.records, groups(log)) == (2, {"isv-sms-signature-illegal": 1, "isv-out-of-service": 1})


def test_the_message_of_an_unknown_code_does_not_make_it_known(index: AnswerIndex) -> None:
    log = read(index, json.dumps({"Code": "isv.MADE_UP", "Message": "该账号下找不到对应签名"}))
    assert (groups(log), log.not_known, log.unknown) == ({}, 1, {"isv.MADE_UP": 1})


def test_a_broken_line_is_counted_and_the_rest_is_read(index: AnswerIndex) -> None:
    log = read(index, f"{json.dumps(SIGNATURE)}\n{{broken\n{json.dumps(SIGNATURE)}\n")
    assert (groups(log), log.unreadable) == ({"isv-sms-signature-illegal": 2}, 1)


def test_memory_is_bounded_by_limits(index: AnswerIndex) -> None:
    lines = []
    for number in range(MOST_PARTS + 50):
        letters = "".join(chr(97 + int(digit)) for digit in str(number))
        lines.append(json.dumps({"Code": "isv.OUT_OF_SERVICE", "TemplateCode": f"SMS_{number}"}))
        lines.append(json.dumps({"Code": f"NOBODY_{letters}"}))
    log = read(index, "\n".join(lines))
    group = log.groups["isv-out-of-service"]
    assert (group.count, len(group.parts), group.left_out) == (MOST_PARTS + 50, MOST_PARTS, 50)
    assert (len(log.unknown), log.not_known) == (MOST_PARTS, MOST_PARTS + 50)


def test_a_long_line_is_read_in_pieces(index: AnswerIndex) -> None:
    log = read(index, b"isv.OUT_OF_SERVICE " + b"x" * (3 * LONGEST_LINE))
    assert groups(log) == {"isv-out-of-service": 1}


def test_nested_values_end(index: AnswerIndex) -> None:
    value: object = SIGNATURE
    for _ in range(100):
        value = {"body": value}
    assert list(records_in(value)) == []
    assert read(index, "[" * 100_000).unreadable == 1


def test_any_bytes_are_read(index: AnswerIndex) -> None:
    source = random.Random(5)
    sound = json.dumps(DETAILS).encode() + b"\nCode,Message\n" + json.dumps(SIGNATURE).encode()
    for _ in range(300):
        data = bytearray(sound)
        for _ in range(source.randrange(1, 20)):
            data[source.randrange(len(data))] = source.randrange(256)
        read(index, bytes(data[source.randrange(40) :]))
