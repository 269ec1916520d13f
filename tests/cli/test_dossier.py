"""`smslint dossier`: golden files in both languages, the example in every remark, and texts of authors left alone."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cli.dossier_golden import DATA, outputs
from smslint.cli import command
from smslint.cli.terminal import run_command
from smslint.core.declarations import allowed_attributes
from smslint.core.filled_example import example_in
from smslint.core.template import MAINLAND, Template, TemplateType, Variable
from smslint.core.verdict import judge
from smslint.documents import read
from smslint.documents.formats import format_named
from smslint.documents.manifest import manifest_text
from smslint.workspace.dossier import dossier_of
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.settings_resolver import SettingsResolver

OWN = "---\nname: 到店\ntype: notification\nsignature: 青禾书店\n{description}---\n您订购的图书已到店。\n"


@pytest.mark.parametrize("name", sorted(outputs()))
def test_the_dossiers_of_twelve_templates(name: str) -> None:
    assert (DATA / name).read_text(encoding="utf-8") == outputs()[name]


def test_a_dossier_is_the_same_every_time() -> None:
    outputs.cache_clear()
    again = outputs()
    outputs.cache_clear()
    assert outputs() == again


RESOLVER = SettingsResolver(Path("/"), None)
RULES = RuleResolver(RESOLVER).file_rules(RESOLVER.of(Path("/")), "a.sms.yaml")
FIXED = st.text("您的订单已到店，请来领取。ab ", min_size=1, max_size=6)


@st.composite
def templates(draw: st.DrawFn) -> Template:
    kind: TemplateType = draw(st.sampled_from(["verification", "notification", "promotional", "international"]))
    codes = [each.code for each in allowed_attributes(kind, RULES.catalog)] if kind in MAINLAND else [None]
    names = draw(st.lists(st.sampled_from(["code", "name", "a1", "content"]), unique=True, max_size=3))
    content = draw(FIXED)
    variables = {}
    for name in names:
        example = draw(st.one_of(st.none(), st.sampled_from(["张三", "2026-11-30", "12", "a b", " ", "${x}", "8.5"])))
        variables[name] = Variable(name, draw(st.sampled_from(codes)), example)
        content += "${" + name + "}" + draw(FIXED)
    assume(content.strip())  # else there is no message, and no example of one
    description = draw(st.one_of(st.none(), st.text("发送。示例：您的ab", max_size=8)))
    return Template(content, kind, name="名", signature="青禾", description=description, variables=variables)


@given(templates())
@settings(max_examples=60)
def test_the_example_is_always_found_and_its_values_could_be_sent(template: Template) -> None:
    text = manifest_text([template], format_named("yaml"))
    if text is None:
        return
    document = read(text, "a.sms.yaml")
    (entry,) = document.entries()
    dossier = dossier_of(document, entry, "a.sms.yaml", RULES, date(2026, 11, 28))
    assert dossier is not None
    assert example_in(dossier.analysis, dossier.message) is not None
    assert example_in(dossier.analysis, dossier.remark) is not None
    for value in dossier.values:
        attribute = RULES.catalog.attributes.get(value.attribute or "")
        if attribute is not None and template.type in MAINLAND:
            assert judge(value.value, attribute, RULES.catalog).verdict != "rejected"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    assert run_command(command, ["dossier", name, "--write", "--language", "en"]) == 0
    return (folder / name).read_text(encoding="utf-8")


def test_what_is_written_is_marked_and_written_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = write(folder, "a.sms", OWN.format(description=""))
    assert "description written" in capsys.readouterr().out
    assert re.search(r"# smslint dossier [0-9a-f]{12}\ndescription: .*示例：【青禾书店】您订购的图书已到店。", first)
    assert write(folder, "a.sms", first) == first
    assert "is current" in capsys.readouterr().out
    changed = write(folder, "a.sms", first.replace("---\n您订购的图书已到店。", "---\n您订购的图书已经到店。"))
    assert "示例：【青禾书店】您订购的图书已经到店。" in changed
    assert changed.count("smslint dossier") == 1


@pytest.mark.parametrize("own", ["图书到店后发送。", "示例"])
def test_the_text_of_an_author_stays(folder: Path, capsys: pytest.CaptureFixture[str], own: str) -> None:
    text = OWN.format(description=f"description: {own}\n")
    assert write(folder, "a.sms", text) == text
    assert "was not changed" in capsys.readouterr().err
    generated = write(folder, "a.sms", OWN.format(description=""))
    edited = re.sub("description: .*", f"description: {own}", generated)
    assert write(folder, "a.sms", edited) == edited


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.sms.yaml",
            "templates:\n  - type: notification\n    content: 书已到。\n  - content: 您好\n    type: notification\n",
        ),
        ("a.sms.yaml", "{type: notification, content: 您的图书已到店。}\n"),
        ("a.sms.json", '{"type": "notification", "content": "您的图书已到店。"}\n'),
        ("a.sms.jsonl", '{"type": "notification", "content": "您的图书已到店。", "description": ""}\n'),
        ("a.sms.csv", "模板类型,模板内容,申请说明\n通知,您的图书已到店。,\n"),
        ("a.sms", "---\r\ntype: notification\r\n---\r\n您的图书已到店。\r\n"),
    ],
)
def test_every_format_takes_a_description(folder: Path, name: str, text: str) -> None:
    (folder / name).write_bytes(text.encode())
    assert run_command(command, ["dossier", name, "--write"]) == 0
    written = (folder / name).read_bytes()
    before, after = read(text.encode(), name), read(written, name)
    for old, new in zip(before.entries(), after.entries(), strict=True):
        assert old.template is not None
        assert new.template is not None
        assert new.template.content == old.template.content
        assert f"示例：{new.template.content}" in (new.template.description or "")
    assert run_command(command, ["dossier", name, "--write"]) == 0
    assert (folder / name).read_bytes() == written


def test_a_table_without_the_column_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.sms.xlsx").write_bytes(
        Path(__file__).parents[2].joinpath("examples/good/console.sms.xlsx").read_bytes()
    )
    before = (folder / "a.sms.xlsx").read_bytes()
    run_command(command, ["dossier", "a.sms.xlsx", "--write", "--language", "en"])
    assert (folder / "a.sms.xlsx").read_bytes() == before
    assert capsys.readouterr().err


def test_one_file_a_template(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.sms").write_text(OWN.format(description=""), encoding="utf-8")
    (folder / "b.sms").write_text(OWN.format(description=""), encoding="utf-8")
    for format, ending in (("markdown", "md"), ("html", "html"), ("json", "json")):
        assert run_command(command, ["dossier", "a.sms", "b.sms", "--format", format, "--output", "out"]) == 0
        assert {each.name for each in (folder / "out").glob(f"*.{ending}")} == {f"到店.{ending}", f"到店-2.{ending}"}
    assert json.loads((folder / "out" / "到店.json").read_text(encoding="utf-8"))["version"] == 1
    assert capsys.readouterr().out.splitlines()[0] == "out/到店.md"


def test_a_broken_file_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.sms.json").write_text("{", encoding="utf-8")
    assert run_command(command, ["dossier", "a.sms.json"]) == 1
    assert "a.sms.json" in capsys.readouterr().err


def test_an_input_is_never_overwritten(folder: Path) -> None:
    (folder / "到店.sms.json").write_text(
        '{"type": "notification", "name": "到店.sms", "content": "您好"}', encoding="utf-8"
    )
    assert run_command(command, ["dossier", "到店.sms.json", "--format", "json", "--output", "."]) == 2
    assert "您好" in (folder / "到店.sms.json").read_text(encoding="utf-8")
