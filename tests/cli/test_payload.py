"""`smslint payload` writes one request per template, and none for templates with errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smslint.cli import command
from smslint.cli.terminal import run_command

GOOD = """---
name: 借阅到期提醒
type: notification
signature: 运河书房
description: 读者借书后由系统发送。示例：您借阅的图书将于2027-03-08到期。
variables:
  day: { attribute: time, example: "2027-03-08" }
---
您借阅的图书将于${day}到期，请按时归还。
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.sms").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_one_object_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["payload", "good.sms"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    request = json.loads(line)
    assert request["TemplateName"] == "借阅到期提醒"
    assert json.loads(request["TemplateRule"]) == {"day": "time"}


@pytest.mark.parametrize(("extra", "code", "requests"), [([], 1, 1), (["--allow-errors"], 0, 2)])
def test_a_template_with_errors(
    folder: Path, capsys: pytest.CaptureFixture[str], extra: list[str], code: int, requests: int
) -> None:
    (folder / "bad.sms").write_text(GOOD.replace('2027-03-08" }', '后天" }'), encoding="utf-8")
    assert run_command(command, ["payload", ".", *extra, "--language", "en"]) == code
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == requests
    assert ("bad.sms" in told.err) == (code == 1)


@pytest.mark.parametrize(
    ("name", "text", "lost"),
    [
        ("a.sms.json", '{"TemplateName": "a", "TemplateType": 1, "TemplateContent": "您好", %s}', ["mistake (x)"]),
        (
            "a.json",
            '{"SmsTemplateList": [{"TemplateName": "a", "TemplateType": 1, "TemplateContent": "您好", %s}]}',
            [],
        ),
        ("a.sms.yaml", "{name: a, type: notification, content: 您好, mistake: x}", ['unknown field "mistake"']),
        ("a.sms", "---\n名称: a\ntype: notification\nmistake: x\n---\n您好\n", ['unknown field "mistake"']),
        ("a.sms.yaml", "{name: a, type: notification, content: 您好, variables: {a: {b: c}}}", ["variables.a.b"]),
    ],
)
def test_what_a_request_leaves_out_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, lost: list[str]
) -> None:
    fields = '"TemplateRule": "item=others", "ApplySceneContent": "甲", "mistake": "x", "AuditStatus": 2'
    if "%s" in text:
        of_answer = ["ApplySceneContent", "TemplateRule"] if "List" in text else ["TemplateRule"]
        text, lost = text % fields, [*lost, *of_answer]
    (folder / name).write_text(text, encoding="utf-8")
    assert run_command(command, ["payload", name, "--allow-errors", "--language", "en"]) == 0
    told = capsys.readouterr()
    assert all(each in told.err for each in lost), told.err
    assert "AuditStatus" not in told.err
    assert "名称" not in told.err


@pytest.mark.parametrize("name", ["payload", "preview"])
def test_a_folder_without_templates_is_no_success(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (folder / "empty").mkdir()
    assert run_command(command, [name, "empty", "--language", "en"]) == 2
    assert "no document with templates" in capsys.readouterr().err
    assert run_command(command, [name, "empty", "good.sms"]) == 0


def test_into_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["payload", "good.sms", "--output", "out.jsonl"]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads((folder / "out.jsonl").read_text(encoding="utf-8"))["TemplateType"] == 1


PROMOTION = """---
name: 会员日
type: promotional
signature: 运河书房
description: 每周发给会员。
materials:
  - { kind: privacy_policy, path: privacy.png }
  - { kind: member_system, key: oss/members.png }
---
亲爱的会员，本周图书七折，拒收请回复R
"""


@pytest.mark.parametrize(
    ("keys", "code", "told"),
    [
        (None, 1, "privacy.png has no key"),
        ('{"privacy.png": "oss/privacy.png"}', 0, ""),
        ('{"privacy.png": 1}', 2, "must be texts"),
        ("{", 2, "keys.json must be a JSON object"),
        (b"\xff\xfe\xff", 2, "keys.json must be a JSON object"),
    ],
)
def test_keys_of_uploaded_materials(
    folder: Path, capsys: pytest.CaptureFixture[str], keys: str | bytes | None, code: int, told: str
) -> None:
    (folder / "good.sms").write_text(PROMOTION, encoding="utf-8")
    arguments = ["payload", "good.sms", "--allow-errors", "--language", "en"]
    if keys is not None:
        (folder / "keys.json").write_bytes(keys.encode() if isinstance(keys, str) else keys)
        arguments += ["--keys", "keys.json"]
    assert run_command(command, arguments) == code
    got = capsys.readouterr()
    assert told in got.err
    if not code:
        assert json.loads(got.out)["MoreData"] == ["oss/privacy.png", "oss/members.png"]


def test_a_digital_message_with_its_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["new", "春茶", "--type", "digital"]) == 0
    assert run_command(command, ["payload", "春茶", "--output", "request.jsonl"]) == 0
    picture, text = json.loads((folder / "request.jsonl").read_text(encoding="utf-8"))["TemplateContents"]
    assert len(picture["FileContents"]) > picture["FileSize"] == (folder / "春茶/media/picture.png").stat().st_size
    assert (picture["FileSuffix"], text["FileSuffix"]) == ("png", "txt")
    capsys.readouterr()
    assert run_command(command, ["payload", "春茶"]) == 0
    assert len(capsys.readouterr().out) < 1000
    (folder / "春茶/media/picture.png").write_bytes(b"")
    assert run_command(command, ["payload", "春茶"]) == 1
