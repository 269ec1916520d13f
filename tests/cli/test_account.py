"""What the account decides about templates, in `smslint check` and elsewhere, named after the lines of the vendor's two
documents (S4, S0)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Smslint
from .test_diff import MANIFEST, TEMPLATE, diff, lock, verdict

SIGNATURE = {"Code": "OK", "SignName": "湖畔民宿", "SignStatus": 1, "SignUsage": "通用", "SignTag": "2"}
SIGNATURES = {"Code": "OK", "TotalCount": 0, "PageSize": 50, "CurrentPage": 1, "SmsSignList": []}


def checked(smslint: Smslint, folder: Path, **fields: Any) -> dict[str, dict[str, Any]]:
    """The findings about the account in a check of one template, by rule."""
    given = {"content": "您寄存的行李已由前台签收。", "type": "notification", "signature": "湖畔民宿", **fields}
    (folder / "one.sms.jsonl").write_text(json.dumps(given, ensure_ascii=False) + "\n", encoding="utf-8")
    found = smslint("check", "one.sms.jsonl", "--select", "account,signature-missing", "--format", "json")
    return {each["rule"]: each for each in found.data["findings"]}


def settings(folder: Path, text: str) -> None:
    (folder / "smslint.toml").write_text(text, encoding="utf-8")


def test_s4_l26_test_signatures_do_not_make_official_templates(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, {**SIGNATURE, "SignTag": "4"})
    assert checked(smslint, folder)["signature-test-pair"]["severity"] == "error"
    (folder / "smslint.lock").unlink()
    lock(smslint, folder, SIGNATURE)
    assert "signature-test-pair" not in checked(smslint, folder)


def test_s4_l28_the_console_has_no_limit_a_day(folder: Path, smslint: Smslint) -> None:
    rows = [{"type": "notification", "content": f"您寄存的第{n}件行李已签收。"} for n in range(101)]
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in rows)
    (folder / "all.sms.jsonl").write_text(text, encoding="utf-8")
    out = smslint("plan", "all.sms.jsonl", "--from", "2026-11-25T10:00").out
    assert "The API takes 100 applications a day; the console has no such limit." in out
    assert "smslint plan" in smslint("check", "all.sms.jsonl", "--select", "submission-quota").out


GIFT = {**TEMPLATE, "TemplateTag": 3, "TemplateContent": "您的${item}已到【前台】。"}
"""The vendor's own template, with a text that no application of today would pass with."""


def test_s4_l32_l34_l36_gifts_need_no_application(folder: Path, smslint: Smslint) -> None:
    (folder / "gift.sms.json").write_text(json.dumps(GIFT, ensure_ascii=False), encoding="utf-8")
    out = smslint("check", "gift.sms.json").out
    assert "Alibaba Cloud's own template; a new application of this text would meet this" in out
    assert "will be rejected" not in out
    lock(smslint, folder, GIFT)
    done = smslint("diff", "gift.sms.json", "--remote", "--format", "json")
    assert [each["verdict"] for each in done.data["templates"]] == ["same"]


def test_a_finding_in_an_approved_template_says_whom_it_concerns(folder: Path, smslint: Smslint) -> None:
    approved = {**GIFT, "TemplateTag": 2, "AuditInfo": {"AuditDate": "2026-06-03 12:02:34"}}
    lock(smslint, folder, approved)
    (folder / "a.sms").write_text(MANIFEST.replace("您寄存的${item}已由前台签收。", "您的${item}已到【前台】。"))
    out = smslint("check", "a.sms", "--ignore", "metadata").out
    assert "(It was approved on 2026-06-03; a new application of this text would meet this.)" in out
    assert "has approved the templates with findings" in out
    text = (folder / "a.sms").read_text("utf-8")
    (folder / "a.sms").write_text(text.replace("已到", "到"), encoding="utf-8")
    out = smslint("check", "a.sms", "--ignore", "metadata").out
    assert "approved on" not in out, "another text was approved"
    assert "will be rejected" in out
    (folder / "a.sms").write_text(text.replace("name: 行李签收", "name: " + "签" * 31), encoding="utf-8")
    found = smslint("check", "a.sms", "--select", "account,example-missing,name-too-long", "--language", "zh").out
    assert found.count("重新申请此文本时会遇到此问题") == 1, "an example concerns no review"


def test_s4_l38_templates_of_other_systems_are_applied_for(smslint: Smslint) -> None:
    out = smslint("explain", "无法使用第三方系统内置模板").out
    assert "console-third-party-template" in out


