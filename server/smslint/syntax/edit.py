"""Edits of a text, and their application."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """Replaces the code points `start` to `end` of a text with `text`."""

    start: int
    end: int
    text: str

    def moved(self, by: int) -> Edit:
        """The same edit of a text that starts `by` code points earlier."""
        return Edit(self.start + by, self.end + by, self.text)


def overlap(edits: Iterable[Edit]) -> bool:
    """Whether any two edits, given in the text's order, overlap, or one ends before it starts."""
    last = -1
    for edit in edits:
        if not last <= edit.start <= edit.end:
            return True
        last = edit.end
    return False


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits; they must not overlap. Insertions at one place keep their order."""
    parts: list[str] = []
    last = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        parts += [text[last : edit.start], edit.text]
        last = edit.end
    parts.append(text[last:])
    return "".join(parts)


def without(ranges: Sequence[tuple[int, int]], number: int) -> Edit:
    """Removes one of at least two parts, with what separates it from the next one, or from the one before it."""
    if number + 1 < len(ranges):
        return Edit(ranges[number][0], ranges[number + 1][0], "")
    return Edit(ranges[number - 1][1], ranges[number][1], "")
