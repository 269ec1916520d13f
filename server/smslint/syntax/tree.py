"""Trees of texts: mappings, sequences and scalars, each with its range; and what readers report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Literal, TypeAlias

from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.syntax.edit import Edit

_MANY = 64
KeyPath: TypeAlias = "tuple[str | int, ...]"
"""The keys and list positions that lead to a value, from the root."""
Plain: TypeAlias = "str | int | float | bool | dict[str, Plain] | list[Plain] | None"


@dataclass(slots=True)
class Scalar:
    """A scalar. `start` to `end` is its whole token, with quotes. `style` is the syntax's word for how it is
    written."""

    start: int
    end: int
    value: str | int | float | bool | None
    style: str


@dataclass(slots=True)
class Pair:
    """A key and its value."""

    key: Scalar
    value: Node


@dataclass(slots=True)
class MappingNode:
    """Pairs in source order; `flow` is true between braces."""

    start: int
    end: int
    flow: bool
    pairs: list[Pair] = field(default_factory=list)
    _numbers: dict[object, int] = field(default_factory=dict)

    def pair(self, key: str) -> Pair | None:
        """The first pair with a key."""
        number = self.number(key)
        return None if number is None else self.pairs[number]

    def number(self, key: str) -> int | None:
        """The number of the first pair with a key. A mapping with many keys gets an index, since each key may be
        looked up."""
        if len(self.pairs) < _MANY:
            return next((number for number, pair in enumerate(self.pairs) if pair.key.value == key), None)
        if not self._numbers:
            self._numbers = {pair.key.value: number for number, pair in reversed(list(enumerate(self.pairs)))}
        return self._numbers.get(key)


@dataclass(slots=True)
class SequenceNode:
    """Items in source order; `flow` is true between brackets."""

    start: int
    end: int
    flow: bool
    items: list[Node] = field(default_factory=list)


Node: TypeAlias = Scalar | MappingNode | SequenceNode


def plain_value(node: Node) -> Plain:
    """The value of a node without places. The first value of a repeated key counts."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, SequenceNode):
        return [plain_value(item) for item in node.items]
    values: dict[str, Plain] = {}
    for pair in node.pairs:
        values.setdefault(str(pair.key.value), plain_value(pair.value))
    return values


def part_ranges(node: MappingNode | SequenceNode) -> list[tuple[int, int]]:
    """The range of each pair or item."""
    if isinstance(node, SequenceNode):
        return [(item.start, item.end) for item in node.items]
    return [(pair.key.start, pair.value.end) for pair in node.pairs]


def scalars(node: Node) -> Iterator[Scalar]:
    """Every scalar below a node, keys included, in source order."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from scalars(item)
    else:
        for pair in node.pairs:
            yield pair.key
            yield from scalars(pair.value)


IssueKind = Literal["unreadable", "invalid", "unquoted"]


@dataclass(frozen=True, slots=True)
class SyntaxIssue:
    """Something wrong between the code points `start` and `end` of a text.

    "unreadable" text cannot be parsed, "invalid" text is parsed but its meaning is not allowed, and "unquoted" text is
    cut or misread by YAML. `subject` is the key concerned, or the text that is misread. `fix` repairs the text.
    """

    kind: IssueKind
    reason: Bilingual
    start: int
    end: int
    subject: str = ""
    fix: Edit | None = None