def test_s4_l40_add_sms_template_is_obsolete(folder: Path, smslint: Smslint) -> None:
    request = {"Action": "AddSmsTemplate", "TemplateType": 1, "TemplateName": "甲", "TemplateContent": "您的行李已到。"}
    (folder / "old.sms.json").write_text(json.dumps(request, ensure_ascii=False), encoding="utf-8")
    assert "CreateSmsTemplate" in smslint("check", "old.sms.json", "--select", "obsolete-api").out
    assert "CreateSmsTemplate" in smslint("explain", "isv.INTERFACE_OFFLINE").out


def test_s4_l42_newer_sdks_lack_a_class(smslint: Smslint) -> None:
    out = smslint("explain", "cannot import name 'CreateSmsTemplateRequest'").out
    assert "sdk-create-sms-template-request" in out


@pytest.mark.parametrize("kind", ["promotional", "international"])
def test_s4_l63_l495_some_types_are_for_enterprises(folder: Path, smslint: Smslint, kind: str) -> None:
    settings(folder, 'account-kind = "individual"\n')
    assert checked(smslint, folder, type=kind)["enterprise-only-type"]["severity"] == "error"
    assert "enterprise-only-type" not in checked(smslint, folder)
    settings(folder, 'account-kind = "enterprise"\n')
    assert "enterprise-only-type" not in checked(smslint, folder, type=kind)


@pytest.mark.parametrize(("status", "severity"), [(0, "warning"), (2, "error"), (10, "error"), (1, None)])
def test_s4_l69_an_approved_signature_is_associated(
    folder: Path, smslint: Smslint, status: int, severity: str | None
) -> None:
    lock(smslint, folder, {**SIGNATURE, "SignStatus": status})
    found = checked(smslint, folder).get("signature-not-approved")
    assert (found and found["severity"]) == severity


def test_s4_l72_a_template_is_reviewed_with_its_signature(folder: Path, smslint: Smslint) -> None:
    (folder / "a.sms").write_text(MANIFEST.replace("signature: 湖畔民宿\n", ""), encoding="utf-8")
    assert "helps with real-name registration" in smslint("check", "a.sms", "--select", "signature-missing").out


def test_s4_l74_every_signature_that_is_sent_with_is_checked(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, SIGNATURE, SIGNATURES)
    found = checked(smslint, folder, signatures=["湖畔民宿", "山间客栈"])
    assert found["unknown-signature"]["place"] == "signatures[1]"
    assert found["unknown-signature"]["severity"] == "error", "the listing is complete"


def test_s4_l497_mainland_and_international_templates_are_not_interchangeable(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, TEMPLATE)
    text = MANIFEST.replace("type: notification", "type: international\ninternational_type: notification")
    assert verdict(smslint, folder, text) == ("new-template", 1)


def test_s4_l499_l501_senders_are_registered_first(folder: Path, smslint: Smslint) -> None:
    template = {"type": "international", "international_type": "notification", "content": "Your room is ready."}
    found = checked(smslint, folder, **template, regions=["HK", "US"])
    assert "the United States need a 10DLC" in found["sender-registration"]["message"]
    found = checked(smslint, folder, **template, regions=["SG"])
    assert "Singapore need a registered SenderID" in found["sender-registration"]["message"]
    assert not checked(smslint, folder, **template, regions=["HK"])


def test_s4_l528_filing_cannot_be_hurried(folder: Path, smslint: Smslint) -> None:
    (folder / "a.sms").write_text(MANIFEST, encoding="utf-8")
    out = smslint("plan", "a.sms", "--from", "2026-11-25T10:00").out
    assert "neither is a promise. The carriers' filing cannot be hurried." in out


def test_s4_l530_links_and_numbers_are_a_risk_in_approved_templates_too(folder: Path, smslint: Smslint) -> None:
    content = "您寄存的${item}已由前台签收，详见www.example.com/a或致电4001234567。"
    lock(smslint, folder, {**TEMPLATE, "TemplateContent": content})
    (folder / "a.sms").write_text(MANIFEST.replace("您寄存的${item}已由前台签收。", content), encoding="utf-8")
    found = smslint("check", "a.sms", "--select", "link-risk,contact-risk", "--format", "json")
    assert sorted(found.rules) == ["contact-risk", "link-risk"]
    assert all("new application" not in each["message"] for each in found.data["findings"])


