"""Folders of documents, and runs on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.discovery import discover
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.run import DisplayFilter, Run
from smslint.workspace.settings_resolver import Overrides, SettingsResolver

TODAY = date(2026, 11, 21)
Files = Callable[[dict[str, str]], Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def files(folder: Path) -> Files:
    """Writes files without the common indentation of their texts."""

    def write(given: dict[str, str]) -> Path:
        for name, text in given.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text).removeprefix("\n"), encoding="utf-8", newline="")
        return folder

    return write


class Checked:
    """The findings and messages of one run on a folder."""

    def __init__(self, folder: Path, shown: DisplayFilter = DisplayFilter(), **overrides: object) -> None:  # noqa: B008
        settings = SettingsResolver(folder, overrides=Overrides(**overrides))  # type: ignore[arg-type]
        self.run = Run(RuleResolver(settings), shown, TODAY)
        self.told = [*self.run.check(discover([folder], settings)), *self.run.cross_file_findings()]
        self.found = [each for each in self.told if isinstance(each, Diagnostic)]
        self.rules = [each.finding.rule.id for each in self.found]

    def of(self, rule: str) -> list[Diagnostic]:
        return [each for each in self.found if each.finding.rule.id == rule]


def marked(diagnostic: Diagnostic) -> str:
    """The text of the file that a finding marks."""
    assert diagnostic.text is not None
    assert diagnostic.range is not None
    return diagnostic.text.value[slice(*diagnostic.range)]
