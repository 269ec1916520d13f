"""Reads the catalog's expressions into trees.

The operators, from the loosest binding to the tightest: alternatives `a|b`, sequence `ab`, and repetition
`a? a* a+ a{2} a{2,5} a{2,}`. The atoms are a character, a set `[a-z_{han}]`, a named class or definition `{digit}`, a
group `(…)`, and `<…>`, a group that marks the offending part in the expression of a reason. A backslash quotes the next
character. White space between parts is ignored; a blank is written `{blank}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smslint.core.grammar.charset import LAST, CharSet, Classes
from smslint.core.grammar.tree import Chars, Choice, Marked, Repeat, Sequence, Tree, length_range
from smslint.core.patterns import lazy_pattern

_COUNT = lazy_pattern(r"\{([0-9]+)(,([0-9]*))?\}")
_NAME = lazy_pattern(r"\{([a-z][a-z0-9-]*)\}")
_ANY = CharSet(((0, LAST),))
_SIGNS = {"?": (0, 1), "*": (0, None), "+": (1, None)}


class ExpressionError(ValueError):
    """An expression of the catalog that cannot be read; the message says where and why."""


def parse_expression(text: str, classes: Classes, define: Mapping[str, str] | None = None) -> Tree:
    """The tree of an expression; raises `ExpressionError`. Definitions may use each other, but not themselves."""
    return Reader(classes, define or {}).read(text)


class Reader:
    """Reads expressions that share definitions; a definition is read when it is first used."""

    def __init__(self, classes: Classes, define: Mapping[str, str]) -> None:
        self._classes = classes
        self._define = define
        self._known: dict[str, Tree] = {}

    def read(self, text: str) -> Tree:
        """The tree of an expression; raises `ExpressionError`."""
        return _Parser(text, self).parse()

    def named(self, name: str) -> Tree:
        """The definition or class of a name; raises KeyError if there is none or if it is defined by itself."""
        if name not in self._define:
            return Chars(self._classes[name])
        if name not in self._known:
            others = Reader(self._classes, {other: text for other, text in self._define.items() if other != name})
            others._known = self._known
            self._known[name] = others.read(self._define[name])
        return self._known[name]


class _Parser:
    def __init__(self, text: str, reader: Reader) -> None:
        self.text = text
        self.at = 0
        self.reader = reader

    def parse(self) -> Tree:
        tree = self.choice()
        if self.at < len(self.text):
            raise self.error(f"unexpected {self.text[self.at]!r}")
        return tree

    def error(self, what: str) -> ExpressionError:
        return ExpressionError(f"{what} at {self.at} in {self.text!r}")

    def peek(self) -> str:
        while self.at < len(self.text) and self.text[self.at] in " \t\r\n":
            self.at += 1
        return self.text[self.at : self.at + 1]

    def choice(self) -> Tree:
        items = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            items.append(self.sequence())
        return items[0] if len(items) == 1 else Choice(tuple(items))

    def sequence(self) -> Tree:
        items: list[Tree] = []
        while (sign := self.peek()) and sign not in "|)>":
            items.append(self.repeated(self.atom(sign)))
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def repeated(self, tree: Tree) -> Tree:
        while sign := self.peek():
            if sign in _SIGNS:
                self.at += 1
                tree = Repeat(tree, *_SIGNS[sign])
            elif sign == "{" and (count := _COUNT.match(self.text, self.at)):
                self.at = count.end()
                low = int(count[1])
                high = low if count[2] is None else int(count[3]) if count[3] else None
                if high is not None and high < low:
                    raise self.error("the bounds are in the wrong order")
                tree = Repeat(tree, low, high)
            else:
                break
        return tree

    def atom(self, sign: str) -> Tree:
        if sign in "(<":
            self.at += 1
            tree = self.choice()
            if self.peek() != (")" if sign == "(" else ">"):
                raise self.error("a group is not closed")
            self.at += 1
            return tree if sign == "(" else Marked(tree)
        if sign == "[":
            return Chars(self.set())
        if sign == "{":
            return self.named()
        if sign in "?*+]}":
            raise self.error(f"unexpected {sign!r}")
        return Chars(CharSet.from_text(self.character()))

    def character(self) -> str:
        if self.text[self.at] == "\\":
            self.at += 1
            if self.at == len(self.text):
                raise self.error("nothing follows the backslash")
        self.at += 1
        return self.text[self.at - 1]

    def named(self) -> Tree:
        found = _NAME.match(self.text, self.at)
        if not found:
            raise self.error("expected a name or a count")
        name = found[1]
        try:
            tree = self.reader.named(name)
        except KeyError:
            raise self.error(f"unknown class or definition {name!r}") from None
        self.at = found.end()
        return tree

    def set(self) -> CharSet:
        self.at += 1
        found: list[tuple[int, int]] = []
        while (sign := self.peek()) != "]":
            if not sign:
                raise self.error("a set is not closed")
            if sign == "{":
                tree = self.named()
                if not isinstance(tree, Chars):
                    raise self.error("a set can contain only character sets")
                found += tree.set.ranges
                continue
            low = self.character()
            if self.text[self.at : self.at + 1] == "-" and self.text[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                found.append((ord(low), ord(self.character())))
            else:
                found.append((ord(low), ord(low)))
        self.at += 1
        return CharSet.from_ranges(found)


class _OneCharacter(Classes):
    """Classes whose members do not matter: each class stands for one character."""

    def __init__(self) -> None:
        pass  # no tables are read

    def __getitem__(self, name: str) -> CharSet:
        return _ANY


def accepted_lengths(file: Mapping[str, Any], low: int, high: int) -> tuple[int, int]:
    """The fewest and the most characters of an accepted value between two bounds; the bounds if there is none.

    `shortest` in the file says what its layers leave of the grammar's lengths. No sets of characters are made: rules
    about length ask this for every template, and what a class contains does not change how long a text is.
    """
    if "accepted" not in file:
        return low, high
    low = max(low, file.get("length", {}).get("shortest", low))
    tree = parse_expression(file["accepted"], _OneCharacter(), file.get("define", {}))
    return length_range(tree, low, high) or (low, high)
