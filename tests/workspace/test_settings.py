"""Which settings apply to a path, how broken files are reported, and how changes are noticed."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest

from smslint.catalog import WordSettings
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.settings import PerFileSettings, SettingsError, SettingsSuppression
from smslint.workspace.settings_resolver import Overrides, SettingsResolver

from .conftest import Files

ALL = (Path(__file__).parents[1] / "data" / "workspace" / "every-key.toml").read_text(encoding="utf-8")


def test_every_key_is_read(files: Files) -> None:
    root = files({"smslint.toml": ALL})
    resolved = SettingsResolver(root).of(root / "a.sms")
    settings = resolved.settings
    assert settings.language == "zh"
    assert settings.select == ("links", "syntax")
    assert settings.severity == {"may-split": "warning"}
    assert settings.per_file == {"legacy/**": PerFileSettings(ignore=("links",))}
    assert settings.words == {"restricted": WordSettings(add=("词",))}
    assert settings.suppress == (
        SettingsSuppression(rule="may-split", path="a.sms", until=date(2027, 1, 31), reason="约定"),
    )
    assert settings.rules == (str(root / "house-rules"),)
    assert settings.baseline == str(root / "known.json")
    assert settings.max_file_size == 1000
    assert resolved.warnings == ()
    assert resolved.root == root
    assert resolved.origins["severity"].line == 15
    assert resolved.origins["fail-on"].line == 10


def test_the_closest_file_upward_wins_and_nothing_is_merged(files: Files) -> None:
    root = files(
        {
            "smslint.toml": "value-length = 20\nfail-on = 'info'\n",
            "inner/pyproject.toml": "[tool.smslint]\nvalue-length = 10\n",
            "inner/deeper/pyproject.toml": "[project]\nname = 'other'\n",
        }
    )
    settings = SettingsResolver(root)
    assert settings.of(root / "a.sms").settings.value_length == 20
    inner = settings.of(root / "inner" / "deeper" / "a.sms")
    assert (inner.settings.value_length, inner.settings.fail_on) == (10, "error")
    assert inner.root == root / "inner"


def test_a_file_extends_another_only_where_it_says_so(files: Files) -> None:
    root = files(
        {
            "base/smslint.toml": "ignore = ['links']\nbaseline = 'b.json'\n[severity]\nmay-split = 'error'\n",
            "smslint.toml": "extend = 'base/smslint.toml'\nignore = []\n[severity]\noneself = 'info'\n",
        }
    )
    resolved = SettingsResolver(root).of(root / "a.sms")
    assert resolved.settings.ignore == ()
    assert resolved.settings.severity == {"may-split": "error", "oneself": "info"}
    assert resolved.settings.baseline == str(root / "base" / "b.json")
    assert resolved.origins["baseline"].file == (root / "base" / "smslint.toml").resolve()
    assert resolved.origins["ignore"].file == root / "smslint.toml"


def test_a_named_file_governs_everything(files: Files) -> None:
    root = files({"smslint.toml": "value-length = 20\n", "ci/strict.toml": "value-length = 5\n"})
    settings = SettingsResolver(root, Path("ci/strict.toml"))
    assert settings.of(root / "a.sms").settings.value_length == 5


def test_a_callers_settings_apply_only_without_a_settings_file(files: Files) -> None:
    root = files({"inner/smslint.toml": "value-length = 20\n"})
    settings = SettingsResolver(root, fallback={"value-length": 7})
    assert settings.of(root / "a.sms").settings.value_length == 7
    assert settings.of(root / "inner" / "a.sms").settings.value_length == 20


def test_overrides_stand_above_every_file(files: Files) -> None:
    root = files({"smslint.toml": "select = ['links']\nignore = ['may-split']\n"})
    settings = SettingsResolver(root, overrides=Overrides(select=("may-split",), ignore=("oneself",)))
    found = settings.of(root / "a.sms").settings
    assert (found.select, found.ignore) == (("may-split",), ("oneself",))


@pytest.mark.parametrize(
    ("text", "line", "english", "chinese"),
    [
        ("a = \n", 1, "not valid TOML: invalid value", "不是有效的 TOML：值无效"),
        ("ignore = [\n'x'\n", 2, "not valid TOML: a list is not closed by ]", "不是有效的 TOML：列表没有以 ] 结束"),
        ("[words\n", 1, "a table name is not closed by ]", "表名没有以 ] 结束"),
        ("[words]\n[words]\n", 2, "a table is declared twice", "同一个表声明了两次"),
        ("a = {b = 1\n", 1, "a table is not closed by }", "表没有以 } 结束"),
        ("# all\nvalue-length = 'x'\n", 2, '`value-length` must be an integer, but is "x".', "应为整数"),
        ("value-length = 0\n", 1, "at least 1", "不小于 1"),
        ("value-length = true\n", 1, "must be an integer, but is true", "实际为 true"),
        ("fail-on = 'all'\n", 1, "one of error, warning, info, never", "error、warning、info、never"),
        ("ignore = 'links'\n", 1, "`ignore` must be a list", "应为列表"),
        ("[severity]\n\nmay-split = 'high'\n", 3, "`severity.may-split` must be one of", "以下之一"),
        ("[[suppress]]\nreason = 'x'\n", 1, "`suppress[0].rule` must be a string", "应为文本"),
        ("[[suppress]]\nrule = 'x'\nuntil = 'soon'\n", 3, "a date such as 2026-12-31", "日期"),
        ("required-version = '>=99'\n", 1, "require smslint >=99", "要求 smslint >=99"),
        ("required-version = 'new'\n", 1, "conditions such as", "条件"),
        ("extend = 'smslint.toml'\n", 1, "leads back to", "又指回了"),
    ],
)
def test_a_broken_file_says_where_and_what(text: str, line: int, english: str, chinese: str, files: Files) -> None:
    root = files({"smslint.toml": text})
    with pytest.raises(SettingsError) as raised:
        SettingsResolver(root).of(root / "a.sms")
    assert raised.value.origin.file == root / "smslint.toml"
    assert raised.value.origin.line == line
    assert english in raised.value.text.en
    assert chinese in raised.value.text.zh


def test_a_missing_file_and_one_that_is_not_text_are_refused(folder: Path) -> None:
    with pytest.raises(SettingsError, match="No such settings file"):
        SettingsResolver(folder, Path("missing.toml"))
    (folder / "smslint.toml").write_bytes("language = 'zh' # 中".encode("gbk"))
    with pytest.raises(SettingsError, match="not UTF-8"):
        SettingsResolver(folder).of(folder)


def test_a_link_without_target_is_not_a_missing_file(folder: Path) -> None:
    (folder / "smslint.toml").symlink_to("smslint.toml")
    with pytest.raises(SettingsError) as error:
        SettingsResolver(folder).of(folder / "a.sms")
    assert "its symbolic links form a loop" in error.value.text.en
    assert "其符号链接形成了循环" in error.value.text.zh


@pytest.mark.parametrize(
    ("name", "text", "english", "chinese"),
    [
        ("smslint.toml", "a = " + "[" * 30_000, "nested too deeply", "嵌套过深"),
        ("pyproject.toml", "[tool]\nsmslint = 3\n", "`tool.smslint` must be a table, but is 3", "应为表，实际为 3"),
    ],
)
def test_a_file_that_cannot_be_settings_says_why(
    name: str, text: str, english: str, chinese: str, files: Files
) -> None:
    root = files({name: text})
    with pytest.raises(SettingsError) as error:
        SettingsResolver(root).of(root / "a.sms")
    assert english in error.value.text.en
    assert chinese in error.value.text.zh


def test_unknown_keys_are_noticed_with_the_nearest_name(files: Files) -> None:
    root = files(
        {
            "smslint.toml": """
                fail_on = "error"
                ignor = ["links"]

                [per-file."a/*"]
                sverity = { may-split = "info" }
                """
        }
    )
    settings = SettingsResolver(root)
    resolved = settings.of(root)
    warnings = [(warning.origin.line, warning.text.en) for warning in RuleResolver(settings).warnings(resolved)]
    assert (1, "Unknown setting `fail_on`; did you mean `fail-on`?") in warnings
    assert (2, "Unknown setting `ignor`; did you mean `ignore`?") in warnings
    assert (5, "Unknown setting `per-file.a/*.sverity`; did you mean `severity`?") in warnings
    assert len(warnings) == 3


def test_notes_are_printed_once(files: Files) -> None:
    root = files({"smslint.toml": "x = 1\n"})
    settings = SettingsResolver(root)
    rule_resolver = RuleResolver(settings)
    assert len(list(rule_resolver.warnings(settings.of(root)))) == 1
    assert list(rule_resolver.warnings(settings.of(root))) == []


def test_a_callers_unknown_keys_and_wrong_types_are_reported() -> None:
    resolved = SettingsResolver(Path(), fallback={"valueLength": 3, "value-length": 4}).without_file
    assert resolved.settings.value_length == 4
    assert [warning.text.en for warning in resolved.warnings] == [
        "Unknown setting `valueLength`; did you mean `value-length`?"
    ]
    with pytest.raises(SettingsError):
        _ = SettingsResolver(Path(), fallback={"value-length": "4"}).without_file


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("exclude = ['" + "a" * 1001 + "']", "A pattern of `exclude` has 1001 characters; at most 1000"),
        ("exclude = [" + "'a', " * 1001 + "]", "The settings have 1001 path patterns; at most 1000"),
        ("a" + ".a" * 50_000 + " = 1", "A key has 32 or more parts"),
        ("value-length = " + "1" * 5000, "not valid TOML"),
        ("select = 0x" + "f" * 5000, "`select` must be a list, but is 0xfff"),
        ("value-length = 0x" + "f" * 100, "`value-length` must be an integer of at most 1099511627776"),
        ('extend = "a\\u0000b"', "A path of `extend` contains a NUL"),
        ('rules = ["a\\u0000b"]', "A path of `rules` contains a NUL"),
        ('baseline = "a\\u0000b"', "A path of `baseline` contains a NUL"),
        ("required-version = '>=" + "1" * 5000 + "'", "must be a list of conditions"),
        ("extend = '" + "x" * 5000 + "'", "the file name is too long"),
        ("extend = 'pipe'", "it is a pipe"),
        ("extend = '/dev/zero'", "it is a device"),
        ("extend = 'large'", "the file has 1048577 bytes; at most 1048576"),
        ("a = " + "[" * 100_000, "nested too deeply"),
    ],
)
def test_hostile_settings_are_refused_with_a_sentence(files: Files, text: str, sentence: str) -> None:
    root = files({"smslint.toml": text, "large": "#" * ((1 << 20) + 1)})
    os.mkfifo(root / "pipe")
    with pytest.raises(SettingsError, match=re.escape(sentence)):
        SettingsResolver(root).of(root)


def test_extended_files_are_bounded_and_read_once(files: Files) -> None:
    twice = {f"{number}.toml": f"extend = ['{number + 1}.toml', '{number + 1}.toml']" for number in range(15)}
    root = files({**twice, "15.toml": "ignore = ['links']"})
    assert SettingsResolver(root, root / "0.toml").of(root).settings.ignore == ("links",)
    deep = {f"{number}.toml": f"extend = '{number + 1}.toml'" for number in range(18)}
    wide = {"0.toml": f"extend = {[f'w{number}.toml' for number in range(65)]}"}
    for more in ({**deep, "18.toml": ""}, {**wide, **{f"w{number}.toml": "" for number in range(65)}}):
        root = files(more)
        with pytest.raises(SettingsError, match="more than 16 levels or 64 files"):
            SettingsResolver(root, root / "0.toml")


def test_a_pattern_that_is_none_excludes_nothing(files: Files) -> None:
    root = files({"smslint.toml": "exclude = ['!', '/', '[']\n", "a.sms": ""})
    assert SettingsResolver(root).of(root).settings.exclude == ("!", "/", "[")
