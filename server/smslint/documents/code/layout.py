"""Where the fields of a template stand in source code, and how to read and write them there.

A template's source is the text from its first field to its last one. Its layout tells the parts of that text, so that
it can be read by itself, also after one of its fields was changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

from smslint.documents.code.literals import BARE, COMMENT, content_range, decode, encode
from smslint.syntax.edit import Edit
from smslint.syntax.parsed_text import SourceMap, Syntax
from smslint.syntax.tree import MappingNode, Node, Pair, Plain, Scalar, SequenceNode

Certainty = Literal["certain", "likely"]
_YAML: Final = "yaml:"


class LayoutPart(NamedTuple):
    """A field, or a suppression whose key is "#", from `start` to `end` of a template's source."""

    key: str
    style: str
    start: int
    end: int


class Layout(NamedTuple):
    """The parts of a template's source in their order, and the source that they count in."""

    source: str
    parts: tuple[LayoutPart, ...]
    certainty: Certainty = "certain"

    def located(self, text: str) -> tuple[LayoutPart, ...] | None:
        """The parts in another text, which differs from the source within one of them; None if it differs elsewhere."""
        if text == self.source:
            return self.parts
        grown, most = len(text) - len(self.source), min(len(text), len(self.source))
        low = 0
        while low < most and text[low] == self.source[low]:
            low += 1
        high = 0
        while high < most - low and text[-1 - high] == self.source[-1 - high]:
            high += 1
        end = len(self.source) - high
        made: list[LayoutPart] = []
        moved = False
        for part in self.parts:
            if moved:
                made.append(part._replace(start=part.start + grown, end=part.end + grown))
            elif part.start <= low and end <= part.end:
                moved = True
                made.append(part._replace(end=part.end + grown))
            elif part.end <= low:
                made.append(part)
            else:
                return None
        return tuple(made) if moved else None


def tree_of(text: str, parts: tuple[LayoutPart, ...]) -> MappingNode:
    """The fields of a template as a tree with places."""
    root = MappingNode(0, len(text), False)
    for key, style, start, end in parts:
        if key != "#":
            value = part_value(style, text, start, end)
            root.pairs.append(Pair(Scalar(start, start, key, BARE), Scalar(start, end, value, style)))
    return root


def values_of(root: MappingNode) -> Iterator[tuple[str, object]]:
    """The fields with their values."""
    for each in root.pairs:
        if isinstance(each.value, Scalar):
            yield str(each.key.value), each.value.value


def part_value(style: str, text: str, start: int, end: int) -> str:
    """What a part says."""
    if not style.startswith(_YAML):
        return decode(style, text, start, end)[0]
    from smslint.syntax.yaml.reader import read_yaml

    root = read_yaml(text[start:end]).root
    return str(root.value) if isinstance(root, Scalar) else text[start:end]


def _yaml(scalar: Scalar) -> tuple[Syntax, Scalar]:
    """The syntax of YAML, and a scalar of it."""
    from smslint.syntax.yaml.writer import YAML

    return YAML, Scalar(scalar.start, scalar.end, scalar.value, scalar.style.removeprefix(_YAML))


class CodeSyntax(Syntax):
    """Strings and comments of source code as `Syntax`: a value can be changed, and no field added or removed."""

    def map(self, text: str, scalar: Scalar) -> SourceMap | None:
        if scalar.style.startswith(_YAML):
            syntax, inner = _yaml(scalar)
            return syntax.map(text, inner)
        value, found = decode(scalar.style, text, scalar.start, scalar.end)
        return found if value == scalar.value else None

    def inline(self, text: str, scalar: Scalar, insertion: str) -> str | None:
        if scalar.style.startswith(_YAML):
            syntax, inner = _yaml(scalar)
            return syntax.inline(text, inner, insertion)
        return encode(scalar.style, insertion, text.isascii() and "\\u" in text)

    def token(self, text: str, node: Node, value: Plain) -> str | None:
        if not isinstance(value, str) or not isinstance(node, Scalar):
            return None
        if node.style.startswith(_YAML):
            syntax, inner = _yaml(node)
            return syntax.token(text, inner, value)
        written = encode(node.style, value, text.isascii() and "\\u" in text)
        if written is None or node.style in (BARE, COMMENT, "heredoc"):
            return written
        low, high = content_range(text, node.start, node.end, node.style)
        return text[node.start : low] + written + text[high : node.end]

    def insert(self, text: str, mapping: MappingNode, pairs: Mapping[str, Plain]) -> list[Edit] | None:
        return None

    def remove(self, text: str, holder: MappingNode | SequenceNode, number: int) -> list[Edit] | None:
        return None


CODE: Final = CodeSyntax()
