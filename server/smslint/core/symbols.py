"""Symbols that mainland messages cannot carry: the catalog's ranges, and emoji with their joiners."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from smslint.core.lexicon import Lexicon

JOINERS: Final = "\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
"""Characters that combine emoji (Unicode Technical Standard 51), as a character class."""
_KEYCAP: Final = "\u20e3"


class Symbols:
    """The table `unsupported` of the catalog, compiled: `ranges`, the `disputed` characters, and `plain` spellings."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.unsupported
        body = "".join(_class_of(entry["points"], entry.get("without", "")) for entry in table.get("ranges", ()))
        self.disputed = frozenset(table.get("disputed", ""))
        self.plain: Mapping[str, str] = table.get("plain", {})
        self._run = re.compile(f"(?:[{body}][{JOINERS}]*|[0-9#*]\ufe0f?{_KEYCAP})+" if body else "(?!)")
        self._disputed = re.compile("[" + re.escape("".join(self.disputed)) + "]+" if self.disputed else "(?!)")

    def runs(self, text: str) -> Iterable[tuple[int, int]]:
        """Runs of unsupported symbols, with the joiners and keycaps of emoji."""
        return (found.span() for found in self._run.finditer(text))

    def disputed_runs(self, text: str) -> Iterable[tuple[int, int]]:
        """Runs of the symbols on which the vendor's pages disagree."""
        return (found.span() for found in self._disputed.finditer(text))

    def spelt_plainly(self, run: str) -> str | None:
        """A run in plain text, or None if one of its symbols has no plain spelling."""
        plain = [self.plain.get(character) for character in run]
        return "".join(text for text in plain if text) if plain and all(plain) else None


def _class_of(points: str, without: str) -> str:
    """A range of code points such as `2190-21FF` as part of a character class, without some of them."""
    first, _, last = points.partition("-")
    left_out = sorted(int(point, 16) for point in without.split())
    parts, start, end = [], int(first, 16), int(last or first, 16)
    for point in [*left_out, end + 1]:
        if start <= point - 1:
            parts.append(re.escape(chr(start)) + "-" + re.escape(chr(point - 1)))
        start = point + 1
    return "".join(parts)
