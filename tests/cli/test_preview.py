"""`smslint preview` for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smslint.cli import command
from smslint.cli.terminal import run_command

TEMPLATE = """---
name: 茶席预留
type: notification
signature: 听雨茶舍
variables:
  seat: { attribute: other_number2, example: T08 }
---
您预约的茶席已为您留至开席前一刻钟，请凭席位号${seat}到前台登记，带齐同行客人后由茶师引座入席，祝您品茶愉快。
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tea.sms").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def test_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["preview", "tea.sms", "--language", "en"]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert lines[0] == "tea.sms: 茶席预留 (notification)"
    assert lines[1] == "  shortest: 58 characters, 1 segment"
    assert lines[4].startswith("    | 【听雨茶舍】您预约的茶席已为您留至开席前一刻钟，请凭席位号T08到前台")
    assert lines[5] == "  longest: 92 characters, 2 segments"
    assert lines[6].startswith("    1 | 【听雨茶舍】")
    assert lines[7].startswith("    2 | ")
    assert lines[8].endswith("1 to 35 characters; one segment: at most 13")


def test_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(command, ["preview", "tea.sms", "--format", "json"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)["previews"]
    assert [message["segments"] for message in shown["messages"]] == [1, 1, 2]
    assert shown["messages"][2]["breaks"] == [67]
    assert shown["variables"][0]["characters"] == [1, 35]


def test_what_cannot_be_read_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "broken.json").write_text("{", encoding="utf-8")
    assert run_command(command, ["preview", "broken.json", "tea.sms"]) == 1
    told = capsys.readouterr()
    assert "broken.json" in told.err
    assert "茶席预留" in told.out


def test_the_price_of_a_type_gives_the_cost_of_each_message(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "smslint.toml").write_text("price = { notification = 0.045 }\n", encoding="utf-8")
    assert run_command(command, ["preview", "tea.sms", "--language", "en"]) == 0
    out = capsys.readouterr().out
    assert "shortest: 58 characters, 1 segment, costs 0.045" in out
    assert "longest: 92 characters, 2 segments, costs 0.09" in out
    assert run_command(command, ["preview", "tea.sms", "--format", "json"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)["previews"]
    assert [message["cost"] for message in shown["messages"]] == [0.045, 0.045, 0.09]