@pytest.mark.parametrize("code", ["123456", "行李签收", "SMS_abc"])
def test_s4_l538_codes_cannot_be_chosen(folder: Path, smslint: Smslint, code: str) -> None:
    assert checked(smslint, folder, name="行李签收", code=code)["template-code-format"]["severity"] == "warning"
    assert "template-code-format" not in checked(smslint, folder, code="SMS_123")


def test_s4_l542_other_contents_need_templates_of_their_own(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, TEMPLATE)
    text = MANIFEST.replace("您寄存的${item}已由前台签收。", "您的余额已不足${item}元。")
    assert verdict(smslint, folder, text) == ("new-template", 1)


def test_s4_l544_l546_a_signature_that_cannot_be_chosen(smslint: Smslint) -> None:
    out = smslint("explain", "Signature unavailable").out
    assert "delete the signature, and then to apply for the template again" in out


def test_s4_l548_an_account_with_a_violation_record(smslint: Smslint) -> None:
    out = smslint("explain", "account has a violation record").out
    assert "may be kept from applying for templates; the reason is not disclosed" in out


def test_s0_l13_digital_templates_need_a_digital_signature(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, SIGNATURE)
    assert checked(smslint, folder, type="digital")["signature-kind"]["severity"] == "error"


def test_s0_l15_a_digital_template_is_associated_with_a_signature(folder: Path, smslint: Smslint) -> None:
    template = {"type": "digital", "signature": ""}
    assert checked(smslint, folder, **template)["signature-missing"]["severity"] == "warning", "without a lock, too"
    lock(smslint, folder, SIGNATURE)
    assert checked(smslint, folder, **template)["signature-missing"]["severity"] == "warning"


def test_a_request_without_a_signature_is_refused(folder: Path, smslint: Smslint) -> None:
    request = {"TemplateType": 1, "TemplateName": "甲", "TemplateContent": "您的行李已到。"}

    def severity() -> str:
        (folder / "one.sms.json").write_text(json.dumps(request, ensure_ascii=False), encoding="utf-8")
        found = smslint("check", "one.sms.json", "--select", "account,signature-missing", "--format", "json").data
        return str(found["findings"][0]["severity"])

    assert severity() == "warning"
    lock(smslint, folder, SIGNATURE)
    assert severity() == "error"


def test_where_settings_and_lock_differ_the_lock_counts(folder: Path, smslint: Smslint) -> None:
    text = '[[signatures]]\nname = "湖畔民宿"\nstatus = "approved"\nscene = "general"\nfiled = ["mobile"]\n'
    settings(folder, text + '[[signatures]]\nname = "山间客栈"\n')
    (folder / "a.sms").write_text(MANIFEST, encoding="utf-8")
    assert smslint("check", "a.sms").err == "", "without a lock, the settings count"
    carriers = [{"OperatorCode": "mobile", "RegisterStatus": 3}]
    lock(smslint, folder, {**SIGNATURE, "SignStatus": 2, "SignIspRegisterDetailList": carriers})
    done = smslint("check", "a.sms", "--select", "account")
    assert 'signatures: "湖畔民宿" is approved here, but rejected in smslint.lock, which counts' in done.err
    assert 'smslint.lock does not have "山间客栈"' in done.err
    assert len(done.err.splitlines()) == 2, "what agrees is not told"
    assert "signature-not-approved" in done.out


def test_what_an_older_answer_says_of_a_review_is_told(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, TEMPLATE)
    (folder / "old.sms.json").write_text(json.dumps({**TEMPLATE, "TemplateStatus": "0"}), encoding="utf-8")
    (only,) = smslint("diff", "old.sms.json", "--format", "json").data["templates"]
    (told,) = (each["text"] for each in only["consequences"] if each["kind"] == "older")
    assert told == "this file says in review; the lock, of 2027-03-01, says approved"


def test_length_limits_are_said_to_be_unknown_once(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, TEMPLATE)
    said = "Length limits of variables are in no answer of the API and were not compared."
    assert diff(smslint, folder, MANIFEST).out.count(said) == 1
    assert diff(smslint, folder, MANIFEST, "--format", "markdown").out.count(said) == 1
    plain = MANIFEST.replace("code: SMS_270000002\n", "").replace("${item}", "行李")
    assert said not in diff(smslint, folder, plain).out, "nothing was compared"


