"""Finds which of some phrases a text resembles: by the words that they share, the rarer the more they say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Final, Generic, TypeVar

from smslint.core.patterns import lazy_pattern

T = TypeVar("T")

_SHARED: Final = 0.5
_SHARED_SHORT: Final = 0.7
"""The least share of what two texts say together that they must have in common, and the same if one is short."""
_WHOLE: Final = 0.85
"""The least share of one of them that the other must hold, if that one is long enough."""
_FEWEST: Final = 4
_ENOUGH: Final = 6
_MANY: Final = 8
"""How many words a text must have; how many if it is a part of one, and so that its being held by a phrase says
something; and how many a phrase must have so that its being held by a text does."""
_MOST_WORDS: Final = 120
_MOST_PIECES: Final = 50
_RUN: Final = lazy_pattern(r"[a-z]+|[0-9]+|[\u3400-\u9fff]+")
_PIECES: Final = (lazy_pattern(r"[^\n。；;!！?？]+"), lazy_pattern(r"[^\n。；;!！?？,]+"))
"""Sentences, and their parts between commas: either may be what resembles a phrase."""
_COMMON: Final = lazy_pattern(
    "a|an|the|is|are|was|were|be|been|to|of|in|on|for|with|by|at|from|and|or|this|that|it|its|your|you|we|our|i|my|as|"
    "has|have|had|does|do|did|will|can|if|please"
)


class Resemblance(Generic[T]):
    """Phrases, folded, each with what it leads to."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._phrases = [(found, leads) for text, leads in phrases if len(found := words_of(text)) >= _FEWEST]
        self._holders: dict[str, list[int]] = {}
        for index, (found, _) in enumerate(self._phrases):
            for word in found:
                self._holders.setdefault(word, []).append(index)
        many = len(self._phrases)
        self._weights = {word: math.log(1 + many / len(held)) for word, held in self._holders.items()}
        self._unseen = math.log(1 + many)
        self._sizes = [self._weight(found) for found, _ in self._phrases]

    def find(self, text: str) -> Iterator[tuple[T, float]]:
        """What the sentences of a folded text, and their parts, resemble, each with how much: above 0, at most 1."""
        pieces = (piece for pattern in _PIECES for piece in pattern.findall(text)[:_MOST_PIECES])
        for piece in dict.fromkeys(pieces):
            found = words_of(piece)
            least = _FEWEST if piece.strip() == text.strip() else _ENOUGH  # a short part of a text says too little
            if least <= len(found) <= _MOST_WORDS:
                yield from self._alike(found)

    def _alike(self, found: frozenset[str]) -> Iterator[tuple[T, float]]:
        size = self._weight(found)
        shared: dict[int, float] = {}
        for word in found:
            for index in self._holders.get(word, ()):
                shared[index] = shared.get(index, 0.0) + self._weights[word]
        for index, common in shared.items():
            known, leads = self._phrases[index]
            whole = self._sizes[index]
            alike = common / (size + whole - common)
            held = max(
                common / whole if len(known) >= _MANY else 0.0,
                common / size if len(found) >= _ENOUGH else 0.0,
            )
            least = _SHARED if min(len(found), len(known)) >= _ENOUGH else _SHARED_SHORT
            if alike >= least or held >= _WHOLE:
                yield leads, max(alike, held * _WHOLE)

    def _weight(self, found: Iterable[str]) -> float:
        return sum(self._weights.get(word, self._unseen) for word in found)


def words_of(folded: str) -> frozenset[str]:
    """The words of a folded text: those in Latin letters, and the pairs of neighbouring Chinese characters."""
    found: set[str] = set()
    for run in _RUN.findall(folded):
        if run[0] < "\u3400":
            if not _COMMON.fullmatch(run):
                found.add(run.removesuffix("s") if len(run) > 3 else run)
        else:
            found.update(run[at : at + 2] for at in range(len(run) - 1))
    return frozenset(found)
