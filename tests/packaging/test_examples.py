"""The examples have the findings that the names of their folders promise, in every format."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from project_copy import ROOT, program, run
from smslint.documents import FORMATS, format_named, format_of

EXAMPLES = ROOT / "examples"


@pytest.fixture(scope="module")
def findings() -> list[dict[str, Any]]:
    smslint = program(Path(sys.prefix), "smslint")
    told = run(smslint, "check", "examples", "--format", "json", "--min-severity", "warning", cwd=ROOT, codes=(1,))
    found: list[dict[str, Any]] = json.loads(told)["findings"]
    return found


def test_the_good_ones_are_fine(findings: list[dict[str, Any]]) -> None:
    assert [(each["path"], each["rule"]) for each in findings if each["path"].startswith("examples/good/")] == []


def test_each_bad_one_has_an_error(findings: list[dict[str, Any]]) -> None:
    bad = {f"examples/bad/{path.name}" for path in (EXAMPLES / "bad").iterdir()}
    assert bad == {each["path"] for each in findings if each["severity"] == "error"}


@pytest.mark.parametrize("kind", ["good", "bad"])
def test_there_is_one_in_every_format(kind: str) -> None:
    assert {format_of(path.name, named=False) for path in (EXAMPLES / kind).iterdir()} == set(
        map(format_named, FORMATS)
    )
