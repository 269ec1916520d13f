"""`smslint rule` explains rules in both languages, for people and for programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from catalog.house import write_rule
from smslint.catalog import load
from smslint.cli import command
from smslint.cli.terminal import run_command


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("smslint.catalog.paths.user_cache", lambda: tmp_path / "cache")
    monkeypatch.setattr("smslint.catalog.pages.user_cache", lambda: tmp_path / "cache")


def test_a_rule_is_explained_in_the_readers_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["rule", "name-too-long", "--language", "zh"]) == 0
    told = capsys.readouterr().out
    assert load().rules["name-too-long"].title.zh in told
    assert load().rules["name-too-long"].title.en not in told
    assert "name-too-long.md" in told


def test_its_help_describes_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    run_command(command, ["rule", "--help", "--language", "en"])
    assert re.search(r"--format .*\bPrint text or JSON", capsys.readouterr().out)


def test_without_an_id_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["rule", "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {name} " in told for name in load().rules)


def test_programs_get_everything_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["rule", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == 1
    assert {each["id"] for each in told["rules"]} == set(load().rules)
    assert all(each["title"].keys() == {"en", "zh"} and each["examples"]["bad"] for each in told["rules"])


def test_an_unknown_id_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["rule", "name-to-long", "--language", "en"]) == 2
    assert 'Unknown rule "name-to-long"; did you mean "name-too-long"' in capsys.readouterr().err


def test_rules_of_the_settings_are_explained_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_rule(tmp_path / "house-rules")
    (tmp_path / "smslint.toml").write_text('rules = ["house-rules/"]\n', encoding="utf-8")
    assert run_command(command, ["rule", "competitor", "--language", "en"]) == 0
    assert "House style." in capsys.readouterr().out


def test_a_terminal_is_shown_no_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["rule", "malformed-placeholder", "--language", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "malformed-placeholder"
    assert "- Severity: error" in lines
    assert any(line.startswith(' "<text>" is not a valid variable; write it as ${name}, half-width') for line in lines)
    assert "    尊敬的${ name }，您的护照已可领取。" in lines
    assert "- marked: ${ name }" in lines
    assert not [line for line in lines if re.search(r"`|\*\*|^#|^>|\]\(", line)]