def test_a_code_is_given_to_one_template_of_a_project(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, TEMPLATE)
    plain = MANIFEST.replace("code: SMS_270000002\n", "")
    for name in ("a.sms", "b.sms"):
        (folder / name).write_text(plain, encoding="utf-8")
    found = smslint("check", ".", "--select", "template-code-missing,account", "--format", "json").data["findings"]
    assert [bool(each["fixes"]) for each in found if each["rule"] == "template-code-missing"] == [True, False]
    smslint("check", ".", "--fix", "--select", "account")
    written = [name for name in ("a.sms", "b.sms") if "SMS_270000002" in (folder / name).read_text("utf-8")]
    assert written == ["a.sms"]


@pytest.mark.parametrize("name", ["other.sms", "other.sms.xlsx", "deep/er/other.sms.yaml"])
def test_a_code_that_another_file_has_is_not_given(folder: Path, smslint: Smslint, name: str) -> None:
    lock(smslint, folder, TEMPLATE)
    (folder / "a.sms").write_text(MANIFEST.replace("code: SMS_270000002\n", ""), encoding="utf-8")
    other = folder / name
    other.parent.mkdir(parents=True, exist_ok=True)
    if name.endswith("xlsx"):
        from openpyxl import Workbook

        book = Workbook()
        book.active.append(["content", "code"])
        book.active.append(["甲", "SMS_270000002"])
        book.save(other)
    else:
        other.write_text("content: 甲\ncode: SMS_270000002\n", encoding="utf-8")
    (only,) = smslint("check", "a.sms", "--select", "account", "--format", "json").data["findings"]
    assert (only["rule"], only["severity"], only["fixes"]) == ("template-code-missing", "info", [])


def test_lengths_are_compared_with_the_same_signatures_and_attributes(folder: Path, smslint: Smslint) -> None:
    listed = {
        "TemplateCode": "SMS_270000002",
        "OuterTemplateType": 1,
        "TemplateContent": TEMPLATE["TemplateContent"],
        "AuditStatus": "AUDIT_STATE_PASS",
    }
    lock(smslint, folder, listed)
    settings(folder, "price = { notification = 0.045 }\n")
    text = MANIFEST.replace("signature: 湖畔民宿", "signature: 湖畔民宿\nsignatures: [湖畔民宿旗舰店]")
    done = diff(smslint, folder, text.replace("签收", "签收入库"), "--format", "json")
    (told,) = (c["text"] for c in done.data["templates"][0]["consequences"] if c["kind"] == "length")
    assert told == "the longest message: 55 → 57 characters, 1 → 1 segments", "the costs are the same"
    done = diff(smslint, folder, text.replace("签收", "签收" + "，请领取" * 5), "--format", "json")
    (told,) = (c["text"] for c in done.data["templates"][0]["consequences"] if c["kind"] == "length")
    assert told.endswith("1 → 2 segments, 0.045 → 0.09 each")


def test_an_order_that_is_not_known_is_not_quoted(folder: Path, smslint: Smslint) -> None:
    waiting = {"TemplateCode": "SMS_1", "TemplateContent": "甲", "AuditStatus": "AUDIT_STATE_INIT"}
    lock(smslint, folder, {**waiting, "CreateDate": "2026-11-25 09:30:00"})
    out = smslint("status", "--at", "2026-11-26T10:00").out
    assert "GetSmsTemplate and GetSmsSign tell the order to quote" in out


def test_s4_l506_values_abroad_have_limits_of_their_own(folder: Path, smslint: Smslint) -> None:
    template = {"type": "international", "international_type": "notification", "content": "Room ${room} is ready."}
    (folder / "one.sms.json").write_text(json.dumps(template), encoding="utf-8")
    (shown,) = smslint("preview", "one.sms.json", "--format", "json").data["previews"]
    assert shown["variables"][0]["characters"] == [1, 32]
    values = [each["values"]["room"] for each in shown["messages"]]
    assert (len(values[0]), len(values[2])) == (1, 20), "the longest message has characters of two units"


def test_s0_l11_one_qualification_is_for_both_kinds_of_messages(folder: Path, smslint: Smslint) -> None:
    digital = {"Code": "OK", "Data": {"signName": "湖畔民宿", "qualificationId": 7, "mobileRegisterStatus": 3}}
    ended = {"QualificationGroupId": 7, "State": "PASSED", "EffTimeStr": "2020-01-01~2021-12-31"}
    lock(smslint, folder, digital, {**SIGNATURE, "QualificationId": 7}, {"Code": "OK", "Data": ended})
    for kind in ("notification", "digital"):
        assert "2021-12-31" in checked(smslint, folder, type=kind)["qualification-expired"]["message"]
