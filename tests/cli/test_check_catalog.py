"""`smslint check-catalog` reports the defects of a rule folder, and exits with 1 if there are any."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.house import TERMS, write_rule
from smslint.cli import command
from smslint.cli.terminal import run_command


@pytest.mark.parametrize(("language", "sentence"), [("en", "No catalog defects."), ("zh", "规则库没有缺陷。")])
def test_a_sound_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, sentence: str) -> None:
    assert run_command(command, ["check-catalog", str(write_rule(tmp_path)), "--language", language]) == 0
    assert capsys.readouterr().out == sentence + "\n"


def test_a_folder_with_defects(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_rule(tmp_path, TERMS.replace("terms", "words")))
    assert run_command(command, ["check-catalog", ".", "--language", "en"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("house/competitor.toml:11: [match] has the unknown kind")
    assert told[-1] == "Catalog defects: 1."


def test_a_file_that_is_not_toml_is_named_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_rule(tmp_path, "kind = terms") / "house" / "competitor.toml"
    assert run_command(command, ["check-catalog", str(tmp_path), "--language", "en"]) == 1
    told = capsys.readouterr().out.splitlines()[0]
    assert told.count(str(file)) == 1
    assert not told.endswith("..")


def test_a_folder_that_is_not_there_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["check-catalog", "nowhere", "--language", "en"]) == 2
    assert "nowhere" in capsys.readouterr().err
