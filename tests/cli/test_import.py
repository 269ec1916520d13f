"""`smslint import` writes template files, overwrites nothing, and reports what is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smslint.cli import command
from smslint.cli.manifest_names import file_stem
from smslint.cli.terminal import run_command
from smslint.core.template import Template
from smslint.documents import read

LIST = {
    "SmsTemplateList": [
        {
            "TemplateCode": "SMS_270000006",
            "TemplateName": "还书/提醒",
            "TemplateType": 0,
            "OuterTemplateType": 1,
            "TemplateContent": "请及时归还图书。",
            "AuditStatus": "AUDIT_STATE_PASS",
        },
        {
            "TemplateCode": "SMS_270000007",
            "TemplateName": "还书/提醒",
            "TemplateType": 0,
            "TemplateContent": "编号\u0000已登记。",
            "AuditStatus": "AUDIT_STATE_PASS",
        },
    ]
}


@pytest.fixture
def answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "answer.json").write_text(json.dumps(LIST), encoding="utf-8")
    return tmp_path


def contents(path: Path) -> list[str | None]:
    return [entry.template and entry.template.content for entry in read(path.read_bytes(), path.name).entries()]


def test_a_file_a_template(answer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["import", "answer.json", "--output", "templates", "--language", "en"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == ["templates/还书_提醒.sms", "templates/还书_提醒-2.sms.yaml"]
    assert "AuditStatus (AUDIT_STATE_PASS) was not kept" in told.err
    assert contents(answer / "templates/还书_提醒.sms") == ["请及时归还图书。"]
    assert contents(answer / "templates/还书_提醒-2.sms.yaml") == ["编号\u0000已登记。"]


def test_one_file_for_all(answer: Path) -> None:
    assert run_command(command, ["import", "answer.json", "--to", "yaml"]) == 0
    assert len(contents(answer / "answer.sms.yaml")) == 2


def test_a_file_that_exists_stays(answer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (answer / "answer.sms.yaml").write_text("mine", encoding="utf-8")
    assert run_command(command, ["import", "answer.json", "--to", "yaml"]) == 1
    assert (answer / "answer.sms.yaml").read_text(encoding="utf-8") == "mine"
    assert run_command(command, ["import", "answer.json", "--to", "yaml", "--overwrite"]) == 0
    assert len(contents(answer / "answer.sms.yaml")) == 2


@pytest.mark.parametrize("exists", [True, False])
def test_nothing_is_written_through_a_link_that_leads_out(
    answer: Path, exists: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, outside = answer / "project" / "out", answer / "outside.sms"
    folder.mkdir(parents=True)
    if exists:
        outside.write_text("safe", encoding="utf-8")
    name = f"{file_stem(Template(content='', name='还书/提醒'))}.sms"
    (folder / name).symlink_to(outside)
    for more in ([], ["--overwrite"]):
        assert run_command(command, ["import", "answer.json", "--output", str(folder), *more, "--language", "en"]) == 1
        assert "is a link" in capsys.readouterr().err
    assert outside.exists() == exists
    assert not exists or outside.read_text(encoding="utf-8") == "safe"
    (folder / "target.sms").touch()
    (folder / name).unlink()
    (folder / name).symlink_to("target.sms")
    run_command(command, ["import", "answer.json", "--output", str(folder), "--overwrite"])
    assert contents(folder / "target.sms") == ["请及时归还图书。"]


def test_long_equal_names_get_files_of_their_own(answer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = {**LIST["SmsTemplateList"][0], "TemplateName": "还书提醒" * 40}
    (answer / "answer.json").write_text(json.dumps({"SmsTemplateList": [given] * 12}), encoding="utf-8")
    assert run_command(command, ["import", "answer.json", "--output", "templates"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(list((answer / "templates").iterdir())) == 12


@pytest.mark.parametrize("file", ["/dev/null/templates", "answer.json/templates"])
def test_a_folder_that_cannot_be_made_is_named(answer: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["import", "answer.json", "--output", file]) == 2
    assert file in capsys.readouterr().err


@pytest.mark.parametrize("text", ["{", "[]", '{"a": 1}'])
def test_what_holds_no_template(answer: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (answer / "other.json").write_text(text, encoding="utf-8")
    assert run_command(command, ["import", "other.json"]) == 1
    assert "other.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "stem"),
    [("登录 验证码", "登录 验证码"), ("a/b\\c:d", "a_b_c_d"), ("..", "template"), ("CON", "_CON"), ("x. ", "x")],
)
def test_names_that_every_system_allows(name: str, stem: str) -> None:
    assert file_stem(Template("", name=name)) == stem
