"""Answers of the vendor are read in every spelling, however they are wrapped and put together."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from smslint.documents import read
from smslint.documents.spelling import spellings
from smslint.documents.vendor_import import import_templates

LISTED = {
    "TemplateCode": "SMS_270000003",
    "TemplateName": "还书提醒",
    "TemplateType": 0,
    "OuterTemplateType": 1,
    "TemplateContent": "请于${day}前归还图书。",
    "AuditStatus": "AUDIT_STATE_NOT_PASS",
    "SignatureName": "运河书房",
    "Reason": {"RejectInfo": "变量属性选择不当", "RejectSubInfo": "日期", "RejectDate": "2027-02-01 11:00:00"},
}
DETAILS = {
    "Code": "OK",
    "RequestId": "0A974B78",
    "TemplateCode": "SMS_270000004",
    "TemplateContent": "您的借阅书籍${book}已到期。",
    "TemplateType": "1",
    "TemplateStatus": "1",
    "VariableAttribute": '{"book":"others"}',
    "AuditInfo": {"AuditDate": "2027-02-01 11:00:00", "RejectInfo": "无审批备注"},
    "SignList": {"SignList": ["运河书房"]},
}
PUSHED = {
    "template_code": "SMS_270000005",
    "template_name": "取件",
    "template_content": "您的包裹已到。",
    "template_type": "短信通知",
    "template_status": "approving",
    "remark": "取件通知",
    "orderId": 1,
}
NEWER = {
    "TemplateCode": "SMS_270000006",
    "TemplateName": "取件",
    "TemplateContent": "您的包裹已到。",
    "SignName": "运河书房",
    "TemplateType": 2,
    "AuditStatus": "1",
    "UsableStateList": [],
    "TemplateTag": [{"TagKey": "a", "TagValue": "b"}],
}


def spelt(value: object, way: int) -> object:
    if isinstance(value, dict):
        return {spellings(key)[way]: spelt(each, way) for key, each in value.items()}
    return [spelt(each, way) for each in value] if isinstance(value, list) else value


WRAPPERS: dict[str, Callable[[object], object]] = {
    "bare": lambda answer: answer,
    "body": lambda answer: {"headers": {}, "statusCode": 200, "body": answer},
    "array": lambda answer: [answer],
    "array of bodies": lambda answer: [{"body": answer}],
}


def rows(value: object, name: str) -> list[tuple[object, ...]]:
    document = read(json.dumps(value, ensure_ascii=False), name)
    assert document.problems == ()
    found = []
    for entry in document.entries():
        assert entry.problems == ()
        template = entry.template
        assert template is not None
        review = entry.review and (entry.review.status, entry.review.code, entry.review.reason)
        found.append((template.code, template.type, template.content, template.signature, review))
    return found


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("way", range(3))
def test_every_spelling_and_wrapping_of_an_answer_reads_equally(way: int, wrapper: str, name: str) -> None:
    wrap = WRAPPERS[wrapper]
    page = {"RequestId": "1", "TotalCount": 1, "SmsTemplateList": [LISTED]}
    status = ("rejected", "SMS_270000003", "变量属性选择不当；日期")
    content = "请于${day}前归还图书。"
    assert rows(wrap(spelt(page, way)), name) == [("SMS_270000003", "notification", content, "运河书房", status)]
    (found,) = rows(wrap(spelt(DETAILS, way)), name)
    assert found[4] == ("approved", "SMS_270000004", None)
    newer = {"Code": "OK", "Data": {"Total": 1, "List": [NEWER]}}
    assert rows(wrap(spelt(newer, way)), name) == [("SMS_270000006", None, "您的包裹已到。", "运河书房", None)]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_a_pushed_report_is_an_array_of_one(name: str) -> None:
    review = ("in-review", "SMS_270000005", None)
    assert rows([PUSHED], name) == [("SMS_270000005", "notification", "您的包裹已到。", None, review)]


def test_a_nested_list_of_an_attribute_dump() -> None:
    dump = {"code": "OK", "message": None, "sms_template_list": {"sms_template_list": [spelt(LISTED, 2)]}}
    assert [row[0] for row in rows(dump, "a.json")] == ["SMS_270000003"]


def test_pages_one_after_the_other() -> None:
    page = json.dumps({"RequestId": "1", "SmsTemplateList": [LISTED]})
    document = read(f"{page}\n{page}", "a.json")
    assert [entry.template and entry.template.code for entry in document.entries()] == ["SMS_270000003"] * 2
    assert document.problems == ()


def test_two_manifests_one_after_the_other_are_no_json() -> None:
    document = read('{"content": "a", "type": "digital"}\n{"content": "b", "type": "digital"}', "a.sms.json")
    assert [each.rule for each in document.problems] or any(entry.problems for entry in document.entries())


def test_lines_count_templates_and_not_answers() -> None:
    page = json.dumps({"SmsTemplateList": [LISTED, LISTED]})
    document = read(f"{page}\n{page}\n", "a.jsonl")
    assert [entry.index for entry in document.entries()] == [0, 1, 2, 3]
    assert document.entry(3).template == document.entry(0).template
    rows = document.format.rows(f"{page}\n{page}\n", None, True)
    assert rows is not None
    assert rows.number == 4


def test_s4_l44_an_import_of_a_list_says_where_the_attributes_are() -> None:
    listed = import_templates(read(json.dumps({"SmsTemplateList": [LISTED]}), "a.json"))
    assert [(each.answer, each.lacks_attributes) for each in listed] == [(True, True)]
    details = import_templates(read(json.dumps(DETAILS), "a.json"))
    assert [(each.answer, each.lacks_attributes) for each in details] == [(True, False)]


def test_the_nearest_field_is_named_as_it_is_usually_spelt() -> None:
    (entry,) = read(json.dumps({"content": "您好", "signature_seen": "湖畔"}), "a.jsonl").entries()
    (problem,) = entry.problems
    assert "“signature”" in problem.match.values["hint"].zh  # type: ignore[union-attr]
