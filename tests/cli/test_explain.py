"""`smslint explain` tells what the vendor meant, where in a template it comes from, and nothing that is not known."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from cli.conftest import Smslint

TEMPLATE = """---
name: 告警
type: notification
signature: 示例科技
variables:
  code: { attribute: other_number2, example: "A100" }
---
监控发生告警，内容是${code}，请尽快处理。
"""
SENTENCE = "模版中的变量code(测试告警)不符合[其他号码（如订单号、密码等）]的变量规范!"


@pytest.fixture
def template(folder: Path) -> str:
    (folder / "alert.sms").write_text(TEMPLATE, encoding="utf-8")
    return "alert.sms"


def test_a_code_is_explained_in_the_readers_language(smslint: Smslint) -> None:
    english, chinese = (smslint("explain", "isv.OUT_OF_SERVICE", "--language", each).out for each in ("en", "zh"))
    assert "What to do: Top up the account." in english
    assert "处理办法： 请及时充值。" in chinese
    assert "help.aliyun.com" in english
    assert "业务停机" not in english


def test_what_is_not_known_is_not_explained(smslint: Smslint) -> None:
    answer = smslint("explain", "isv.SMS_TEMPLATE_ILEGAL")
    assert answer.code == 1
    assert "isv.SMS_TEMPLATE_ILEGAL is not known" in answer.out
    assert "The nearest known code is isv.SMS_TEMPLATE_ILLEGAL." in answer.out
    assert "What to do" not in answer.out
    assert smslint("explain", "今天天气不错").code == 1


def test_the_reason_of_a_rejection_is_explained_not_that_it_was_asked_for(smslint: Smslint, folder: Path) -> None:
    told = json.dumps({"SignStatus": 2, "Code": "OK", "Message": "OK", "Reason": "文件不能证明信息真实性"})
    assert smslint("explain", told).out.startswith("review-files-not-convincing")
    for quoted in (f"{told} 要扫描件吗", "'Code' => 'OK', 'Reason' => '文件不能证明信息真实性', 'SignName' => '小鹿'"):
        assert smslint("explain", quoted).out.startswith("review-files-not-convincing"), quoted
    (folder / "a.jsonl").write_text(told, encoding="utf-8")
    assert "1 with a failure, 0 not known" in smslint("explain", "--log", folder / "a.jsonl").out
    assert smslint("explain", '{"Code": "OK", "Message": "OK"}').out.startswith("accepted")


def test_what_only_resembles_an_entry_is_marked(smslint: Smslint) -> None:
    answer = smslint("explain", "验证码模板必须包含使用平台、失效时间和用途之一")
    assert answer.code == 0
    assert answer.out.startswith("Perhaps: ")


def test_a_sentence_is_judged_with_the_template(smslint: Smslint, template: str) -> None:
    answer = smslint("explain", SENTENCE, "--template", template)
    assert answer.code == 0
    assert "The text says: variable code, value “测试告警”, attribute 其他号码（如订单号、密码等）." in answer.out
    assert "Attributes that take it:" in answer.out
    assert "(others)" in answer.out
    assert "needs a new template" in answer.out


def test_what_the_text_says_stands_first_and_its_value_is_judged(smslint: Smslint) -> None:
    answer = smslint("explain", SENTENCE)
    lines = answer.out.splitlines()
    assert lines[0].startswith("The text says: variable code, value “测试告警”")
    assert lines[1].startswith('Judged by this attribute: "测试告警" is not allowed; Other numbers accepts only')
    assert "(others)" in lines[2]
    assert "needs a new template" in lines[2]
    judged = smslint("explain", SENTENCE, "--format", "json").data["answers"][0]["judged"]
    assert (judged["attribute"], judged["verdict"]) == ("other_number2", "rejected")
    assert "others" in judged["attributes"]
    fine = smslint("explain", SENTENCE.replace("测试告警", "A100")).out
    assert "The documented rules of this attribute allow the value." in fine


def test_an_attribute_that_is_not_known_is_not_judged(smslint: Smslint) -> None:
    answer = smslint("explain", SENTENCE.replace("其他号码（如订单号、密码等）", "某种属性"))
    assert "The text says" in answer.out
    assert "attribute allow" not in answer.out
    assert "Judged" not in answer.out


def test_the_likely_place_is_named(smslint: Smslint, template: str, folder: Path) -> None:
    (folder / template).write_text(TEMPLATE.replace("${code}", "{code}"), encoding="utf-8")
    answer = smslint("explain", "isv.SMS_TEMPLATE_ILLEGAL", "--template", template, "--format", "json")
    (place,) = answer.data["template"]["places"]
    assert (place["rule"], place["place"]) == ("malformed-placeholder", "alert.sms:8:11")


def test_a_rule_that_settings_switch_off_still_finds_the_place(smslint: Smslint, template: str, folder: Path) -> None:
    (folder / template).write_text(TEMPLATE.replace("${code}", "{code}"), encoding="utf-8")
    (folder / "smslint.toml").write_text('ignore = ["malformed-placeholder"]\n', encoding="utf-8")
    answer = smslint("explain", "isv.SMS_TEMPLATE_ILLEGAL", "--template", template, "--format", "json")
    assert [each["rule"] for each in answer.data["template"]["places"]] == ["malformed-placeholder"]


def test_a_template_that_explains_nothing_says_so(smslint: Smslint, template: str) -> None:
    assert (
        "Nothing in the template's text explains it"
        in smslint("explain", "isv.SMS_TEMPLATE_ILLEGAL", "--template", template).out
    )


def test_a_variable_that_the_template_has_not_is_said_with_the_nearest(smslint: Smslint, template: str) -> None:
    answer = smslint("explain", SENTENCE.replace("变量code", "变量codes"), "--template", template)
    assert "The template has no variable codes; the nearest is code." in answer.out


def test_parameters_are_tried_and_compared(smslint: Smslint, template: str) -> None:
    def tried(code: str, params: str) -> str:
        return smslint("explain", code, "--template", template, "--params", params).out

    assert "This is the answer that was given." in tried("isv.TEMPLATE_PARAMS_ILLEGAL", '{"code": "测试"}')
    other = tried("isv.SMS_TEMPLATE_ILLEGAL", '{"code": 5}')
    assert "would be answered with isv.INVALID_JSON_PARAM, not with what was given" in other
    assert "break no documented rule" in tried("isv.TEMPLATE_PARAMS_ILLEGAL", '{"code": "A1"}')
    missing = tried("isv.TEMPLATE_MISSING_PARAMETERS", '{"codes": "A1"}')
    assert "[isv.TEMPLATE_MISSING_PARAMETERS]" in missing
    assert "codes is no variable of the template" in missing


@pytest.mark.parametrize("params", ["{", "[1]", "5", "NaN]"])
def test_parameters_that_are_no_object_are_refused(smslint: Smslint, template: str, params: str) -> None:
    assert smslint("explain", "OK", "--template", template, "--params", params).code == 2


@pytest.mark.parametrize(
    "arguments",
    [[], ["OK", "--list"], ["--list", "--log", "x.jsonl"], ["OK", "--params", "{}"], ["OK", "--template", "none.sms"]],
)
def test_wrong_usage_ends_with_2(smslint: Smslint, folder: Path, arguments: list[str]) -> None:
    assert smslint("explain", *arguments).code == 2


def test_all_entries_are_listed(smslint: Smslint) -> None:
    assert "  isv.OUT_OF_SERVICE, OutOfService  " in smslint("explain", "--list").out
    answers = smslint("explain", "--list", "--kind", "review", "--format", "json").data["answers"]
    assert {each["kind"] for each in answers} == {"review"}


def test_json_has_both_languages(smslint: Smslint) -> None:
    (answer,) = smslint("explain", SENTENCE, "--format", "json").data["answers"]
    assert answer["id"] == "isv-template-params-illegal"
    assert answer["certainty"] == "phrase"
    assert answer["fields"]["value"] == "测试告警"
    assert set(answer["remedy"]) == {"en", "zh"}


def test_markdown_lets_a_text_be_no_markup(smslint: Smslint) -> None:
    answer = smslint("explain", SENTENCE.replace("测试告警", "<b>[x](y)"), "--format", "markdown")
    assert "<b>" not in answer.out
    assert "[x](y)" not in answer.out


def test_a_terminal_gets_no_control_characters(smslint: Smslint) -> None:
    assert "\x1b" not in smslint("explain", SENTENCE.replace("测试告警", "\x1b[2J")).out


def test_a_text_comes_from_standard_input(smslint: Smslint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SENTENCE.encode())))
    assert "isv.TEMPLATE_PARAMS_ILLEGAL" in smslint("explain", "-").out


def test_a_log_is_grouped_by_cause_template_and_variable(smslint: Smslint, folder: Path) -> None:
    rows = [{"Code": "OK", "Message": "OK", "TemplateCode": "SMS_1"}] * 3
    rows += [{"Code": "isv.TEMPLATE_PARAMS_ILLEGAL", "Message": SENTENCE, "TemplateCode": "SMS_1"}] * 4
    rows += [{"Code": "isv.TEMPLATE_PARAMS_ILLEGAL", "Message": SENTENCE, "TemplateCode": "SMS_2"}]
    rows += [{"Code": "isv.NOBODY_KNOWS", "Message": "签名不合法"}]
    (folder / "send.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    data = smslint("explain", "--log", "send.jsonl", "--format", "json").data
    assert (data["records"], data["failed"], data["not_known"]) == (9, 6, 1)
    (group,) = data["groups"]
    parts = [(part["template"], part["variable"], part["count"]) for part in group["parts"]]
    assert parts == [("SMS_1", "code", 4), ("SMS_2", "code", 1)]
    assert [sample["line"] for sample in group["parts"][0]["samples"]] == [4, 5, 6]
    assert data["unknown"] == [{"text": "isv.NOBODY_KNOWS", "count": 1}]
    text = smslint("explain", "--log", "send.jsonl").out
    assert "What to do first: Send a value that fits the attribute." in text
    assert "测试告警" in text


def test_a_pipeline_does_not_see_the_values_of_a_log(
    smslint: Smslint, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "send.csv").write_text(f"Code,Message\nisv.TEMPLATE_PARAMS_ILLEGAL,{SENTENCE}\n", encoding="utf-8")
    monkeypatch.setenv("CI", "true")
    assert "测试告警" not in smslint("explain", "--log", "send.csv").out
    assert "测试告警" in smslint("explain", "--log", "send.csv", "--no-mask").out


def test_a_log_without_answers_ends_with_1(smslint: Smslint, folder: Path) -> None:
    (folder / "server.log").write_text("started\nready\n", encoding="utf-8")
    assert smslint("explain", "--log", "server.log").code == 1
    assert smslint("explain", "--log", "nowhere.log").code == 2


REJECTED = {
    "SmsTemplateList": [
        {
            "TemplateCode": "SMS_9",
            "TemplateName": "寄存",
            "OuterTemplateType": 1,
            "TemplateContent": "您寄存的行李将于${time}到期。",
            "AuditStatus": "AUDIT_STATE_NOT_PASS",
            "Reason": {"RejectInfo": "变量不符合规范", "RejectSubInfo": "变量属性选择错误。"},
        }
    ]
}


@pytest.mark.parametrize("format", ["full", "markdown", "github"])
def test_a_check_says_what_to_do_about_a_rejection(smslint: Smslint, folder: Path, format: str) -> None:
    (folder / "answers.sms.json").write_text(json.dumps(REJECTED, ensure_ascii=False), encoding="utf-8")
    answer = smslint("check", "answers.sms.json", "--format", format)
    assert "What to do: Choose the attribute that fits the values" in answer.out
    assert smslint("check", "answers.sms.json", "--format", "json").data["reviews"][0]["answer"] == (
        "review-variable-attribute"
    )


def test_a_reason_that_is_not_known_stands_alone(smslint: Smslint, folder: Path) -> None:
    text = (
        json.dumps(REJECTED, ensure_ascii=False).replace("变量不符合规范", "另议").replace("变量属性选择错误。", "另议")
    )
    (folder / "answers.sms.json").write_text(text, encoding="utf-8")
    assert "What to do" not in smslint("check", "answers.sms.json").out
    assert smslint("check", "answers.sms.json", "--format", "json").data["reviews"][0]["answer"] is None


def test_a_request_of_an_obsolete_call_is_reported_without_its_template(smslint: Smslint, folder: Path) -> None:
    (folder / "a.sms.json").write_text('[{"Action": "QuerySmsSign", "SignName": "示例"}]', encoding="utf-8")
    (finding,) = smslint("check", "a.sms.json", "--format", "json").data["findings"]
    assert (finding["rule"], finding["start"]["column"]) == ("obsolete-api", 13)
    assert finding["message"] == "QuerySmsSign is offline or deprecated: use GetSmsSign."
