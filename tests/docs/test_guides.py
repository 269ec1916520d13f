"""What the guides for contributors name exists: paths, types, commands, and targets of the Makefile."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

import pytest

from smslint.messages.cli import COMMANDS

ROOT: Final = Path(__file__).parents[2]
SERVER: Final = ROOT / "server" / "smslint"
GUIDES: Final = ("docs/architecture.md", "CONTRIBUTING.md", "CONTRIBUTING.zh.md")
MADE: Final = frozenset({".venv/", ".build/"})
"""Folders that the Makefile makes."""
_PATH: Final = re.compile(r"[\w.-]+(/[\w.-]+)*(/|\.(py|toml|md|mjs|json))|[\w.-]+(/[\w.-]+)+")
_OWN_NAME: Final = re.compile(r"[A-Z][a-z]+([A-Z][a-z]+)*")
_NOT_PATHS: Final = re.compile(r"textDocument/|\.venv/bin/|/tmp/")


def text_of(guide: str) -> str:
    return (ROOT / guide).read_text(encoding="utf-8")


def quoted(guide: str) -> list[str]:
    """What stands between backticks."""
    return re.findall(r"`([^`\n]+)`", text_of(guide))


def exists(path: str) -> bool:
    """Whether a path of the repository or of the program exists; what a reader chooses (`<id>`) may be anything."""
    return path in MADE or (ROOT / path).exists() or (SERVER / path).exists()


def defined_names() -> set[str]:
    """The classes and type aliases of the program, and the Makefile."""
    names = {"Makefile"}
    for node in (node for file in SERVER.rglob("*.py") for node in ast.parse(file.read_bytes()).body):
        if isinstance(node, ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


@pytest.mark.parametrize("guide", GUIDES)
def test_paths_exist(guide: str) -> None:
    paths = [each for each in quoted(guide) if _PATH.fullmatch(each) and not _NOT_PATHS.match(each)]
    assert paths
    assert [path for path in paths if not exists(path)] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_links_lead_somewhere(guide: str) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", text_of(guide))
    assert [target for target in targets if not ((ROOT / guide).parent / target).exists()] == []


def test_types_are_defined() -> None:
    names = {each for each in quoted(GUIDES[0]) if _OWN_NAME.fullmatch(each)}
    assert len(names) > 20
    assert names - defined_names() == set()


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_exist(guide: str) -> None:
    text, makefile = text_of(guide), text_of("Makefile")
    targets = set(re.findall(r"(?:^ {4}|`)make ([a-z-]+)", text, re.M))
    assert {each for each in targets if not re.search(rf"^{each}:", makefile, re.M)} == set()
    assert set(re.findall(r"(?:bin/|`)smslint ([a-z-]+)", text)) <= set(COMMANDS)


@pytest.mark.parametrize("path", ["core/no_such_module.py", "no/such/folder/"])
def test_a_missing_path_is_missed(path: str) -> None:
    assert _PATH.fullmatch(path)
    assert not exists(path)
