"""Lines of a text: they end with `\\n`, `\\r\\n` or `\\r`, and with nothing else."""

from __future__ import annotations

from typing import Final

from smslint.core.patterns import lazy_pattern

BREAK: Final = lazy_pattern(r"\r\n|\r|\n")


def line_break(text: str) -> str:
    """The first line break of a text; a line feed if it has none."""
    found = BREAK.search(text)
    return found[0] if found else "\n"


def line_start(text: str, at: int) -> int:
    """The offset at which the line of an offset starts."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
