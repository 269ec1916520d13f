"""Both READMEs have the same content, and the commands in them exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from catalog.house import write_rule
from smslint.cli import command
from smslint.cli.terminal import run_command
from smslint.documents import FORMATS
from smslint.messages.cli import COMMANDS
from smslint.report import OUTPUT_FORMATS
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.settings_resolver import SettingsResolver

ROOT = Path(__file__).parents[2]
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh.md").read_text(encoding="utf-8")


def headings(text: str) -> list[str]:
    """The headings; Chinese headings have the English one before ` · `."""
    return [found.split(" · ")[0] for found in re.findall(r"^#+ (.+)$", text, re.M)]


def code(text: str) -> list[str]:
    """The code blocks, without the sample output."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S)
    return [body for language, body in blocks if language or body.startswith("---")]


def commands(text: str) -> list[str]:
    """The commands in the table of commands."""
    return re.findall(r"^\| `(smslint [^`]+)` \|", text, re.M)


def test_the_readmes_have_the_same_headings_and_commands() -> None:
    assert headings(CHINESE) == headings(ENGLISH)
    assert code(CHINESE) == code(ENGLISH)
    assert commands(CHINESE) == commands(ENGLISH)


def test_every_command_is_listed() -> None:
    listed = set(re.findall(r"^\| `smslint ([a-z-]+)", ENGLISH, re.M))
    assert listed == set(COMMANDS)


def test_every_format_is_listed() -> None:
    (listed,) = re.findall(r"^`check` writes (.+)$", ENGLISH, re.M)
    assert re.findall(r"`([a-z]+)`", listed.partition(": [")[0]) == list(OUTPUT_FORMATS), (
        "list the output formats in README.md and README.zh.md, in the order of OUTPUT_FORMATS"
    )
    formats = ENGLISH.partition("## Formats")[2].partition("\n## ")[0]
    for name in FORMATS:
        assert re.search(rf"^\|.*`\*\.(sms\.)?{name}`", formats, re.M), name


@pytest.mark.parametrize("line", re.findall(r"^smslint (?!check$).+$", "".join(code(ENGLISH)), re.M))
def test_the_commands_work_as_written(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert run_command(command, shlex.split(line)[1:]) in (0, 1)


def test_links_lead_somewhere() -> None:
    for text in (ENGLISH, CHINESE):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
            assert (ROOT / target).exists(), target


def test_the_settings_shown_are_settings(tmp_path: Path) -> None:
    """Fails at any warning about a key, rule or word table."""
    (shown,) = re.findall(r"^```toml\n(.*?)^```$", ENGLISH, re.M | re.S)
    (tmp_path / "smslint.toml").write_text(shown, encoding="utf-8")
    write_rule(tmp_path / "house-rules")
    settings = SettingsResolver(tmp_path)
    assert list(RuleResolver(settings).warnings(settings.of(tmp_path))) == []


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (CHINESE, "zh")])
def test_the_picture_is_what_the_program_shows(
    text: str, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = re.search(r"^```\n\$ smslint (.+)\n((?:.*\n)*?)```$", text, re.M)
    assert picture
    monkeypatch.chdir(ROOT)
    run_command(command, [*picture[1].split(), "--language", language])
    assert capsys.readouterr().out == picture[2]
