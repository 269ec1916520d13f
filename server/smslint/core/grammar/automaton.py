"""A tree as an automaton: how far a value follows its language, and how many texts of a length it has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from smslint.core.grammar.charset import LAST, CharSet
from smslint.core.grammar.tree import Chars, Choice, Marked, Repeat, Sequence, Tree

_REMEMBERED: Final = 20_000
"""How many steps are kept, since the values of one table share most of them."""


class PrefixMatch(NamedTuple):
    """How far a value follows a language.

    `reached` is the index of the first character that no text of the language has there, or the value's length.
    `prefix` is the length of the longest beginning that is itself in the language, or -1.
    """

    reached: int
    prefix: int


class Automaton:
    """States with edges for sets of characters; state 1 is the accepting one."""

    def __init__(self, tree: Tree) -> None:
        self._edges: list[list[tuple[CharSet, int]]] = [[], []]
        self._silent: list[list[int]] = [[], []]
        self._add(tree, 0, 1)
        self._start = self._closed({0})
        self._steps: dict[tuple[frozenset[int], str], frozenset[int]] = {}

    def scan(self, value: str) -> PrefixMatch:
        """How far a value follows the language."""
        states, prefix = self._start, 0 if 1 in self._start else -1
        for index, character in enumerate(value):
            step = states, character
            following = self._steps.get(step)
            if following is None:
                if len(self._steps) >= _REMEMBERED:
                    self._steps.clear()
                following = self._steps[step] = self._step(states, character)
            states = following
            if not states:
                return PrefixMatch(index, prefix)
            if 1 in states:
                prefix = index + 1
        return PrefixMatch(len(value), prefix)

    def count(self, lengths: Iterable[int]) -> int:
        """How many different texts of these lengths the language has."""
        wanted = set(lengths)
        kinds = character_groups({chars for edges in self._edges for chars, _ in edges})
        steps: dict[frozenset[int], list[tuple[frozenset[int], int]]] = {}
        total, ways = 0, {self._start: 1}
        for length in range(max(wanted, default=-1) + 1):
            if length in wanted:
                total += sum(count for states, count in ways.items() if 1 in states)
            following: dict[frozenset[int], int] = {}
            for states, count in ways.items():
                if states not in steps:
                    steps[states] = [(target, size) for first, size in kinds if (target := self._step(states, first))]
                for target, size in steps[states]:
                    following[target] = following.get(target, 0) + count * size
            ways = following
        return total

    def _step(self, states: frozenset[int], character: str) -> frozenset[int]:
        reached = {target for state in states for chars, target in self._edges[state] if character in chars}
        return self._closed(reached) if reached else frozenset()

    def _closed(self, states: set[int]) -> frozenset[int]:
        waiting = list(states)
        while waiting:
            for target in self._silent[waiting.pop()]:
                if target not in states:
                    states.add(target)
                    waiting.append(target)
        return frozenset(states)

    def _state(self) -> int:
        self._edges.append([])
        self._silent.append([])
        return len(self._edges) - 1

    def _add(self, tree: Tree, start: int, end: int) -> None:
        match tree:
            case Chars():
                self._edges[start].append((tree.set, end))
            case Marked():
                self._add(tree.item, start, end)
            case Choice():
                for item in tree.items:
                    self._add(item, start, end)
            case Sequence():
                for item in tree.items[:-1]:
                    middle = self._state()
                    self._add(item, start, middle)
                    start = middle
                if tree.items:
                    self._add(tree.items[-1], start, end)
                else:
                    self._silent[start].append(end)
            case Repeat():
                self._repeat(tree, start, end)

    def _repeat(self, tree: Repeat, start: int, end: int) -> None:
        for _ in range(tree.low):
            middle = self._state()
            self._add(tree.item, start, middle)
            start = middle
        if tree.high is None:
            loop = self._state()
            self._silent[start].append(loop)
            self._add(tree.item, loop, loop)
            self._silent[loop].append(end)
            return
        for _ in range(tree.high - tree.low):
            self._silent[start].append(end)
            middle = self._state()
            self._add(tree.item, start, middle)
            start = middle
        self._silent[start].append(end)


def character_groups(sets: Iterable[CharSet]) -> list[tuple[str, int]]:
    """Characters grouped by the sets that contain them: the first of each group and its size; no set, no group."""
    known = list(sets)
    cuts = sorted({point for chars in known for low, high in chars.ranges for point in (low, high + 1)})
    kinds: dict[tuple[bool, ...], tuple[str, int]] = {}
    for at, low in enumerate(cuts):
        if low > LAST:
            break
        size = (cuts[at + 1] if at + 1 < len(cuts) else LAST + 1) - low
        signature = tuple(chr(low) in chars for chars in known)
        if any(signature):
            first, count = kinds.get(signature, (chr(low), 0))
            kinds[signature] = first, count + size
    return list(kinds.values())
