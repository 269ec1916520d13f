"""`smslint lock` merges answers into a file, says what changed, and prints the calls that are missing."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Smslint

LISTED = {
    "TemplateCode": "SMS_270000003",
    "TemplateName": "还书提醒",
    "OuterTemplateType": 1,
    "TemplateContent": "请于${day}前归还图书。",
    "AuditStatus": "AUDIT_STATE_PASS",
}
PAGE = {"RequestId": "1", "Code": "OK", "TotalCount": 1, "PageSize": 50, "CurrentPage": 1, "SmsTemplateList": [LISTED]}


def written(folder: Path, name: str, value: object) -> str:
    (folder / name).write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return name


def test_a_lock_is_made_and_kept(folder: Path, smslint: Smslint) -> None:
    name = written(folder, "page.json", PAGE)
    done = smslint("lock", name, "--at", "2027-03-01T10:00", "--account", "production")
    assert (done.code, done.out) == (0, "SMS_270000003: new template (approved)\n")
    header, record = (json.loads(line) for line in (folder / "smslint.lock").read_text("utf-8").splitlines())
    assert header == {
        "record": "header",
        "version": 1,
        "account": "production",
        "complete": {"template": "2027-03-01T10:00:00+08:00"},
    }
    assert list(record)[:2] == ["record", "code"]
    assert record["seen"] == {"QuerySmsTemplateList": "2027-03-01T10:00:00+08:00"}
    before = (folder / "smslint.lock").read_bytes()
    again = smslint("lock", name, "--at", "2027-03-01T10:00")
    assert (again.code, again.out, again.err) == (0, "", "Nothing new.\n")
    assert (folder / "smslint.lock").read_bytes() == before


def test_a_dry_run_writes_nothing_and_json_tells_all(folder: Path, smslint: Smslint) -> None:
    name = written(folder, "page.json", {**PAGE, "TotalCount": 3, "PageSize": 1})
    done = smslint("lock", name, "--dry-run", "--missing", "--format", "json")
    assert not (folder / "smslint.lock").exists()
    assert done.code == 0
    assert done.data["version"] == 1
    assert done.data["changes"] == [
        {"kind": "template", "key": "SMS_270000003", "change": "new", "before": None, "after": "approved"}
    ]
    assert done.data["missing"][:2] == [
        "aliyun dysmsapi QuerySmsTemplateList --PageSize 1 --PageIndex 2",
        "aliyun dysmsapi QuerySmsTemplateList --PageSize 1 --PageIndex 3",
    ]
    assert done.data["problems"] == ["The list of templates is incomplete: 1 of 3. Pages missing: 2, 3."]


def test_what_cannot_be_read_is_told_and_the_rest_is_merged(folder: Path, smslint: Smslint) -> None:
    good = written(folder, "page.json", PAGE)
    bad = written(folder, "bad.json", {"Code": "isv.ACCOUNT_ABNORMAL", "Message": "账户异常"})
    done = smslint("lock", good, bad, "missing.json")
    assert done.code == 1
    assert "bad.json: the API refused the call with isv.ACCOUNT_ABNORMAL (账户异常)" in done.err
    assert "missing.json: " in done.err
    assert "SMS_270000003" in (folder / "smslint.lock").read_text("utf-8")


def test_two_accounts_are_a_conflict(folder: Path, smslint: Smslint) -> None:
    smslint("lock", written(folder, "a.json", PAGE))
    before = (folder / "smslint.lock").read_bytes()
    other = {**PAGE, "SmsTemplateList": [{**LISTED, "TemplateContent": "另一内容"}]}
    done = smslint("lock", written(folder, "b.json", other))
    assert done.code == 1
    assert "two accounts" in done.err
    assert (
        json.loads((folder / "smslint.lock").read_text("utf-8").splitlines()[1])["content"] == LISTED["TemplateContent"]
    )
    assert (folder / "smslint.lock").read_bytes().count(b"\n") == before.count(b"\n")


def test_a_conflict_of_git_is_named(folder: Path, smslint: Smslint) -> None:
    (folder / "smslint.lock").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    done = smslint("lock", "--missing")
    assert done.code == 2
    assert "smslint.lock:1: an unresolved merge conflict" in done.err


def test_the_settings_name_the_lock(folder: Path, smslint: Smslint) -> None:
    (folder / "smslint.toml").write_text('lock = "cloud/account.lock"\n', encoding="utf-8")
    (folder / "cloud").mkdir()
    smslint("lock", written(folder, "page.json", PAGE))
    assert (folder / "cloud" / "account.lock").exists()
    (folder / "smslint.toml").write_text('lock = ""\n', encoding="utf-8")
    assert smslint("lock", "page.json").code == 2


def test_the_closest_lock_upward_is_used(folder: Path, smslint: Smslint) -> None:
    smslint("lock", written(folder, "page.json", PAGE))
    inner = folder / "inner"
    inner.mkdir()
    (inner / "smslint.toml").write_text("", encoding="utf-8")
    done = smslint("lock", "--missing", "--config", "inner/smslint.toml")
    assert "GetSmsTemplate --TemplateCode SMS_270000003" in done.out


def test_persons_are_said_not_to_be_kept(folder: Path, smslint: Smslint) -> None:
    data = {"QualificationGroupId": 1, "CompanyName": "运河书店", "State": "PASSED", "AdminName": "王建国"}
    done = smslint("lock", written(folder, "q.json", {"Code": "OK", "Data": data}))
    assert done.err.count("nothing about persons was kept") == 1
    assert "王建国" not in (folder / "smslint.lock").read_text("utf-8")
