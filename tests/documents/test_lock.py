"""The lock: every answer is understood in every shape, merging in any order gives the same lock, nothing of a person is
kept."""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.account_answers import (
    CALLS,
    DIGITAL,
    NEWER_TEMPLATES,
    PERSONAL,
    PUSHED_SIGNATURE,
    PUSHED_TEMPLATE,
    QUALIFICATION,
    QUALIFICATIONS,
    SHAPES,
    SIGNATURE,
    SIGNATURES,
    TEMPLATE,
    TEMPLATES,
)
from smslint.documents.account.answers import NotAnAnswer, answers_in
from smslint.documents.account.lockfile import Lock, LockError, lock_text, read_lock
from smslint.documents.account.merge import incomplete, merge, missing_calls

T1, T2, T3 = (f"2027-03-0{day}T10:00:00+08:00" for day in (1, 2, 3))


def text_of(*answers: Any) -> bytes:
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in answers).encode()


def locked(*answers: tuple[Any, str]) -> Lock:
    lock = Lock()
    for answer, time in answers:
        merge(lock, answers_in(text_of(answer), time))
    return lock


def record(lock: Lock, key: str) -> dict[str, Any]:
    (found,) = (each for (_, parts), each in lock.records.items() if parts[0] == key)
    return found


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_an_answer_gives_the_same_lock(call: str, shape: str) -> None:
    model, answer = CALLS[call]
    (found,) = answers_in(text_of(SHAPES[shape](model, answer)), T1)
    assert found.call == call
    assert lock_text(locked((SHAPES[shape](model, answer), T1))) == lock_text(locked((answer, T1)))


def test_what_each_answer_tells() -> None:
    found = record(locked((TEMPLATE, T1)), "SMS_270000002")
    assert found == {
        "code": "SMS_270000002",
        "name": "借阅到期提醒",
        "type": "notification",
        "content": "您的借阅书籍${book}将于${day}到期。",
        "variables": {"book": "others", "day": "time"},
        "signature": "运河书房",
        "description": "读者借书后由系统发送。",
        "scene": "https://www.example.com",
        "status": "approved",
        "reason": None,
        "origin": "own",
        "order": "20077000001",
        "created": "2027-02-01T10:00:00+08:00",
        "decided": "2027-02-01T11:00:00+08:00",
        "carriers": {"mobile": "passed", "telecom": "pending"},
        "redirection": None,
        "intl_type": None,
        "raw": None,
        "seen": {"GetSmsTemplate": T1},
    }
    rejected = record(locked((TEMPLATES, T1)), "SMS_270000003")
    assert (rejected["type"], rejected["status"], rejected["reason"]) == ("promotional", "rejected", "错别字；有理")
    assert rejected["variables"] is None
    newer = record(locked((NEWER_TEMPLATES, T1)), "SMS_270000004")
    assert (newer["type"], newer["status"], newer["signature"]) == (None, None, "运河书房")
    assert newer["raw"]["AuditStatus"] == "1"
    pushed = record(locked((PUSHED_TEMPLATE, T1)), "SMS_270000005")
    assert (pushed["type"], pushed["status"], pushed["reason"]) == ("verification", "rejected", "类型不符")
    assert pushed["order"] == "20077"
    signature = record(locked((SIGNATURE, T1)), "运河书房")
    assert (signature["for"], signature["scene"], signature["tag"]) == ("text", "general", "own")
    assert signature["carriers"]["unicom"] == {"status": "filing", "at": None, "reasons": [], "available": None}
    assert signature["carriers"]["mobile"]["reasons"] == ["DETECT_SUCCESS"]
    assert {each["scene"]: each["status"] for each in locked((SIGNATURES, T1)).of("signature")} == {
        "general": "approved",
        "verification": "cancelled",
    }
    digital = record(locked((DIGITAL, T1)), "运河书房")
    assert (digital["for"], digital["status"], digital["source"]) == ("digital", "approved", "enterprise")
    assert digital["carriers"]["unicom"]["available"] is False
    pushed_signature = record(locked((PUSHED_SIGNATURE, T1)), "云栖")
    assert (pushed_signature["status"], pushed_signature["scene"]) == ("in-review", "verification")
    qualification = record(locked((QUALIFICATION, T1)), "2004393")
    assert (qualification["state"], qualification["company_type"]) == ("passed", "public")
    assert qualification["valid_until"] == "2030-01-31"
    assert record(locked((QUALIFICATIONS, T1)), "2004393")["self_use"] is True


