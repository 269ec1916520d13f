"""API responses become manifests with everything that they can store; the rest is reported."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.core.template import Redirection, Template, Variable
from smslint.documents import format_named, read
from smslint.documents.manifest import as_written, manifest_text
from smslint.documents.payload import request_of
from smslint.documents.vendor_import import import_templates

ANSWER = {
    "RequestId": "0A974B78",
    "Code": "OK",
    "TemplateCode": "SMS_270000002",
    "TemplateName": "借阅到期提醒",
    "TemplateType": "1",
    "TemplateContent": "您的借阅书籍${book}将于${day}到期。",
    "TemplateStatus": "2",
    "RelatedSignName": "运河书房",
    "Remark": "读者借书后由系统发送。",
    "VariableAttribute": '{"book":"others","day":"time"}',
    "CreateDate": "2027-02-01 10:00:00",
    "OrderId": 20077000001,
    "AuditInfo": {"AuditDate": "2027-02-01 11:00:00", "RejectInfo": "变量属性选择不当"},
    "SignList": {"SignList": []},
}
LISTED = {
    "TemplateCode": "SMS_270000003",
    "TemplateName": "还书提醒",
    "TemplateType": 0,
    "OuterTemplateType": 1,
    "TemplateContent": "请及时归还图书。",
    "AuditStatus": "AUDIT_STATE_PASS",
    "SignatureName": "运河书房",
    "Reason": {"RejectInfo": "", "RejectDate": ""},
}

SMS, YAML = format_named("sms"), format_named("yaml")


def of(value: object) -> list[tuple[Template, list[str]]]:
    document = read(json.dumps(value, ensure_ascii=False), "answer.json")
    found = []
    for each in import_templates(document):
        assert each.template is not None
        found.append((each.template, [loss.en for loss in each.losses]))
    return found


def test_an_answer_about_one_template() -> None:
    ((template, losses),) = of({"body": ANSWER})
    assert (template.name, template.type, template.code) == ("借阅到期提醒", "notification", "SMS_270000002")
    assert template.variables["book"].attribute == "others"
    assert losses == [
        "TemplateStatus (2) was not kept",
        "CreateDate (2027-02-01 10:00:00) was not kept",
        "OrderId (20077000001) was not kept",
        'AuditInfo ({"AuditDate": "2027-02-01 11:00:00", "RejectInfo": "变量属性选择不当"}) was not kept',
    ]


def test_a_page_of_templates() -> None:
    found = of({"SmsTemplateList": [LISTED, {**LISTED, "TemplateCode": "SMS_270000004"}], "TotalCount": 2})
    assert [template.code for template, _ in found] == ["SMS_270000003", "SMS_270000004"]
    assert {template.type for template, _ in found} == {"notification"}
    assert found[0][1] == ["AuditStatus (AUDIT_STATE_PASS) was not kept"]


def test_a_request_with_what_a_manifest_cannot_say() -> None:
    driving = [{"trafficDrivingType": "400_PHONE", "companyDifferentFromSignQuaReason": "由集团客服统一接听"}]
    request = {
        "TemplateName": "a",
        "TemplateType": 3,
        "IntlType": 1,
        "TemplateContent": "Hello",
        "TrafficDriving": json.dumps(driving, ensure_ascii=False),
        "ApplySceneContent": "https://example.com",
    }
    ((template, losses),) = of(request)
    assert template.international_type is None
    assert template.redirection == (Redirection("400_phone", reason="由集团客服统一接听"),)
    assert template.scene == "https://example.com"
    assert any("IntlType" in loss for loss in losses)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("application.yml", "aliyun:\n  sms:\n    sign-name: 示例科技\n"),
        ("compose.yml", "name: 示例\nservices:\n  web: {}\n"),
        ("answer.json", '{"body": {"smsSignList": [{"signName": "登录"}]}}'),
    ],
)
def test_a_file_without_a_template_says_so_once(name: str, text: str) -> None:
    (entry,) = read(text, name).entries()
    assert entry.template is None
    assert [each.rule for each in entry.problems] == ["unreadable-document"]


def test_what_is_no_json_in_a_request_is_an_error() -> None:
    request = {"TemplateName": "a", "TemplateType": 1, "TemplateContent": "您的${item}", "TemplateRule": "item=others"}
    (entry,) = read(json.dumps(request), "a.json").entries()
    assert [each.rule for each in entry.problems] == ["invalid-field"]


def test_a_request_is_written_as_it_was_read() -> None:
    driving = {"trafficDrivingType": "400_PHONE", "companyDifferentFromSignQuaReason": "授权代理"}
    request = {
        "TemplateName": "a",
        "TemplateType": 1,
        "TemplateContent": "您好",
        "ApplySceneContent": "https://example.com",
        "TrafficDriving": json.dumps([driving], ensure_ascii=False, separators=(",", ":")),
    }
    (entry,) = read(json.dumps(request, ensure_ascii=False), "a.json").entries()
    assert entry.template is not None
    assert request_of(entry.template).body == request


def test_the_text_of_a_manifest() -> None:
    ((template, _),) = of(ANSWER)
    assert manifest_text([template], SMS) == (
        "---\n"
        "name: 借阅到期提醒\n"
        "type: notification\n"
        "signature: 运河书房\n"
        "code: SMS_270000002\n"
        "variables:\n"
        "  book: others\n"
        "  day: time\n"
        "description: 读者借书后由系统发送。\n"
        "---\n"
        "您的借阅书籍${book}将于${day}到期。\n"
    )


def test_an_example_that_is_not_text_becomes_text() -> None:
    template = Template("还书${n}本", "notification", variables={"n": Variable("n", "money", 3)})
    assert as_written(template).variables["n"].example == "3"
    assert 'example: "3"' in (manifest_text([template], SMS) or "")


texts = st.text(
    st.one_of(
        st.sampled_from("\n\r\t\"'#:-{}[]|>&*!%@`，。${x}\u2028\x85\ufeff\x00🙂"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)
templates = st.builds(
    Template,
    content=texts,
    type=st.sampled_from(["verification", "notification", None]),
    name=st.none() | texts.filter(bool),
    signature=st.none() | texts.filter(bool),
    description=st.none() | texts.filter(bool),
    variables=st.dictionaries(
        st.from_regex(r"\A[a-z][a-z0-9_]{0,6}\Z"),
        st.builds(lambda text: ("others", text), texts.filter(bool)),
        max_size=3,
    ).map(lambda made: {name: Variable(name, attribute, example) for name, (attribute, example) in made.items()}),
    max_segments=st.none() | st.integers(1, 9),
    signatures=st.lists(st.sampled_from(["湖畔民宿", "a,b"]), max_size=2).map(tuple),
    regions=st.lists(st.sampled_from(["US", "NO"]), max_size=2).map(tuple),
    for_=st.sampled_from([None, "government"]),
)


@settings(max_examples=150)
@given(st.lists(templates, min_size=1, max_size=3))
def test_what_is_written_reads_back_as_it_was(made: list[Template]) -> None:
    text = manifest_text(made, YAML)
    assert text is not None
    found = [entry.template for entry in read(text.encode(), "a.sms.yaml").entries()]
    assert [replace(each, carries=frozenset()) for each in found if each] == [as_written(each) for each in made]
    single = manifest_text([made[0]], SMS)
    if single is not None:
        (entry,) = read(single.encode(), "a.sms").entries()
        assert entry.template is not None
        assert replace(entry.template, carries=frozenset()) == as_written(made[0])


@pytest.mark.parametrize(
    "content", ["您好", "第一行\n第二行", "结尾有换行\n", "---\n线", " 前后有空格 ", "用#号: 和{括号}"]
)
def test_ordinary_contents_fit_a_sms_file(content: str) -> None:
    assert manifest_text([Template(content, "notification")], SMS) is not None


def test_media_of_digital_templates_are_in_no_answer() -> None:
    ((template, losses),) = of({**ANSWER, "TemplateType": "7"})
    assert template.type == "digital"
    assert "pictures, videos and sounds are not in the answer; write them in `frames`" in losses
