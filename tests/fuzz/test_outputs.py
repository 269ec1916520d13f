"""Whatever a template, a name or a setting holds is nothing but text in every output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from lxml import etree

from fuzz.outputs import PAYLOADS, commands, require_harmless, require_text, run
from fuzz.violation import Violation
from smslint.cli import command
from smslint.io.escape import json_text, markdown, xml_text


@pytest.mark.parametrize("number", range(0, len(PAYLOADS), 14))
def test_a_text_of_a_stranger_is_text_in_every_output(number: int, tmp_path: Path) -> None:
    """Every fourteenth text; `make fuzz` tries all."""
    require_text(tmp_path, PAYLOADS[number])


def test_every_command_is_tried_in_each_of_its_formats() -> None:
    """A new command or format fails here until `fuzz.outputs.commands` tries it."""
    tried = set()
    for arguments in commands("x", ["a.sms"]):
        tried.add((arguments[0], arguments[arguments.index("--format") + 1] if "--format" in arguments else ""))
    wanted = set()
    for name in command.list_commands(click.Context(command)):
        found = command.get_command(click.Context(command), name)
        assert found is not None
        formats = [each.type for each in found.params if each.name == "format"]
        choices = formats[0].choices if formats and isinstance(formats[0], click.Choice) else [""]
        wanted |= {(name, str(choice)) for choice in choices}
    assert wanted - tried == {("check", "xlsx"), ("samples", "parquet"), ("config", "")}  # binary, or a group


@pytest.mark.parametrize("text", ["a\x1b[1m", "\x85", "::debug::a", "　::debug::a", "a ##[x]", "##vso[x]", "\u2067"])
def test_what_is_obeyed_is_noticed(text: str) -> None:
    with pytest.raises(Violation):
        require_harmless(text)
    require_harmless("::error file=a.sms::b", commands=True)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_machine_formats_give_the_text_back(payload: str) -> None:
    for unicode in (True, False):
        assert json.loads(json_text({payload: [payload]}, unicode)) == {payload: [payload]}
        require_harmless(json_text([payload, {payload: payload}], unicode, indent=2))
        if payload.isprintable():
            assert etree.fromstring(f"<a>{xml_text(payload, unicode)}</a>").text == payload
        require_harmless("<a>" + xml_text(payload, unicode).encode("utf-8", "replace").decode())


def test_mentions_and_addresses_are_code_in_markdown() -> None:
    assert (
        markdown("问 @octocat：见 #1，或 https://a.example/b。") == "问 `@octocat`：见 `#1`，或 `https://a.example/b`。"
    )
    assert markdown("2 * 3 # 4") == "2 \\* 3 \\# 4"


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
def test_json_is_utf_8_whatever_the_locale(encoding: str, tmp_path: Path) -> None:
    text = "---\nname: 取件提醒\ntype: notification\nsignature: 青禾\ndescription: 到站\n---\n您的包裹已到站。\n"
    (tmp_path / "a.sms").write_text(text, encoding="utf-8")
    for arguments in (
        ["payload", "--allow-errors"],
        ["preview", "--format", "json"],
        ["check", "--format", "jsonl", "--fail-on", "never"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "smslint", *arguments, "a.sms"],
            cwd=tmp_path,
            env={"PYTHONIOENCODING": encoding},
            capture_output=True,
        )
        assert done.returncode == 0
        assert json.loads(done.stdout.decode("utf-8").partition("\n")[0] if arguments[0] != "preview" else done.stdout)


def test_a_line_break_of_a_stranger_makes_no_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "a<U+000A>::debug::b" in run("rule", "--", "a\n::debug::b").err


def test_a_report_may_colour_its_own_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.sms").write_text("---\nname: a\n---\n\x1b[31m您好\x1b]0;a\x07\n", encoding="utf-8")
    out = run("check", "--color", "always", "a.sms").out
    assert "\x1b[1m" in out
    assert "\x1b[31m" not in out
    assert "\x1b]" not in out
