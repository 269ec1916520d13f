"""docs/output.md and its Chinese version describe every format, and their example has the structure of real output."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from report.snapshots import render
from smslint.report import OUTPUT_FORMATS

DOCS = Path(__file__).parents[2] / "docs"


def shape(value: object) -> object:
    """The keys of a value in order, with those of a list's first element; values that may be null have no structure."""
    if isinstance(value, dict):
        return {key: shape(part) for key, part in value.items() if key not in ("start", "end", "template")}
    return [shape(part) for part in value[:1]] if isinstance(value, list) else None


@pytest.mark.parametrize("page", ["output.md", "output.zh.md"])
def test_the_page_is_current(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z]+)`", text, re.MULTILINE) == list(OUTPUT_FORMATS), (
        f"the rows of docs/{page} must be the formats in the order of OUTPUT_FORMATS in report/__init__.py"
    )
    (example,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    real = json.loads(render("json", "en"))
    assert json.dumps(shape(json.loads(example))) == json.dumps(shape(real))
