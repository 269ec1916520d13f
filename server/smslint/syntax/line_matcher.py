"""Which lines two texts share, found in nearly linear time: difflib by itself is quadratic where lines repeat."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from typing import Final

_FEW: Final = 1 << 14
"""Up to this product of their numbers of lines, difflib compares what no common line divides."""


class LineMatcher(SequenceMatcher[str]):
    """A matcher of lines: as in patience diff, lines that both texts have just once divide what is compared."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        super().__init__(None, "", "")
        self.a, self.b = before, after

    def get_matching_blocks(self) -> list[Match]:
        """The blocks of lines in common, in order, and a last one without lines."""
        blocks: list[Match] = []
        for first, start in _shared(self.a, self.b):
            last = blocks[-1] if blocks else Match(-1, -1, 0)
            if (last.a + last.size, last.b + last.size) == (first, start):
                blocks[-1] = Match(last.a, last.b, last.size + 1)
            else:
                blocks.append(Match(first, start, 1))
        return [*blocks, Match(len(self.a), len(self.b), 0)]


def common_ends(before: Sequence[object], after: Sequence[object]) -> tuple[int, int]:
    """How many items two sequences have in common at their start, and how many others at their end."""
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    tail = next((at for at in range(most - start) if before[-1 - at] != after[-1 - at]), most - start)
    return start, tail


def _shared(before: Sequence[str], after: Sequence[str], divide: bool = True) -> Iterator[tuple[int, int]]:
    """The indexes of the lines that belong together, in order."""
    head, tail = common_ends(before, after)
    yield from ((at, at) for at in range(head))
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(old) * len(new) <= _FEW:
        for first, start, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            yield from ((head + first + at, head + start + at) for at in range(size))
    elif divide:
        first = start = 0
        for last, end in [*_dividers(old, new), (len(old), len(new))]:
            for at, to in _shared(old[first:last], new[start:end], divide=False):
                yield head + first + at, head + start + to
            if last < len(old):
                yield head + last, head + end
            first, start = last + 1, end + 1
    yield from ((len(before) - at, len(after) - at) for at in range(tail, 0, -1))


def _dividers(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The indexes of the lines that both texts have just once: the longest series that is in the same order in both."""
    counts, places = Counter(before), {line: at for at, line in enumerate(after)}
    single = {line for line, count in Counter(after).items() if count == 1 and counts[line] == 1}
    series: list[tuple[int, int]] = []  # for each length of a series, the line with which the best one ends
    ends: list[int] = []
    links: dict[tuple[int, int], tuple[int, int] | None] = {}
    for at, line in enumerate(before):
        if line in single:
            length = bisect_left(ends, places[line])
            ends[length : length + 1] = [places[line]]
            links[at, places[line]] = series[length - 1] if length else None
            series[length : length + 1] = [(at, places[line])]
    found: list[tuple[int, int]] = []
    each = series[-1] if series else None
    while each is not None:
        found.append(each)
        each = links[each]
    return found[::-1]
