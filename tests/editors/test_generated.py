"""The VS Code extension describes settings and fields as the program's models do."""

from __future__ import annotations

import dataclasses
import json
import runpy
from pathlib import Path

from smslint.workspace.settings import Settings, setting_key

EXTENSION = Path(__file__).parents[2] / "editors" / "vscode"


def test_the_generated_files_are_current() -> None:
    outputs = runpy.run_path(str(EXTENSION / "generate.py"))["outputs"]()
    stale = [path.name for path, text in outputs.items() if not path.exists() or path.read_text("utf-8") != text]
    assert not stale, f"{stale}: run .venv/bin/python editors/vscode/generate.py"


def test_each_setting_of_the_command_line_is_one_of_the_editor() -> None:
    configuration = json.loads((EXTENSION / "package.json").read_text("utf-8"))["contributes"]["configuration"]
    ours = {"".join(f"-{c.lower()}" if c.isupper() else c for c in key) for key in configuration[1]["properties"]}
    assert ours == {f"smslint.{setting_key(field.name)}" for field in dataclasses.fields(Settings)}
