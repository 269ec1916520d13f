"""The VS Code extension describes settings and fields as the program's models do."""

from __future__ import annotations

import dataclasses
import json
import re
import runpy
from pathlib import Path

from smslint.documents.formats import GLOBS
from smslint.workspace.settings import Settings, setting_key

EXTENSION = Path(__file__).parents[2] / "editors" / "vscode"


def test_the_generated_files_are_current() -> None:
    outputs = runpy.run_path(str(EXTENSION / "generate.py"))["outputs"]()
    stale = [path.name for path, text in outputs.items() if not path.exists() or path.read_text("utf-8") != text]
    assert not stale, f"{stale}: run .venv/bin/python editors/vscode/generate.py"


def test_each_setting_of_the_command_line_is_one_of_the_editor() -> None:
    configuration = json.loads((EXTENSION / "package.json").read_text("utf-8"))["contributes"]["configuration"]
    own, shared = (set(each["properties"]) for each in configuration)
    assert not own & shared, "VS Code takes the first of two declarations"
    ours = {"".join(f"-{c.lower()}" if c.isupper() else c for c in key) for key in shared}
    assert ours == {f"smslint.{setting_key(field.name)}" for field in dataclasses.fields(Settings)}


def test_no_json_file_has_a_key_twice() -> None:
    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        assert len(dict(pairs)) == len(pairs), pairs
        return dict(pairs)

    for path in EXTENSION.rglob("*.json"):
        if not {"node_modules", "dist"} & set(path.parts):
            assert json.loads(path.read_text("utf-8"), object_pairs_hook=unique)


def test_the_editors_know_every_text_format() -> None:
    endings = {ending for ending in GLOBS[1].partition("{")[2].rstrip("}").split(",") if ending != "xlsx"}
    selector = (EXTENSION / "src" / "selector.ts").read_text("utf-8")
    pattern = re.search(r"sms\.\{([a-z,]+)\}", selector)
    names = re.search(r"NAMES = /(.*)/i", selector)
    plugin = (EXTENSION.parent / "neovim" / "lsp" / "smslint.lua").read_text("utf-8")
    lua = [re.compile(each.replace("%.", r"\.")) for each in re.findall(r'path:match\("(.*?)"\)', plugin)]
    assert pattern is not None
    assert names is not None
    assert set(pattern[1].split(",")) == endings
    for ending in endings:
        assert re.search(names[1], f"a.sms.{ending}")
        assert any(each.search(f"a.sms.{ending}") for each in lua), ending