def test_nothing_about_a_person_is_kept() -> None:
    text = lock_text(locked((QUALIFICATION, T1), (QUALIFICATIONS, T2)))
    assert not [word for word in PERSONAL if word in text]
    assert "91330000000000000X" in text


def test_the_list_never_erases_attributes_and_status_brings_its_reason() -> None:
    lock = locked((TEMPLATE, T1), (TEMPLATES, T2))
    found = record(lock, "SMS_270000002")
    assert found["variables"] == {"book": "others", "day": "time"}
    assert found["description"] == "读者借书后由系统发送。"
    assert found["decided"] is None, "the newer answer says nothing about when"
    cancelled = {**TEMPLATES["SmsTemplateList"][1], "AuditStatus": "AUDIT_SATE_CANCEL", "Reason": None}  # type: ignore[index]
    found = record(locked((TEMPLATES, T1), (cancelled, T2)), "SMS_270000003")
    assert (found["status"], found["reason"]) == ("cancelled", None)


def test_merging_in_any_order_gives_the_same_lock() -> None:
    empty = dict.fromkeys(TEMPLATE) | {"TemplateCode": TEMPLATE["TemplateCode"], "TemplateStatus": "1"}
    other = {**TEMPLATE, "Remark": "另一说明", "TemplateName": "别名"}
    answers = [(TEMPLATE, T1), (empty, T3), (other, T2), (TEMPLATES, T2)]
    texts = {lock_text(locked(*order)) for order in permutations(answers)}
    assert len(texts) == 1


_NAMES = st.sampled_from([None, "甲", "乙"])
_ANSWERS = st.builds(
    lambda call, code, name, remark, status, reason, time: (
        {
            "TemplateCode": code,
            "TemplateContent": "您好",
            "TemplateName": name,
            **(
                {"TemplateStatus": str(status), "Remark": remark, "VariableAttribute": "", "AuditInfo": {}}
                if call
                else {
                    "AuditStatus": "AUDIT_STATE_NOT_PASS" if status == 2 else "AUDIT_STATE_PASS",
                    "SignatureName": remark,
                }
            ),
            "Reason": reason,
        },
        time,
    ),
    st.booleans(),
    st.sampled_from(["SMS_1", "SMS_2"]),
    _NAMES,
    _NAMES,
    st.integers(0, 2),
    _NAMES,
    st.sampled_from([T1, T2, T3]),
)


@given(st.lists(_ANSWERS, max_size=6), st.randoms())
@settings(max_examples=150)
def test_any_order_of_any_answers(answers: list[tuple[Any, str]], random: Any) -> None:
    shuffled = [*answers]
    random.shuffle(shuffled)
    assert lock_text(locked(*answers)) == lock_text(locked(*shuffled))
    assert lock_text(read_lock(lock_text(locked(*answers)))) == lock_text(locked(*answers))


def pages(*numbers: int, total: int = 5) -> list[Any]:
    every = [
        {"TemplateCode": f"SMS_{n}", "TemplateContent": "您好", "AuditStatus": "AUDIT_STATE_PASS"} for n in range(total)
    ]
    return [
        {"TotalCount": total, "PageSize": 2, "CurrentPage": n, "SmsTemplateList": every[2 * n - 2 : 2 * n]}
        for n in numbers
    ]


