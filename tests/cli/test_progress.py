"""The progress line of long commands, and interrupted commands."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from smslint.cli import terminal as progress
from smslint.workspace.diagnostic import Summary

from .conftest import GOOD, Smslint, sms


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_long_run_shows_how_far_it_is_and_gives_the_line_back(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "_LONG", 0.0)
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    shown = progress.ProgressLine("zh")
    shown.show_check("a.sms.jsonl", 0.5, Summary(documents=1, templates=64))
    shown.show_check("a.sms.jsonl", 1.0, Summary(documents=1, templates=128))
    assert "128 个模板，1 个文件 a.sms.jsonl" in terminal.getvalue()
    assert f"[{'#' * 24}]" in terminal.getvalue()
    shown.clear()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_short_run_or_no_terminal_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setattr(progress, "_LONG", 1000.0 if stream.isatty() else 0.0)
        shown = progress.ProgressLine("en")
        shown.show_check("a.sms.jsonl", 1.0, Summary(documents=1, templates=128))
        shown.clear()
        assert stream.getvalue() == ""


def test_an_interrupted_run_exits_with_130(folder: Path, smslint: Smslint, monkeypatch: pytest.MonkeyPatch) -> None:
    from smslint.core.lint import Linter

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Linter, "lint", stop)
    sms(folder, "a.sms", GOOD)
    answer = smslint("check")
    assert answer.code == 130
    assert "Traceback" not in answer.err
