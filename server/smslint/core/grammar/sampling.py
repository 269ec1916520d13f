"""Draws random texts from a tree, of any length that its language has, of familiar or unusual characters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Final, TypeAlias

from smslint.core.grammar.charset import CharSet
from smslint.core.grammar.tree import Chars, Choice, Marked, Repeat, Tree, lengths, repeated_lengths, sums
from smslint.core.grammar.tree import Sequence as InARow

Pick: TypeAlias = Callable[[CharSet, Random], str]
FAMILIAR: Final = "安宁清溪云帆林海星河春秋晨光松竹南山东湖平江长桥新城书店大厦小区路号0123456789ABCDEFabcdef"
"""The characters of drawn values, if the language accepts any of them."""


class Sampler:
    """Draws random texts of one tree."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: dict[int, int] = {}

    def draw(self, length: int, random: Random, pick: Pick) -> str:
        """A text of a length that the language has; `pick` chooses each character from its set."""
        return self._draw(self._tree, length, random, pick)

    def lengths(self, tree: Tree) -> int:
        """The lengths of a part's texts, computed once; parts live as long as the tree, so their ids are unique."""
        found = self._known.get(id(tree))
        if found is None:
            found = self._known[id(tree)] = lengths(tree)
        return found

    def _draw(self, tree: Tree, length: int, random: Random, pick: Pick) -> str:
        match tree:
            case Chars():
                return pick(tree.set, random)
            case Marked():
                return self._draw(tree.item, length, random, pick)
            case Choice():
                item = random.choice([item for item in tree.items if self.lengths(item) >> length & 1])
                return self._draw(item, length, random, pick)
            case InARow():
                return self._in_a_row(tree.items, length, random, pick)
            case Repeat():
                most = length if tree.high is None else min(tree.high, length)
                powers = repeated_lengths(self.lengths(tree.item) & ((2 << length) - 1), most)
                times = random.choice([n for n in range(tree.low, len(powers)) if powers[n] >> length & 1])
                return self._in_a_row((tree.item,) * times, length, random, pick)

    def _in_a_row(self, items: Sequence[Tree], length: int, random: Random, pick: Pick) -> str:
        masks = [self.lengths(item) for item in items]
        rests = [1]
        for mask in reversed(masks):
            rests.append(sums(rests[-1], mask & ((2 << length) - 1)))
        rests.reverse()
        parts = []
        for item, mask, rest in zip(items, masks, rests[1:], strict=True):
            own = random.choice([n for n in range(length + 1) if mask >> n & 1 and rest >> (length - n) & 1])
            parts.append(self._draw(item, own, random, pick))
            length -= own
        return "".join(parts)


def familiar(chars: CharSet, random: Random) -> str:
    """A familiar character if the set has one, else any."""
    known = [character for character in FAMILIAR if character in chars]
    return random.choice(known) if known else chars[random.randrange(len(chars))]


def unusual(chars: CharSet, random: Random) -> str:
    """Any character of a set; those at the ends of its ranges and outside the BMP are drawn more often."""
    wide = [pair for pair in chars.ranges if pair[0] > 0xFFFF]
    low, high = random.choice(wide if wide and random.random() < 0.3 else chars.ranges)
    return chr(random.choice((low, high, random.randint(low, high))))
