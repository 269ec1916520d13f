"""A text with its tree, its syntax, and the places of its values.

A scalar may hold a text with a tree of its own, such as JSON in a string.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from smslint.dataclass import dataclass
from smslint.syntax.edit import Edit, applied
from smslint.syntax.tree import MappingNode, Node, Plain, Scalar, SequenceNode


class SourceMap:
    """Runs of code points that are verbatim in the source, and units that the source spells differently.

    It is built from left to right; `stop` is the source offset just after the last code point.
    """

    __slots__ = ("_decoded", "_runs", "size", "stop")

    def __init__(self, start: int) -> None:
        self._decoded: list[int] = []
        self._runs: list[tuple[int, int, bool]] = []
        self.size = 0
        self.stop = start

    def copy(self, start: int, end: int) -> None:
        """Append the source from `start` to `end`, which is verbatim."""
        if end > start:
            self._decoded.append(self.size)
            self._runs.append((start, end, True))
            self.size += end - start
            self.stop = end

    def unit(self, start: int, end: int, size: int = 1) -> None:
        """Append `size` code points, which the source from `start` to `end` spells."""
        for _ in range(size):
            self._decoded.append(self.size)
            self._runs.append((start, end, False))
            self.size += 1
        self.stop = end

    def copy_with(self, units: Iterable[re.Match[str]], start: int, end: int) -> None:
        """Append the source from `start` to `end`, which is verbatim but for units of one code point."""
        for unit in units:
            self.copy(start, unit.start())
            self.unit(unit.start(), unit.end())
            start = unit.end()
        self.copy(start, end)

    def _at(self, index: int) -> tuple[int, int]:
        number = bisect_right(self._decoded, index) - 1
        start, end, same = self._runs[number]
        if same:
            start += index - self._decoded[number]
            end = start + 1
        return start, end

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The source range of a decoded range, clamped to the value."""
        start, end = max(0, min(start, self.size)), max(0, min(end, self.size))
        if start >= end:
            at = self._at(start)[0] if start < self.size else self.stop
            return at, at
        return self._at(start)[0], self._at(end - 1)[1]

    def offset(self, source: int) -> int:
        """The decoded offset at or after a source offset."""
        low, high = 0, self.size
        while low < high:
            middle = (low + high) // 2
            if self._at(middle)[1] <= source:
                low = middle + 1
            else:
                high = middle
        return low


def identity(start: int, end: int) -> SourceMap:
    """The map of a verbatim source."""
    made = SourceMap(start)
    made.copy(start, end)
    return made


class Syntax(Protocol):
    """A syntax of mappings and scalars. Methods return None if a value cannot be written."""

    def map(self, text: str, scalar: Scalar) -> SourceMap | None:
        """The source map of a scalar's value; None if its source decodes to something else."""

    def inline(self, text: str, scalar: Scalar, insertion: str) -> str | None:
        """The source of some text inside a scalar, in the scalar's style."""

    def token(self, text: str, node: Node, value: Plain) -> str | None:
        """The source of a whole value that replaces a node."""

    def edits(self, text: str, scalar: Scalar, map: SourceMap, changes: Sequence[Edit]) -> list[Edit] | None:
        """The edits of the source that make changes within a scalar's value."""
        made: list[Edit] = []
        for change in changes:
            written = self.inline(text, scalar, change.text)
            if written is None:
                return None
            made.append(Edit(*map.range(change.start, change.end), written))
        return made

    def insert(self, text: str, mapping: MappingNode, pairs: Mapping[str, Plain]) -> list[Edit] | None:
        """Add pairs."""

    def remove(self, text: str, holder: MappingNode | SequenceNode, number: int) -> list[Edit] | None:
        """Remove a pair or an item."""

    def append(self, text: str, sequence: SequenceNode, value: Plain) -> list[Edit] | None:
        """Add an item."""
        return None

    def replace(self, text: str, node: Node, value: Plain) -> list[Edit] | None:
        """Replace a whole node with a value."""
        written = self.token(text, node, value)
        return None if written is None else [Edit(node.start, node.end, written)]


@dataclass(slots=True, eq=False)
class ParsedText:
    """A text with its tree. `outer` is the scalar that holds the text, with the text of that scalar."""

    text: str
    syntax: Syntax
    root: Node
    outer: tuple[ParsedText, Scalar] | None = None
    _mapped: tuple[Scalar, SourceMap | None] | None = None

    def map(self, scalar: Scalar) -> SourceMap | None:
        """The source map of a scalar's value; None if it cannot be told.

        The last map is kept: the findings of a content come together, and the map of a content with 40,000 escapes
        takes 80 ms.
        """
        if self._mapped is None or self._mapped[0] is not scalar:
            self._mapped = scalar, self.syntax.map(self.text, scalar)
        return self._mapped[1]

    def range(self, scalar: Scalar, start: int, end: int) -> tuple[int, int]:
        """The range in the outermost text of a range of a scalar's value; the whole scalar if there is no map."""
        found = self.map(scalar)
        low, high = found.range(start, end) if found is not None else (scalar.start, scalar.end)
        return self.out(low, high)

    def out(self, start: int, end: int) -> tuple[int, int]:
        """The range in the outermost text of a range of this text."""
        return self.outer[0].range(self.outer[1], start, end) if self.outer else (start, end)

    def lifted(self, edits: Sequence[Edit], rewrite: bool) -> list[Edit] | None:
        """The edits as edits of the outermost text. `rewrite` writes each scalar around them again as a whole."""
        if self.outer is None:
            return list(edits)
        holder, scalar = self.outer
        if rewrite:
            token = holder.syntax.token(holder.text, scalar, applied(self.text, edits))
            return None if token is None else holder.lifted([Edit(scalar.start, scalar.end, token)], rewrite)
        found = holder.map(scalar)
        made = holder.syntax.edits(holder.text, scalar, found, edits) if found is not None else None
        return None if made is None else holder.lifted(made, rewrite)
