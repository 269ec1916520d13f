"""A text with its tree; a scalar of it may hold a text with a tree of its own, such as JSON in a string of JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smslint.dataclass import dataclass
from smslint.syntax.edit import Edit, applied
from smslint.syntax.source_map import SourceMap
from smslint.syntax.tree import Node, Scalar

if TYPE_CHECKING:
    from smslint.syntax.writer import Syntax


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
        if found is None:
            return None
        made: list[Edit] = []
        for edit in edits:
            text = holder.syntax.inline(holder.text, scalar, edit.text)
            if text is None:
                return None
            made.append(Edit(*found.range(edit.start, edit.end), text))
        return holder.lifted(made, rewrite)
