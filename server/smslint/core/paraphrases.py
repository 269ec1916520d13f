"""Finds what people say in words of their own: the names of things that stand together in one sentence.

A combination is a few things, such as a template, a variable and a lack. Each has many words, in Chinese and English;
it is found where each thing is named by one of its words, in any order.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

from smslint.core.content import Scanner
from smslint.core.patterns import lazy_pattern

LONGEST_TEXT: Final = 2000
"""How many characters of a text are read: nobody says more in words of their own."""
_WIDEST: Final = 16
"""How many Chinese characters a combination may span for each of its things; other characters count a third."""
_NEAR_BEST: Final = 0.8
"""What share of the weight of the best combination another one needs to be told, too."""
_SENTENCE_END: Final = lazy_pattern(r"[\n。；;!！?？]|\.(?=\s|$)")
_LATIN: Final = lazy_pattern(r"[0-9a-z]")


class WordFinder:
    """Finds words in a text: Chinese ones anywhere, since no blanks stand between them, others as whole words."""

    def __init__(self, words: Iterable[str]) -> None:
        self._scanner = Scanner(words)

    def found(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Each word that stands in a text, with its half-open range."""
        for word, places in self._scanner.hits(text).items():
            for start, end in places:
                if _is_whole(text, start, end):
                    yield word, start, end


def _is_whole(text: str, start: int, end: int) -> bool:
    if start and _LATIN.match(text[start]) and _LATIN.match(text[start - 1]):
        return False
    return not (end < len(text) and _LATIN.match(text[end - 1]) and _LATIN.match(text[end]))


Hit = tuple[float, float, int]
"""Where a word begins and ends, counted in Chinese characters, and the number of the thing that it names."""


class Paraphrases:
    """Combinations of things by the names that they lead to, ready to be searched.

    In `combinations`, a thing that has an entry in `synonyms` is named by each of its words, another one by itself. All
    are folded.
    """

    def __init__(
        self,
        combinations: Mapping[str, Iterable[Sequence[str]]],
        synonyms: Mapping[str, Collection[str]],
        fold: Callable[[str], str],
    ) -> None:
        numbers: dict[str, int] = {}
        self._things: dict[str, list[int]] = {}
        self._combinations: list[tuple[str, frozenset[int]]] = []
        for name, each in combinations.items():
            for combination in each:
                for thing in combination:
                    if thing not in numbers:
                        numbers[thing] = len(numbers)
                        for word in {fold(word) for word in (thing, *synonyms.get(thing, ()))}:
                            self._things.setdefault(word, []).append(numbers[thing])
                self._combinations.append((name, frozenset(numbers[thing] for thing in combination)))
        users: dict[int, set[str]] = {}
        for name, things in self._combinations:
            for number in things:
                users.setdefault(number, set()).add(name)
        self._weights = {number: math.log(1 + len(combinations) / len(names)) for number, names in users.items()}
        self._finder = WordFinder(self._things)

    def find(self, folded: str) -> list[tuple[str, float]]:
        """The names that a folded text leads to, with the weights of their combinations, the heaviest first."""
        best: dict[str, float] = {}
        for hits in self._sentences(folded[:LONGEST_TEXT]):
            present = {number for _, _, number in hits}
            for name, things in self._combinations:
                if things <= present and _together(hits, things):
                    best[name] = max(best.get(name, 0.0), sum(self._weights[number] for number in things))
        found = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        return [each for each in found if each[1] >= _NEAR_BEST * found[0][1]]

    def _sentences(self, text: str) -> Iterator[list[Hit]]:
        """The hits of each sentence, in order."""
        widths = list(accumulate((1.0 if each >= "\u3400" else 1 / 3 for each in text), initial=0.0))
        hits = sorted(
            (widths[start], widths[end], number)
            for word, start, end in self._finder.found(text)
            for number in self._things[word]
        )
        ends = [widths[found.start()] for found in _SENTENCE_END.finditer(text)]
        at = 0
        for limit in (*ends, math.inf):
            sentence = []
            while at < len(hits) and hits[at][0] < limit:
                sentence.append(hits[at])
                at += 1
            if sentence:
                yield sentence


def _together(hits: Sequence[Hit], things: frozenset[int]) -> bool:
    """Whether some hits that name all things stand near each other."""
    last: dict[int, float] = {}
    for start, end, number in hits:
        if number in things:
            last[number] = start
            if len(last) == len(things) and end - min(last.values()) <= _WIDEST * len(things):
                return True
    return False
