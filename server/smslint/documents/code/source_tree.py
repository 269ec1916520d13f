"""Parses source code into a tree whose offsets are code points, within bounds of size and time.

Characters beyond ASCII are replaced one by one before a grammar sees them, so that its bytes are our code points. They
stand in strings, comments and names, where any letter will do. Nodes are made when they are asked for: what nobody
looks into costs nothing, and no walk is recursive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import count
from time import process_time
from typing import TYPE_CHECKING, Any, Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.languages import LANGUAGES

if TYPE_CHECKING:
    from tree_sitter import Parser

SECONDS: Final = 2.0
"""How many seconds of a processor a grammar may take for one file."""
DEEPEST: Final = 400
"""How deep an expression may be nested to be looked into."""
_WIDE_BLANK: Final = lazy_pattern("[\u00a0\u2000-\u200b\u2028\u2029\u3000\ufeff]")
_WIDE: Final = lazy_pattern("[^\x01-\x7f]")
_BLOCK: Final = 1 << 16
_QUESTIONS: Final = 64


class MissingGrammar(Exception):
    """The packages of the extra `code` are not installed."""


class TooSlow(Exception):
    """A grammar took longer on a file than is allowed."""


class CodeNode:
    """A named node. `start` and `end` are code points of the text; children are made on first use."""

    __slots__ = ("_children", "_node", "end", "number", "parent", "start", "text", "type")

    def __init__(self, node: Any, parent: CodeNode | None, number: int, text: str) -> None:
        self._node = node
        self.parent = parent
        self.number = number
        self.text = text
        self.type: str = node.type
        self.start: int = node.start_byte
        self.end: int = node.end_byte
        self._children: list[CodeNode] | None = None

    @property
    def children(self) -> list[CodeNode]:
        """The named children."""
        if self._children is None:
            named = self._node.named_children
            self._children = [CodeNode(each, self, number, self.text) for number, each in enumerate(named)]
        return self._children

    @property
    def source(self) -> str:
        """What stands in the text."""
        return self.text[self.start : self.end]

    def field(self, *names: str) -> CodeNode | None:
        """The child that has the first of some roles that any has."""
        for name in names:
            found = self._node.child_by_field_name(name)
            if found is not None:
                at, end = found.start_byte, found.end_byte
                for child in self.children:
                    if child.start == at and child.end == end:
                        return child
        return None

    def above(self, most: int = DEEPEST) -> Iterator[CodeNode]:
        """The nodes that hold this one, the closest first."""
        node = self.parent
        while node is not None and most:
            yield node
            node = node.parent
            most -= 1


def leaf_at(root: CodeNode, offset: int) -> CodeNode:
    """The deepest node that holds an offset."""
    node = root
    while True:
        children = node.children
        at = bisect_right(children, offset, key=lambda child: child.start) - 1
        while at >= 0 and children[at].end <= offset and children[at].start == children[at].end:
            at -= 1
        if at < 0 or not children[at].start <= offset < children[at].end:
            return node
        node = children[at]


def descendants(node: CodeNode, most: int = 20_000) -> Iterator[CodeNode]:
    """The nodes below a node, in the order of the text; not more than `most`."""
    stack = list(reversed(node.children))
    while stack and most:
        most -= 1
        each = stack.pop()
        yield each
        stack += reversed(each.children)


@cache
def _parser(language: str) -> Parser:
    row = LANGUAGES[language]
    try:
        from tree_sitter import Language, Parser

        module = import_module(row.grammar)
    except ImportError as error:
        raise MissingGrammar(row.grammar) from error
    return Parser(Language(getattr(module, row.entry)()))


def has_grammar(language: str) -> bool:
    """Whether a language can be read here: its grammar is installed, or it needs none."""
    row = LANGUAGES[language]
    if not row.grammar:
        return True
    from importlib.util import find_spec

    return find_spec("tree_sitter") is not None and find_spec(row.grammar) is not None


def parse_code(text: str, language: str) -> CodeNode:
    """The root of a text's tree. Raises MissingGrammar and TooSlow."""
    parser = _parser(language)
    plain = text
    if not text.isascii() or "\0" in text:
        plain = _WIDE.sub("x", _WIDE_BLANK.sub(" ", text))
    data, limit = plain.encode("ascii"), process_time() + SECONDS
    try:
        asked = count(1)  # the clock takes longer than what lies between two questions
        tree = parser.parse(
            lambda offset, point: data[offset : offset + _BLOCK],
            progress_callback=lambda offset, error: next(asked) % _QUESTIONS == 0 and process_time() > limit,
        )
    except ValueError:
        parser.reset()
        raise TooSlow(language) from None
    return CodeNode(tree.root_node, None, 0, text)
