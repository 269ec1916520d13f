"""Finding a field in its source, through texts that hold texts: a declaration may stand in JSON within a string
within JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from smslint.dataclass import dataclass
from smslint.documents import console
from smslint.documents.schemas import Schema
from smslint.syntax.edit import Edit, applied
from smslint.syntax.source_map import SourceMap
from smslint.syntax.tree import KeyPath, MappingNode, Node, Pair, Scalar, SequenceNode
from smslint.syntax.writer import Syntax

Owner: TypeAlias = "MappingNode | SequenceNode"


@dataclass(slots=True, eq=False)
class ParsedText:
    """A text with its tree; `outer` is the scalar that holds the text, in the host of that scalar."""

    text: str
    syntax: Syntax
    root: Node
    outer: tuple[ParsedText, Scalar] | None = None
    _mapped: tuple[Scalar, SourceMap | None] | None = None

    def map(self, scalar: Scalar) -> SourceMap | None:
        """Where the code points of a scalar's value stand in this text.

        The last map is kept: the findings of one content come together, and for a content of 40,000 escapes each map
        takes 80 ms.
        """
        if self._mapped is None or self._mapped[0] is not scalar:
            self._mapped = scalar, self.syntax.map(self.text, scalar)
        return self._mapped[1]

    def range(self, scalar: Scalar, start: int, end: int) -> tuple[int, int]:
        """The range in the outermost text of a range of a scalar's value; the whole scalar where it cannot be
        told."""
        found = self.map(scalar)
        low, high = found.range(start, end) if found is not None else (scalar.start, scalar.end)
        return self.out(low, high)

    def out(self, start: int, end: int) -> tuple[int, int]:
        """The range in the outermost text of a range of this text."""
        return self.outer[0].range(self.outer[1], start, end) if self.outer else (start, end)

    def lifted(self, edits: Sequence[Edit], rewrite: bool) -> list[Edit] | None:
        """The edits as edits of the outermost text; `rewrite` writes each holding scalar anew."""
        if self.outer is None:
            return list(edits)
        host, scalar = self.outer
        if rewrite:
            token = host.syntax.token(host.text, scalar, applied(self.text, edits))
            return None if token is None else host.lifted([Edit(scalar.start, scalar.end, token)], rewrite)
        found = host.map(scalar)
        if found is None:
            return None
        made: list[Edit] = []
        for edit in edits:
            text = host.syntax.inline(host.text, scalar, edit.text)
            if text is None:
                return None
            made.append(Edit(*found.range(edit.start, edit.end), text))
        return host.lifted(made, rewrite)


@dataclass(slots=True)
class Spot:
    """Where a path leads. `depth` counts the parts of the path that exist; `pair` is the innermost pair on the
    way."""

    host: ParsedText
    node: Node
    depth: int
    pair: Pair | None = None
    pair_host: ParsedText | None = None
    owner: Owner | None = None
    number: int = 0


def find(host: ParsedText, path: KeyPath, schema: Schema) -> Spot:
    """Follow a path of raw keys as far as it exists."""
    spot = Spot(host, host.root, 0)
    for depth, part in enumerate(path):
        holder, node = spot.host, spot.node
        if isinstance(node, Scalar) and depth and schema.embeds:
            inner = opened(holder, node, path[0], schema)
            if inner is None:
                break
            holder, node = inner, inner.root
        if isinstance(node, MappingNode) and isinstance(part, str):
            number = node.number(part)
            if number is None:
                break
            pair = node.pairs[number]
            spot = Spot(holder, pair.value, depth + 1, pair, holder, node, number)
        elif isinstance(node, SequenceNode) and isinstance(part, int) and 0 <= part < len(node.items):
            spot = Spot(holder, node.items[part], depth + 1, spot.pair, spot.pair_host, node, part)
        else:
            break
    return spot


def opened(host: ParsedText, scalar: Scalar, key: str | int, schema: Schema) -> ParsedText | None:
    """The structure that a text holds, as a host of its own."""
    field = schema.keys.get(str(key))
    text = scalar.value
    if field is None or not isinstance(text, str) or not text.strip():
        return None
    if text.lstrip()[0] in "{[":
        from smslint.syntax.json.reader import read_json
        from smslint.syntax.json.writer import JSON

        node, issues = read_json(text)
        return None if node is None or issues else ParsedText(text, JSON, node, (host, scalar))
    if field.kind == "variables":
        return ParsedText(text, console.CONSOLE, console.variables_tree(text), (host, scalar))
    if field.kind == "suppress":
        return ParsedText(text, console.CONSOLE, console.suppressions_tree(text), (host, scalar))
    return None
