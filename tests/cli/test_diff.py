"""`smslint diff`: what each difference from the account means, named after the lines of the vendor's page (S4)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Answer, Smslint

TEMPLATE = {
    "Code": "OK",
    "TemplateCode": "SMS_270000002",
    "TemplateName": "行李签收",
    "TemplateType": "1",
    "TemplateContent": "您寄存的${item}已由前台签收。",
    "TemplateStatus": "1",
    "RelatedSignName": "湖畔民宿",
    "VariableAttribute": '{"item":"others"}',
}
MANIFEST = """---
name: 行李签收
type: notification
code: SMS_270000002
signature: 湖畔民宿
variables:
  item: { attribute: others }
---
您寄存的${item}已由前台签收。
"""


def lock(smslint: Smslint, folder: Path, *answers: Any) -> None:
    (folder / "answers.json").write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    assert smslint("lock", "answers.json", "--at", "2027-03-01T10:00").code == 0


def diff(smslint: Smslint, folder: Path, text: str, *more: str) -> Answer:
    (folder / "a.sms").write_text(text, encoding="utf-8")
    return smslint("diff", "a.sms", *more)


def verdict(smslint: Smslint, folder: Path, text: str) -> tuple[str, int]:
    done = diff(smslint, folder, text, "--format", "json")
    (only,) = done.data["templates"]
    return only["verdict"], done.code


def test_s4_l78_a_changed_approved_template_needs_a_new_one(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, TEMPLATE)
    done = diff(smslint, folder, MANIFEST.replace("前台签收", "我们签收"))
    assert done.code == 1
    assert "new-template: approved, and changed: this needs a new template with a new code; the old code" in done.out
    assert "  content: …${item}已由[前台]签收。 → …${item}已由[我们]签收。" in done.out
    assert verdict(smslint, folder, MANIFEST.replace("item", "thing")) == ("new-template", 1)
    assert verdict(smslint, folder, MANIFEST.replace("others", "name")) == ("new-template", 1)


def test_s4_l76_another_signature_needs_no_application(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, TEMPLATE)
    assert verdict(smslint, folder, MANIFEST.replace("湖畔民宿", "山间客栈")) == ("signature-only", 0)


def test_s4_l80_l540_the_name_is_for_management_only(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, TEMPLATE)
    assert verdict(smslint, folder, MANIFEST.replace("name: 行李签收", "name: 行李")) == ("details-only", 0)


def test_s4_l406_an_attribute_cannot_be_changed(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, TEMPLATE)
    done = diff(smslint, folder, MANIFEST.replace("others", "name"), "--format", "json")
    (only,) = done.data["templates"]
    (change,) = only["changes"]
    assert (change["part"], change["name"], change["before"], change["after"]) == (
        "attribute",
        "item",
        "others",
        "name",
    )
    assert "isv.TEMPLATE_PARAMS_ILLEGAL" in next(c["text"] for c in only["consequences"] if c["kind"] == "attribute")


def test_s4_l536_codes_do_not_move_between_accounts(folder: Path, smslint: Smslint) -> None:
    page = {"Code": "OK", "TotalCount": 0, "PageSize": 50, "CurrentPage": 1, "SmsTemplateList": []}
    lock(smslint, folder, page)
    done = diff(smslint, folder, MANIFEST)
    assert done.code == 1
    assert "unknown-code: not in this account" in done.out
    assert "codes do not move between accounts" in done.out


def test_a_code_that_an_incomplete_lock_lacks_is_not_known(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, {**TEMPLATE, "TemplateCode": "SMS_270000009"})
    done = diff(smslint, folder, MANIFEST)
    assert done.code == 0
    assert "aliyun dysmsapi GetSmsTemplate --TemplateCode SMS_270000002" in done.out


def test_s4_l44_a_list_does_not_know_attributes(folder: Path, smslint: Smslint) -> None:
    listed = {
        "TemplateCode": "SMS_270000002",
        "OuterTemplateType": 1,
        "TemplateContent": TEMPLATE["TemplateContent"],
        "AuditStatus": "AUDIT_STATE_PASS",
    }
    lock(smslint, folder, listed)
    done = diff(smslint, folder, MANIFEST)
    assert (done.code, "attributes-unknown" in done.out) == (0, True)
    assert "GetSmsTemplate --TemplateCode SMS_270000002" in done.out


def test_s4_l532_a_new_link_is_filed_again(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, TEMPLATE)
    text = MANIFEST.replace("签收。\n", "签收，详见 www.example.com/a 或致电4001234567。\n")
    done = diff(smslint, folder, text, "--format", "json")
    kinds = {each["kind"]: each["text"] for each in done.data["templates"][0]["consequences"]}
    assert "www.example.com/a" in kinds["filing"]
    assert "4001234567" in kinds["redirection"]


def test_s4_l12_prices_differ_by_type(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, TEMPLATE)
    (folder / "smslint.toml").write_text("price = { notification = 0.05, promotional = 1 }\n", encoding="utf-8")
    text = MANIFEST.replace("签收。\n", f"签收，{'请及时领取' * 20}。\n")
    assert "1 → 3 segments, 0.05 → 0.15 each" in diff(smslint, folder, text).out
    text = text.replace("notification", "promotional")
    assert "0.05 → 3 each" in diff(smslint, folder, text).out


@pytest.mark.parametrize(
    ("reason", "kind"),
    [("内容中的“前台”不当", "reason-touched"), ("变量${item}属性不当", "reason-untouched"), ("不合规", "reason")],
)
def test_a_rejected_template_is_resubmitted_with_its_code(
    folder: Path, smslint: Smslint, reason: str, kind: str
) -> None:
    lock(smslint, folder, {**TEMPLATE, "TemplateStatus": "2", "AuditInfo": {"RejectInfo": reason}})
    assert verdict(smslint, folder, MANIFEST) == ("rejected-unchanged", 1)
    done = diff(smslint, folder, MANIFEST.replace("前台", "我们"), "--format", "json")
    (only,) = done.data["templates"]
    assert (only["verdict"], only["status"], done.code) == ("update", "rejected", 1)
    assert kind in [each["kind"] for each in only["consequences"]]


@pytest.mark.parametrize(("fail_on", "code"), [(None, 1), ("update", 0), ("new-template", 1), ("never", 0)])
def test_what_makes_it_fail(folder: Path, smslint: Smslint, fail_on: str | None, code: int) -> None:
    lock(smslint, folder, TEMPLATE)
    more = ("--fail-on", fail_on) if fail_on else ()
    assert diff(smslint, folder, MANIFEST.replace("前台", "我们"), *more).code == code


def test_approved_templates_in_no_file(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, TEMPLATE, {**TEMPLATE, "TemplateCode": "SMS_270000003"})
    done = diff(smslint, folder, MANIFEST, "--remote", "--format", "json")
    assert [(each["code"], each["path"], each["verdict"]) for each in done.data["templates"]] == [
        ("SMS_270000002", "a.sms", "same"),
        ("SMS_270000003", None, "gone"),
    ]
    assert done.data["summary"] == {"same": 1, "gone": 1}


def test_a_comment_on_a_pull_request_is_no_longer_than_it_may_be(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, *({**TEMPLATE, "TemplateCode": f"SMS_{n}"} for n in range(300)))
    rows = ({"code": f"SMS_{n}", "type": "notification", "content": "您好，" * 40} for n in range(300))
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "all.sms.jsonl").write_text(text, encoding="utf-8")
    done = smslint("diff", "all.sms.jsonl", "--format", "markdown")
    assert len(done.out) <= 60_000
    assert "more are not shown" in done.out
    assert done.out.count("\n|") > 50


def test_the_same_template_has_the_same_verdict_in_every_format(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, TEMPLATE)
    fields = {
        "name": "行李签收",
        "type": "notification",
        "code": "SMS_270000002",
        "content": "您寄存的${item}已由我们签收。",
    }
    (folder / "a.sms.json").write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    (folder / "a.sms.jsonl").write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    (folder / "a.sms.csv").write_text(",".join(fields) + "\n" + ",".join(fields.values()) + "\n", encoding="utf-8")
    (folder / "a.sms.yaml").write_text("".join(f"{k}: {v}\n" for k, v in fields.items()), encoding="utf-8")
    done = smslint("diff", "--format", "json")
    assert {each["verdict"] for each in done.data["templates"]} == {"new-template"}
    assert len(done.data["templates"]) == 4


def test_without_a_lock_it_says_how_to_make_one(folder: Path, smslint: Smslint) -> None:
    done = diff(smslint, folder, MANIFEST)
    assert done.code == 2
    assert "smslint lock" in done.err


def test_rules_speak_where_a_lock_governs(folder: Path, smslint: Smslint) -> None:
    (folder / "a.sms").write_text(MANIFEST.replace("前台", "我们"), encoding="utf-8")
    select = ("check", "a.sms", "--select", "account", "--format", "json")
    assert smslint(*select).rules == []
    lock(smslint, folder, TEMPLATE)
    assert smslint(*select).rules == ["approved-template-changed"]


@pytest.mark.parametrize(
    ("text", "words"), [("<<<<<<< HEAD\n", "merge conflict"), ('{"record": "header", "version": 9}\n', "version 9")]
)
def test_a_lock_that_cannot_be_used_stops_a_check(folder: Path, smslint: Smslint, text: str, words: str) -> None:
    (folder / "a.sms").write_text(MANIFEST, encoding="utf-8")
    (folder / "smslint.lock").write_text(text, encoding="utf-8")
    done = smslint("check", "a.sms")
    assert done.code == 2
    assert words in done.err
    assert smslint("check", "a.sms", "--select", "syntax").code == 0, "no rule needs the lock"


REJECTED = {**TEMPLATE, "TemplateCode": "SMS_270000004", "TemplateStatus": "2", "AuditInfo": {"RejectInfo": "错别字"}}
FULL = MANIFEST.replace(
    "variables:", "description: 寄存行李后通知。示例：您寄存的行李已由前台签收。\nvariables:"
).replace("{ attribute: others }", '{ attribute: others, example: "行李" }')


def test_requests_only_for_what_has_changed(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, TEMPLATE, REJECTED)
    texts = {
        "same.sms": FULL,
        "changed.sms": FULL.replace("前台", "我们").replace("name: 行李签收", "name: 甲"),
        "rejected.sms": FULL.replace("前台", "管家").replace("SMS_270000002", "SMS_270000004"),
        "new.sms": FULL.replace("前台", "门卫").replace("code: SMS_270000002\n", ""),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = smslint("payload", *texts, "--changed")
    requests = [json.loads(line) for line in done.out.splitlines()]
    assert [(each.get("TemplateCode"), each["TemplateContent"][-6:-3]) for each in requests] == [
        (None, "由我们"),
        ("SMS_270000004", "由管家"),
        (None, "由门卫"),
    ]


def rehearsed(smslint: Smslint, folder: Path, *more: str) -> Answer:
    (folder / "a.sms").write_text(MANIFEST.replace("SMS_270000002", "SMS_270000004"), encoding="utf-8")
    (folder / "rows.csv").write_text("item\n行李\n", encoding="utf-8")
    return smslint("rehearse", "a.sms", "--data", "rows.csv", *more)


def test_s4_l6_only_approved_templates_are_sent(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, REJECTED)
    done = rehearsed(smslint, folder)
    assert done.code == 1
    assert done.out.startswith("Every row would return isv.SMS_TEMPLATE_ILLEGAL: SMS_270000004 is rejected (错别字).\n")
    assert rehearsed(smslint, folder, "--allow-unapproved").code == 0
    assert rehearsed(smslint, folder, "--format", "json").data["every_row"][0]["error"] == "isv.SMS_TEMPLATE_ILLEGAL"


SIGNATURES = {
    "Code": "OK",
    "TotalCount": 3,
    "PageSize": 50,
    "CurrentPage": 1,
    "SmsSignList": [
        {"SignName": "湖畔民宿", "AuditStatus": "AUDIT_STATE_PASS", "BusinessType": "通用"},
        {"SignName": "湖畔", "AuditStatus": "AUDIT_STATE_PASS", "BusinessType": "验证码"},
        {"SignName": "山间客栈", "AuditStatus": "AUDIT_STATE_NOT_PASS", "BusinessType": "通用"},
    ],
}


@pytest.mark.parametrize(
    ("signature", "error"),
    [
        ("湖畔民宿", None),
        ("湖畔", "isv.SMS_SIGNATURE_SCENE_ILLEGAL"),
        ("山间客栈", "isv.SMS_SIGNATURE_ILLEGAL"),
        ("别处", "isv.SMS_SIGNATURE_ILLEGAL"),
    ],
)
def test_s4_l74_any_approved_signature_may_be_sent_with(
    folder: Path, smslint: Smslint, signature: str, error: str | None
) -> None:
    lock(smslint, folder, {**TEMPLATE, "TemplateCode": "SMS_270000004"}, SIGNATURES)
    done = rehearsed(smslint, folder, "--signature", signature, "--format", "json")
    assert [each["error"] for each in done.data.get("every_row", [])] == ([error] if error else [])
    assert done.code == int(error is not None)


def test_the_costs_of_several_signatures(folder: Path, smslint: Smslint) -> None:
    (folder / "smslint.toml").write_text("price.notification = 0.05\n", encoding="utf-8")
    long = "签名" * 30
    done = rehearsed(smslint, folder, "--signature", "湖畔", "--signature", long)
    assert "2 segments" in done.out
    assert "With 【湖畔】: 1 segment in total; cost 0.05" in done.out
    assert [each["billed"] for each in rehearsed(smslint, folder, "--signature", "湖畔", "--signature", long,
                                                 "--format", "json").data["signatures"]] == [2, 1]  # fmt: skip
