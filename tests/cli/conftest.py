"""Runs the command line as a person does, in an empty folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from smslint.cli import command
from smslint.cli.terminal import run_command


@dataclass
class Answer:
    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)

    @property
    def rules(self) -> list[str]:
        return [finding["rule"] for finding in self.data["findings"]]


Smslint = Callable[..., Answer]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def smslint(folder: Path, capfd: pytest.CaptureFixture[str]) -> Smslint:
    """Runs the command line in this process."""

    def call(*arguments: str | Path) -> Answer:
        code = run_command(command, [str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Answer(code, captured.out, captured.err)

    return call


GOOD = """---
name: 取件提醒
type: notification
signature: 青禾驿站
description: 包裹到站后提醒收件人
---
您的包裹已到站，请于今日21点前领取。
"""
LONG = "青禾驿站" * 8
BAD = GOOD.replace("取件提醒", LONG)
"""One error, `name-too-long`, which has no fix."""


def sms(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path
