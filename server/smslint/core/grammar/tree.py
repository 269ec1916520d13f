"""Expressions of the catalog as trees, with their alphabets and lengths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from smslint.core.grammar.charset import CharSet
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of a set."""

    set: CharSet


@dataclass(frozen=True, slots=True)
class Sequence:
    """The items one after the other; the empty sequence is the empty text."""

    items: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one of the items."""

    items: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """The item between `low` and `high` times; if `high` is None, the attribute's length is the bound."""

    item: Tree
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Marked:
    """The offending part of a text that has a reason."""

    item: Tree


Tree: TypeAlias = Chars | Sequence | Choice | Repeat | Marked
LONGEST = 600
"""Longer lengths are not distinguished; no value has as many characters."""
_MASK = (1 << (LONGEST + 1)) - 1


def charsets(tree: Tree) -> Iterator[CharSet]:
    """Every set of characters in a tree."""
    match tree:
        case Chars():
            yield tree.set
        case Repeat() | Marked():
            yield from charsets(tree.item)
        case Sequence() | Choice():
            for item in tree.items:
                yield from charsets(item)


def alphabet(tree: Tree) -> CharSet:
    """Every character that a text of the language may contain."""
    return CharSet.from_ranges(pair for found in charsets(tree) for pair in found.ranges)


def lengths(tree: Tree) -> int:
    """The lengths of the language's texts as bits: bit n is set if a text has n characters, up to `LONGEST`."""
    match tree:
        case Chars():
            return 0b10
        case Sequence():
            total = 1
            for item in tree.items:
                total = sums(total, lengths(item))
            return total
        case Choice():
            total = 0
            for item in tree.items:
                total |= lengths(item)
            return total
        case Repeat():
            return _repeated(lengths(tree.item), tree.low, tree.high)
        case Marked():
            return lengths(tree.item)


def sums(left: int, right: int) -> int:
    """The lengths of texts from one set of lengths followed by texts from another."""
    total, shift = 0, 0
    while right >> shift:
        if right >> shift & 1:
            total |= left << shift
        shift += 1
    return total & _MASK


def repeated_lengths(one: int, most: int) -> list[int]:
    """The lengths of exactly 0, 1, … `most` texts in a row."""
    powers = [1]
    for _ in range(most):
        powers.append(sums(powers[-1], one))
    return powers


def _repeated(one: int, low: int, high: int | None) -> int:
    total = repeated_lengths(one, low)[-1]
    for _ in range(LONGEST if high is None else high - low):
        grown = total | sums(total, one)
        if grown == total:
            break
        total = grown
    return total


def length_range(tree: Tree, low: int, high: int) -> tuple[int, int] | None:
    """The fewest and the most characters of the language's texts between two bounds; None if there are none."""
    fitting = lengths(tree) >> low << low & ((1 << (high + 1)) - 1)
    if not fitting:
        return None
    return (fitting & -fitting).bit_length() - 1, fitting.bit_length() - 1
