"""`config show`, `schema` and `new`."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from smslint.core.template import TYPES
from smslint.messages.workspace import SETTINGS
from smslint.workspace.settings import KEYS

from .conftest import Smslint, sms

ALL = (Path(__file__).parents[1] / "data" / "workspace" / "every-key.toml").read_text(encoding="utf-8")


def test_every_setting_is_shown_with_its_origin(folder: Path, smslint: Smslint) -> None:
    sms(folder, "smslint.toml", "# ours\nvalue-length = 20\nignore = ['may-split']\n")
    answer = smslint("config", "show")
    lines = answer.out.splitlines()
    assert f"value-length = 20  # {folder}/smslint.toml:2" in lines
    assert f'ignore = ["may-split"]  # {folder}/smslint.toml:3' in lines
    assert 'fail-on = "error"  # default' in lines
    data = smslint("config", "show", "--format", "json").data
    assert [row["key"] for row in data["settings"]] == list(KEYS)
    assert data["root"] == str(folder)


def test_the_settings_for_some_files_are_named_where_they_hold(folder: Path, smslint: Smslint) -> None:
    sms(folder, "smslint.toml", "[per-file.'old/**']\nignore = ['may-split']\n")
    assert '# per-file."old/**" also applies' in smslint("config", "show", "old/a.sms").out
    assert "# What per-file" not in smslint("config", "show", "new/a.sms").out


def test_an_unknown_setting_is_reported_on_standard_error(folder: Path, smslint: Smslint) -> None:
    sms(folder, "smslint.toml", "valu-length = 20\n")
    answer = smslint("config", "show", "a/b.sms", "--language", "zh")
    assert answer.code == 0
    assert f"{folder}/smslint.toml:1: 未知的设置项 `valu-length`，是否想写 `value-length`？" in answer.err


def test_every_key_has_a_meaning_in_both_languages() -> None:
    assert set(SETTINGS) == set(KEYS)
    assert all(text.en and text.zh for text in SETTINGS.values())


def test_the_schema_of_settings_takes_what_the_reader_takes(smslint: Smslint) -> None:
    schema = smslint("schema", "settings").data
    table = json.loads(json.dumps(tomllib.loads(ALL), default=str))
    jsonschema.validate({**table, "extend": "x.toml"}, schema)
    for wrong in ({"value-length": "x"}, {"value-length": 0}, {"fail-on": "all"}, {"valu-length": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_the_schema_of_manifests(smslint: Smslint) -> None:
    schema = smslint("schema", "manifest", "--language", "zh").data
    template = {"name": "取件", "type": "notification", "content": "您的包裹已到站。", "variables": {"a": "name"}}
    for good in (template, {"templates": [template]}, [template]):
        jsonschema.validate(good, schema)
    for wrong in ({**template, "type": "other"}, {**template, "nmae": "x"}, {"templates": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)
    assert "模板名称" in json.dumps(schema, ensure_ascii=False)


@pytest.mark.parametrize("name", ["rule", "attribute", "words"])
def test_the_schemas_of_the_catalog_fit_its_files(name: str, smslint: Smslint) -> None:
    from smslint.catalog.paths import rules_folder

    schema = smslint("schema", name).data
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    pattern = {"rule": "metadata/*.toml", "attribute": "attributes/*.toml", "words": "words/*.toml"}[name]
    paths = list(rules_folder().glob(pattern))
    assert paths
    for path in paths:
        table = json.loads(json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=str))
        validator.validate(table)


def test_an_unknown_schema_is_wrong_usage(smslint: Smslint) -> None:
    answer = smslint("schema", "setting")
    assert answer.code == 2
    assert "settings, manifest, rule, attribute, words" in answer.err


@pytest.mark.parametrize("kind", TYPES)
def test_a_new_template_passes_every_check(kind: str, folder: Path, smslint: Smslint) -> None:
    answer = smslint("new", "到店提醒", "--type", kind)
    assert (answer.code, answer.out) == (0, "")
    path = folder / ("到店提醒/到店提醒.sms" if kind == "digital" else "到店提醒.sms")
    assert path.is_file()
    answer = smslint("check", "--format", "json", "--fail-on", "info")
    assert (answer.code, answer.rules) == (0, [])


def test_a_new_template_replaces_nothing_unasked(folder: Path, smslint: Smslint) -> None:
    path = sms(folder, "甲.sms", "旧")
    assert smslint("new", "甲", "--type", "promotional").code == 2
    assert path.read_text(encoding="utf-8") == "旧"
    assert smslint("new", "甲", "--type", "promotional", "--force", "--signature", "青禾驿站").code == 0
    assert "signature: 青禾驿站" in path.read_text(encoding="utf-8")
    assert smslint("new", "a/b", "--type", "promotional").code == 2
    assert smslint("new", "a/b", "--type", "promotional", "--output", "c.sms").code == 0


def test_the_picture_of_a_new_digital_message_replaces_none(folder: Path, smslint: Smslint) -> None:
    (folder / "media").mkdir()
    (folder / "media" / "picture.png").write_bytes(b"mine")
    assert smslint("new", "甲", "--type", "digital", "--output", "甲.sms").code == 0
    assert (folder / "media" / "picture.png").read_bytes() == b"mine"
    assert "# media/picture.png" in (folder / "甲.sms").read_text(encoding="utf-8")
