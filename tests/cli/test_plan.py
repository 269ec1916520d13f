"""`smslint plan` and `smslint status`, named after the lines of the vendor's two documents (S4, S0)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .conftest import Answer, Smslint
from .test_diff import lock


def row(content: str = "您寄存的行李已由前台签收。", **more: Any) -> dict[str, Any]:
    return {"type": "notification", "content": content, **more}


def plan(smslint: Smslint, folder: Path, rows: list[dict[str, Any]], *more: str) -> Answer:
    text = "".join(json.dumps({"name": f"n{n}", **each}, ensure_ascii=False) + "\n" for n, each in enumerate(rows))
    (folder / "all.sms.jsonl").write_text(text, encoding="utf-8")
    return smslint("plan", "all.sms.jsonl", "--from", "2026-11-25T10:00", *more)


def test_s4_l512_a_template_is_usable_after_two_hours_of_review(folder: Path, smslint: Smslint) -> None:
    done = plan(smslint, folder, [row()], "--format", "json")
    (only,) = done.data["templates"]
    assert only["submit"] == "2026-11-25T10:00:00+08:00"
    assert only["usual"] == "2026-11-25T12:00:00+08:00"
    assert [each["step"] for each in only["steps"]] == ["submit", "review", "usable", "stable"]
    assert all(each["source"] for each in only["steps"])
    assert done.data["left_out"] == []


def test_s4_l514_government_is_reviewed_within_two_business_days(folder: Path, smslint: Smslint) -> None:
    done = plan(smslint, folder, [row(signature="杭州公安局"), row(signature="公安大学")], "--format", "json")
    first, second = done.data["templates"]
    assert (first["steps"][1]["step"], first["usual"]) == ("government-review", "2026-11-27T10:00:00+08:00")
    assert second["steps"][1]["step"] == "review"


def test_s4_l514_a_template_can_say_that_it_is_for_an_authority(folder: Path, smslint: Smslint) -> None:
    done = plan(smslint, folder, [row(signature="湖州书院", **{"for": "government"})], "--format", "json")
    assert done.data["templates"][0]["steps"][1]["step"] == "government-review"


def test_s4_l14_l30_180_templates_take_two_days(folder: Path, smslint: Smslint) -> None:
    done = plan(smslint, folder, [row(f"您寄存的第{n}件行李已签收。") for n in range(180)], "--format", "json")
    days = [each["submit"][:10] for each in done.data["templates"]]
    assert (days.count("2026-11-25"), days.count("2026-11-26")) == (100, 80)
    assert done.data["templates"][100]["submit"] == "2026-11-26T00:00:00+08:00"


def test_what_the_lock_shows_as_created_counts(folder: Path, smslint: Smslint) -> None:
    listed = [
        {
            "TemplateCode": f"SMS_{n}",
            "TemplateContent": f"旧{n}",
            "AuditStatus": "AUDIT_STATE_PASS",
            "CreateDate": "2026-11-25 09:00:00",
        }
        for n in range(99)
    ]
    lock(smslint, folder, *listed)
    done = plan(smslint, folder, [row("甲已送达。"), row("乙已送达。")], "--format", "json")
    assert [each["submit"][:10] for each in done.data["templates"]] == ["2026-11-25", "2026-11-26"]


def test_s4_l10_a_signature_is_approved_first(folder: Path, smslint: Smslint) -> None:
    signatures = {"Code": "OK", "TotalCount": 0, "PageSize": 50, "CurrentPage": 1, "SmsSignList": []}
    qualifications = {"Code": "OK", "Data": {"Total": 1, "PageNo": 1, "PageSize": 20, "List": [
        {"GroupId": 1, "QualificationGroupName": "甲", "StateName": "INIT"}]}}  # fmt: skip
    lock(smslint, folder, signatures, qualifications)
    (folder / "smslint.toml").write_text('ignore = ["account"]\n', encoding="utf-8")
    done = plan(smslint, folder, [row(signature="山间客栈")], "--format", "json")
    names = {each["name"]: each["usual"] for each in done.data["milestones"]}
    assert names["qualification"] == "2026-11-27T10:00:00+08:00"
    assert names["signature"] == "2026-11-27T12:00:00+08:00"
    assert done.data["templates"][0]["submit"] == "2026-11-27T12:00:00+08:00"


def test_s0_l14_l16_digital_templates_wait_for_filings(folder: Path, smslint: Smslint) -> None:
    digital = {"Code": "OK", "Data": {"signName": "湖畔民宿", "mobileRegisterStatus": -1, "unicomRegisterStatus": -2}}
    lock(smslint, folder, digital)
    (folder / "smslint.toml").write_text('ignore = ["account", "metadata"]\n', encoding="utf-8")
    done = plan(smslint, folder, [row(type="digital", signature="湖畔民宿")], "--format", "json")
    (only,) = done.data["templates"]
    assert only["submit"] == "2026-12-04T10:00:00+08:00", "seven business days"
    assert only["usual"] == "2026-12-15T12:00:00+08:00", "two hours and seven business days"


def test_s0_l5_l6_l7_totals_stand_beside_the_sum(folder: Path, smslint: Smslint) -> None:
    done = plan(smslint, folder, [row()])
    assert "3 to 5 business days to the first sending, 7 to 15 to stable sending, 10 to 15 in all" in done.out
    assert "add up to more" in done.out
    assert "neither is a promise" in done.out
    assert "counted as there" in done.out, "no lock tells of qualification and signatures"


def test_s0_l10_what_only_a_person_can_do_is_listed(folder: Path, smslint: Smslint) -> None:
    assert "create an AccessKey" in plan(smslint, folder, [row()]).out


def test_a_template_that_misses_the_day(folder: Path, smslint: Smslint) -> None:
    done = plan(smslint, folder, [row()], "--until", "2026-11-25")
    assert done.code == 0
    done = plan(smslint, folder, [row(signature="杭州公安局")], "--until", "2026-11-26")
    assert done.code == 1
    assert "too late for 2026-11-26; it had to be submitted by 2026-11-25 00:00" in done.out


def test_templates_with_errors_are_left_out(folder: Path, smslint: Smslint) -> None:
    done = plan(smslint, folder, [row("您的${ code }已到。"), row()], "--format", "json")
    assert [each["template"] for each in done.data["left_out"]] == ["n0"]
    assert [each["name"] for each in done.data["templates"]] == ["n1"]


def test_requests_carry_their_times(folder: Path, smslint: Smslint) -> None:
    plan(smslint, folder, [row("甲已送达。"), row("乙已送达。")], "--requests", "out.jsonl")
    lines = [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]
    assert [each["not_before"] for each in lines] == ["2026-11-25T10:00:00+08:00", "2026-11-25T10:00:30+08:00"]
    assert lines[0]["call"] == "CreateSmsTemplate"
    assert lines[0]["body"]["TemplateContent"] == "甲已送达。"


def test_a_calendar_has_stable_events_in_utc(folder: Path, smslint: Smslint) -> None:
    done = plan(smslint, folder, [row(name="行李，签收;" * 4)], "--format", "ics")
    again = plan(smslint, folder, [row(name="行李，签收;" * 4)], "--format", "ics")
    assert done.out == again.out
    lines = done.out.splitlines()
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART:20261125T020000Z" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
    assert sum(line.startswith("UID:") for line in lines) == 2


def test_a_year_without_a_notice_is_said(folder: Path, smslint: Smslint) -> None:
    plan(smslint, folder, [row()])
    done = smslint("plan", "all.sms.jsonl", "--from", "2026-12-31T20:00")
    assert "2027 is not announced in this catalog" in done.out


@pytest.mark.parametrize("option", [("--until", "soon"), ("--submit-hours", "9"), ("--from", "now")])
def test_wrong_options(folder: Path, smslint: Smslint, option: tuple[str, str]) -> None:
    assert plan(smslint, folder, [row()], *option).code == 2


WAITING = {
    "TemplateCode": "SMS_1",
    "TemplateContent": "甲",
    "AuditStatus": "AUDIT_STATE_INIT",
    "CreateDate": "2026-11-25 19:30:00",
    "OrderId": 20044,
}


def status(smslint: Smslint, *more: str) -> Answer:
    return smslint("status", "--at", "2026-11-26T10:00", *more)


def test_s4_l512_waiting_is_counted_in_review_hours(folder: Path, smslint: Smslint) -> None:
    lock(smslint, folder, WAITING)
    (only,) = status(smslint, "--format", "json").data["records"]
    assert (only["record"], only["key"], only["status"]) == ("template", "SMS_1", "in-review")
    assert (only["review_minutes"], only["overdue"]) == (150, True)
    assert "20044" in only["advice"][0]
    assert "2 h 30 min of review time), overdue" in status(smslint).out
    assert status(smslint, "--fail-on", "overdue").code == 1
    assert smslint("status", "--at", "2026-11-25T20:30", "--fail-on", "overdue").code == 0


def test_s4_l524_l526_filing_has_its_advice(folder: Path, smslint: Smslint) -> None:
    signature = {
        "Code": "OK",
        "SignName": "湖畔民宿",
        "SignStatus": 1,
        "SignUsage": "通用",
        "SignIspRegisterDetailList": [
            {"OperatorCode": "mobile", "RegisterStatus": 1},
            {"OperatorCode": "unicom", "RegisterStatus": 2},
            {"OperatorCode": "telecom", "RegisterStatus": 3},
        ],
    }
    lock(smslint, folder, signature)
    (only,) = status(smslint, "--format", "json").data["records"]
    assert len(only["advice"]) == 2
    assert "small batches" in only["advice"][0]
    assert "six months" in only["advice"][1]


def test_rejected_templates_and_ending_certificates(folder: Path, smslint: Smslint) -> None:
    rejected = {**WAITING, "AuditStatus": "AUDIT_STATE_NOT_PASS", "Reason": {"RejectInfo": "错别字"}}
    data = {"QualificationGroupId": 7, "State": "PASSED", "EffTimeStr": "2020-01-01~2026-12-31"}
    lock(smslint, folder, rejected, {"Code": "OK", "Data": data})
    out = status(smslint).out
    assert "SMS_1: rejected – 错别字 – correct it" in out
    assert "7: passed – the certificate ends on 2026-12-31" in out
    assert status(smslint, "--waiting").out == "Nothing to do.\n"
    assert status(smslint, "--fail-on", "rejected").code == 1


def test_the_remedy_of_a_known_reason_is_told(folder: Path, smslint: Smslint) -> None:
    rejected = {**WAITING, "AuditStatus": "AUDIT_STATE_NOT_PASS", "Reason": {"RejectInfo": "组合变量不支持"}}
    lock(smslint, folder, rejected)
    out = status(smslint).out
    assert "组合变量不支持 – What to do: Put text between variables" in out
    assert "(smslint explain review-combined-variables) – correct it" in out


def test_s0_l12_qualifications_wait_too(folder: Path, smslint: Smslint) -> None:
    data = {"QualificationGroupId": 7, "State": "INT", "CompanyName": "甲"}
    lock(smslint, folder, {"Code": "OK", "Data": data})
    assert [each["status"] for each in status(smslint, "--waiting", "--format", "json").data["records"]] == [
        "in-review"
    ]


def test_s4_l514_an_authority_waits_two_business_days(folder: Path, smslint: Smslint) -> None:
    named = {**WAITING, "SignatureName": "湖州公安"}
    qualified = {**WAITING, "TemplateCode": "SMS_2", "SignatureName": "湖州书院"}
    signature = {"Code": "OK", "SignName": "湖州书院", "SignStatus": 1, "QualificationId": 7}
    public = {"QualificationGroupId": 7, "State": "PASSED", "CompanyType": "NON_PROFIT_ORGANIZATION"}
    lock(smslint, folder, named, qualified, signature, {"Code": "OK", "Data": public})
    assert [each["overdue"] for each in status(smslint, "--format", "json").data["records"]] == [False, False]
    done = smslint("status", "--at", "2026-11-30T10:00", "--format", "json")
    assert all("landline" in each["advice"][0] for each in done.data["records"])