def test_a_listing_is_complete_once_all_its_pages_were_read() -> None:
    one, two, three = pages(1, 2, 3)
    assert locked((one, T1), (three, T2)).complete == {}
    (begun,) = incomplete(locked((one, T1), (three, T2)))
    assert (begun.read, begun.total, begun.missing) == (3, 5, (2,))
    for order in permutations([(one, T1), (two, T3), (three, T2)]):
        assert locked(*order).complete == {"template": T1}, "it was whole from its first page on"
    assert locked(([one, two, three], T2)).complete == {"template": T2}
    assert locked(({"SmsTemplateList": one["SmsTemplateList"]}, T1)).complete == {}, "a list without a total"


def test_a_page_that_was_cut_is_told() -> None:
    cut = {**TEMPLATES, "SmsTemplateList": TEMPLATES["SmsTemplateList"][:1]}  # type: ignore[index]
    lock = locked((cut, T1))
    assert lock.complete == {}
    (begun,) = incomplete(lock)
    assert (begun.read, begun.total, begun.missing) == (1, 2, (1,))


def test_an_error_says_nothing_about_the_account() -> None:
    refused = {"Code": "isv.ACCOUNT_ABNORMAL", "Message": "账户异常", "TotalCount": 0, "SmsTemplateList": []}
    with pytest.raises(NotAnAnswer, match=r"isv\.ACCOUNT_ABNORMAL"):
        locked((refused, T1))


def test_s4_l78_an_approved_text_cannot_change() -> None:
    lock = locked((TEMPLATE, T1))
    before = lock_text(lock)
    other = {**TEMPLATE, "TemplateContent": "您的借阅书籍${book}已到期。"}
    (change,) = merge(lock, answers_in(text_of(other), T2))
    assert (change.change, change.after) == ("conflict", "您的借阅书籍${book}已到期。")
    assert lock_text(lock) == before
    windows = {**TEMPLATE, "TemplateContent": "第一行\r\n第二行"}
    lock = locked((windows, T1))
    assert merge(lock, answers_in(text_of({**windows, "TemplateContent": "第一行\n第二行"}), T1)) == []


def test_what_a_merge_says() -> None:
    lock = Lock()
    changes = merge(lock, answers_in(text_of(TEMPLATES), T1))
    assert [(each.key[0], each.change, each.after) for each in changes] == [
        ("SMS_270000002", "new", "approved"),
        ("SMS_270000003", "new", "rejected"),
    ]
    assert [each.change for each in merge(lock, answers_in(text_of(TEMPLATE), T2))] == ["attributes", "changed"]
    approved = {
        **TEMPLATES,
        "SmsTemplateList": [{**TEMPLATES["SmsTemplateList"][1], "AuditStatus": "AUDIT_STATE_PASS"}],
    }  # type: ignore[index]
    assert [each.change for each in merge(lock, answers_in(text_of(approved), T3))] == ["approved"]


def test_what_a_complete_listing_lacks_has_vanished() -> None:
    lock = locked((TEMPLATES, T1), (DIGITAL, T1))
    shorter = {**TEMPLATES, "TotalCount": 1, "SmsTemplateList": TEMPLATES["SmsTemplateList"][:1]}  # type: ignore[index]
    (change,) = merge(lock, answers_in(text_of(shorter), T2))
    assert (change.key[0], change.change) == ("SMS_270000003", "vanished")
    (change,) = merge(lock, [], prune=True)
    assert (change.key[0], change.change) == ("SMS_270000003", "dropped")
    assert record(lock, "运河书房")["for"] == "digital"


def test_the_calls_that_are_missing() -> None:
    assert list(missing_calls(locked((pages(1)[0], T1), (SIGNATURES, T1), (QUALIFICATIONS, T1)))) == [
        "aliyun dysmsapi QuerySmsTemplateList --PageSize 2 --PageIndex 2",
        "aliyun dysmsapi QuerySmsTemplateList --PageSize 2 --PageIndex 3",
        "aliyun dysmsapi GetSmsTemplate --TemplateCode SMS_0",
        "aliyun dysmsapi GetSmsTemplate --TemplateCode SMS_1",
        "aliyun dysmsapi GetSmsSign --SignName 运河书房",
    ] or list(missing_calls(locked((SIGNATURES, T1))))[-1].startswith("aliyun dysmsapi GetSmsSign --SignName ")


