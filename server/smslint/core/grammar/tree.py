"""Expressions of the catalog as trees, and what can be computed on any of them."""

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
    """One after the other; the empty sequence is the empty text."""

    items: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one of several."""

    items: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Between `low` and `high` times in a row; `high` None leaves the bound to the attribute's length."""

    item: Tree
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Marked:
    """The part of a text that a reason speaks of."""

    item: Tree


Tree: TypeAlias = Chars | Sequence | Choice | Repeat | Marked
EMPTY = Sequence(())
LONGEST = 600
"""Lengths beyond this are not told apart; no value has as many characters."""
_MASK = (1 << (LONGEST + 1)) - 1


def literal(text: str) -> Tree:
    """The tree of a fixed text."""
    return Sequence(tuple(Chars(CharSet.of_text(character)) for character in text))


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
    """Every character that a text of the language may hold."""
    return CharSet.of(pair for found in charsets(tree) for pair in found.ranges)


def lengths(tree: Tree) -> int:
    """The lengths that texts of the language have: bit n is set where one has n characters, up to `LONGEST`."""
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
    """The lengths of a text of one set of lengths followed by one of another."""
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
    """The fewest and the most characters of the language's texts between two bounds; None where it has none there."""
    fitting = lengths(tree) >> low << low & ((1 << (high + 1)) - 1)
    if not fitting:
        return None
    return (fitting & -fitting).bit_length() - 1, fitting.bit_length() - 1
