"""Reads the files of cases in `tests/data/code`."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[2] / "data" / "code"


class Case(NamedTuple):
    """A file of source code, and the lines that say what is expected of it."""

    name: str
    text: str
    expected: list[str]


def cases(file: str) -> list[Case]:
    """The cases of a file: `@@ name` begins one, `@>` is an expectation."""
    found: list[Case] = []
    lines: list[str] = []
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("@@ "):
            lines = []
            found.append(Case(line[3:].strip(), "", []))
        elif line.startswith("@> "):
            found[-1].expected.append(line[3:].strip())
        elif found:
            lines.append(line)
            found[-1] = found[-1]._replace(text="\n".join(lines).rstrip() + "\n")
    return found