@pytest.mark.parametrize(
    ("encoding", "prefix"), [("utf-8", b""), ("utf-8-sig", b""), ("utf-16", b""), ("gb18030", b"")]
)
def test_encodings_of_shells(encoding: str, prefix: bytes) -> None:
    data = json.dumps(TEMPLATE, ensure_ascii=False).encode(encoding)
    (answer,) = answers_in(prefix + data, T1)
    assert answer.rows[0]["TemplateName"] == "借阅到期提醒"


def test_lines_that_hold_other_line_breaks() -> None:
    odd = {**TEMPLATE, "TemplateContent": "甲\u2028乙\u0085丙"}
    assert len(list(answers_in(text_of(odd, odd), T1))) == 2
    assert record(read_lock(lock_text(locked((odd, T1)))), "SMS_270000002")["content"] == "甲\u2028乙\u0085丙"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (str({"body": TEMPLATE}), "Python"),
        ("{ RequestId: '1', Code: 'OK' }", "Node"),
        ('{"RequestId": "1"', "not JSON"),
        ('{"RequestId": "1", "Code": "OK"}', "not an answer"),
        ("[1, 2]", "not an answer"),
        ("", "empty"),
    ],
)
def test_what_is_no_answer_is_refused_with_the_way_out(text: str, words: str) -> None:
    with pytest.raises(NotAnAnswer, match=words):
        list(answers_in(text.encode(), T1))


def test_bytes_that_are_no_text_are_refused_with_the_way_out() -> None:
    with pytest.raises(NotAnAnswer, match=r"json\.dumps"):
        list(answers_in(b'{"Code": "\xff\xfe\xfa\xff"}', T1))


def test_an_answer_is_dated_by_its_header() -> None:
    envelope = {"headers": {"date": "Sat, 28 Nov 2026 10:02:11 GMT"}, "body": TEMPLATE}
    assert next(answers_in(text_of(envelope), T3)).time == "2026-11-28T18:02:11+08:00"
    assert next(answers_in(text_of(envelope), T3, at=T1)).time == T1


HEADER = '{"record": "header", "version": 1, "account": null, "complete": {}}'


@pytest.mark.parametrize(
    ("lines", "line", "words"),
    [
        ([HEADER, "<<<<<<< HEAD", "{}", "=======", "{}", ">>>>>>> b"], 2, "merge conflict"),
        ([HEADER.replace("1", "2")], 1, "version 2"),
        ([HEADER, '{"record": "template", "code"'], 2, "not JSON"),
        ([HEADER, '{"record": "template", "seen": {}}'], 2, "not a record"),
        ([HEADER, *['{"record": "template", "code": "SMS_1", "seen": {}}'] * 2], 3, "second time"),
    ],
)
def test_a_lock_that_cannot_be_used_says_why_and_where(lines: list[str], line: int, words: str) -> None:
    with pytest.raises(LockError, match=words) as caught:
        read_lock("\n".join(lines) + "\n")
    assert caught.value.line == line


def test_what_this_version_does_not_know_is_kept() -> None:
    text = "\n".join([
        '{"record": "header", "version": 1, "account": null, "complete": {}, "later": 1}',
        json.dumps({"record": "qualification", "id": "1", **dict.fromkeys(
            ["name", "company", "company_type", "organization_code", "state", "self_use", "valid_until", "remark"]
        ), "later": [1], "seen": {}}),
        '{"record": "zebra", "x": 1}',
        "",
    ])  # fmt: skip
    assert lock_text(read_lock(text)) == text
