"""Finds what people say in words of their own: the things that they name together, in any order.

A thing, such as a template, a lack or a limit, has many words in Chinese and English. A combination names a few things
that say together what happened. The more telling the things of a combination are, the more it weighs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import field
from itertools import accumulate
from typing import Final

from smslint.core.content import Scanner
from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass

LONGEST_TEXT: Final = 2000
"""How many characters of a text are read: nobody says more in words of their own."""
_WIDEST: Final = 60
"""How many Chinese characters the things of a combination may span together; other characters count a third."""
_NEAR_BEST: Final = 0.8
"""What share of the weight of the best combination another one needs to be told, too."""
_ASKED: Final = 0.5
"""What share of that weight a question needs that no name answers, so that none is told."""
_APART: Final = 0.3
"""What share of its weight a combination loses whose things stand as far apart as they may."""
_GAP_MARK: Final = "…"
_GAP: Final = 12
"""In a word, the mark stands for up to so many characters of one clause."""
_CLAUSE_END: Final = lazy_pattern(r"[\n，。；！？,;!?]|\. ")
_LOOSE_BLANK: Final = lazy_pattern("(?<=[\u3400-\u9fff]) +| +(?=[\u3400-\u9fff])")
"""Blanks beside Chinese characters, which some people write and others do not."""
_ADDRESS: Final = lazy_pattern(
    r"([a-z]{1,9}://(?:[^\s/?#\"'<>\u3400-\u9fff]*aliyuncs\.com)?)[^\s\"'<>$\u3400-\u9fff]*|\n\s+at [^\n]*"
    r"|(?<![\w./-])\.{0,2}(?:/[a-z][\w.-]{0,40}){2,9}|(?<![\w./-])(?:[\w.-]{1,40}/){2,9}[\w.-]{1,40}"
    r"|(?<!\w)sms(?:-|_(?!xx))[a-z][\w.-]{0,60}",
    re.A,
)
"""Names in a program: what an address has behind its scheme or the host of the vendor, lines of a stack, and paths."""
_EMOJI: Final = lazy_pattern("[\U0001f300-\U0001faff]")
_ANY_EMOJI: Final = "😀"
"""Stands for every emoji."""
_LATIN: Final = lazy_pattern("[0-9a-z]")
_ENDINGS: Final = lazy_pattern("(?:|s|es|d|ed|ing|er|ers|ly)(?![0-9a-z])")
_SHORTEST_STEM: Final = 3


@dataclass(frozen=True, slots=True)
class Speech:
    """How people speak of what a vendor answers.

    `synonyms` are other words for things; `about_sms` are the words that only a text about text messages has,
    `about_messages` those that one about any messages has, such as "verification code", and `parts` what messages are
    made of. `frames` are what stands around a reason, such as "请修改后重新提交", by the word that they come to. What
    names the things of one of `questions` asks for no entry. By the rest `OtherServices` knows texts about something
    else: `patterns` and `products` are patterns, the others words, `contents` those for what messages tell.
    """

    synonyms: Mapping[str, Collection[str]] = field(default_factory=dict)
    about_sms: Collection[str] = ()
    about_messages: Collection[str] = ()
    parts: Collection[str] = ()
    frames: Mapping[str, Collection[str]] = field(default_factory=dict)
    questions: Collection[str] = ()
    patterns: Collection[str] = ()
    products: Collection[str] = ()
    vendors: Collection[str] = ()
    services: Collection[str] = ()
    subjects: Collection[str] = ()
    contents: Collection[str] = ()


class WordFinder:
    """Finds words in a text: Chinese ones anywhere, since no blanks stand between them, others as whole words.

    English words of some length are found with the endings of verbs and plurals, too.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._rests: dict[str, list[tuple[str, str]]] = {}
        for word in words:
            first, _, rest = word.partition(_GAP_MARK)
            self._rests.setdefault(first, []).append((rest, word))
        self._scanner = Scanner(self._rests)

    def found(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Each word that stands in a text, with its half-open range."""
        for first, places in self._scanner.hits(text).items():
            for start, end in places:
                if _is_whole(text, start, end):
                    for rest, word in self._rests[first]:
                        if (last := _rest_end(text, rest, end)) is not None:
                            yield word, start, last


def _rest_end(text: str, rest: str, end: int) -> int | None:
    """Where the rest of a word ends whose first part ends at `end`; None if it does not follow in the same clause."""
    if not rest:
        return end
    at = text.find(rest, end, end + _GAP + len(rest))
    if at < 0 or _CLAUSE_END.search(text, end, at) or not _is_whole(text, at, at + len(rest)):
        return None
    return at + len(rest)


def _is_whole(text: str, start: int, end: int) -> bool:
    if start and _LATIN.match(text[start]) and _LATIN.match(text[start - 1]):
        return False
    if end == len(text) or not _LATIN.match(text[end - 1]) or not _LATIN.match(text[end]):
        return True
    return text[end - _SHORTEST_STEM : end].isalpha() and _ENDINGS.match(text, end) is not None


def usual_spelling(folded: str) -> str:
    """A text in the spelling in which words are compared: "can't" is "can not", and one emoji stands for all."""
    written_out = folded.replace("can't", "can not").replace("cannot", "can not").replace("n't", " not")
    return _EMOJI.sub(_ANY_EMOJI, _LOOSE_BLANK.sub("", written_out))


class ReasonFrames:
    """What stands around a reason, such as "请修改后重新提交": each frame is read as the word that it comes to.

    In a frame, "…" stands for up to 12 characters of one clause, as it does in a word.
    """

    def __init__(self, frames: Mapping[str, Iterable[str]], fold: Callable[[str], str]) -> None:
        words = {usual_spelling(fold(word)): name for name, also in frames.items() for word in also}
        longest_first = sorted(words, key=len, reverse=True)
        self._names = [words[word] for word in longest_first]
        gap = f"[^\n，。；;,!！?？]{{0,{_GAP}}}?"
        texts = (gap.join(map(re.escape, word.split(_GAP_MARK))) for word in longest_first)
        self._pattern = lazy_pattern("|".join(f"({text})" for text in texts) or "(?!)")

    def replaced(self, text: str) -> tuple[str, frozenset[str]]:
        """A text in the usual spelling with the words of its frames instead, and these words."""
        found: set[str] = set()

        def word(match: re.Match[str]) -> str:
            assert match.lastindex is not None
            found.add(self._names[match.lastindex - 1])
            return f"，{self._names[match.lastindex - 1]}，"

        return self._pattern.sub(word, text), frozenset(found)


Hit = tuple[float, float, int]
"""Where a word begins and ends, counted in Chinese characters, and the number of the thing that it names."""


@dataclass(frozen=True, slots=True)
class _Combination:
    """The things of which each must be named, each by one of some numbers; and those that must not."""

    name: str | None
    things: tuple[frozenset[int], ...]
    without: frozenset[int]


class Paraphrases:
    """Combinations of things by the names that they lead to, ready to be searched.

    In a combination stand things: `|` between those of which one is enough, and `-` before those that must be missing.
    A thing that has an entry in `synonyms` is named by each of its words, another one by itself, with a blank for each
    `_`. `questions` are combinations that lead to no name.
    """

    def __init__(
        self,
        combinations: Mapping[str, Iterable[str]],
        questions: Iterable[str],
        synonyms: Mapping[str, Collection[str]],
        fold: Callable[[str], str],
    ) -> None:
        self._synonyms, self._fold = synonyms, fold
        self._numbers: dict[str, int] = {}
        self._things: dict[str, list[int]] = {}
        self._combinations: list[_Combination] = []
        for name, texts in (*combinations.items(), (None, questions)):
            for text in texts:
                parts = text.split()
                things = tuple(self._any_of(part) for part in parts if part[0] != "-")
                without = frozenset().union(*(self._any_of(part[1:]) for part in parts if part[0] == "-"))
                self._combinations.append(_Combination(name, things, without))
        users: dict[int, set[str | None]] = {}
        for each in self._combinations:
            for number in frozenset().union(*each.things):
                users.setdefault(number, set()).add(each.name)
        self._weights = {number: math.log(1 + len(combinations) / len(names)) for number, names in users.items()}
        self._finder = WordFinder(self._things)

    def _any_of(self, part: str) -> frozenset[int]:
        return frozenset(map(self._number, part.split("|")))

    def _number(self, thing: str) -> int:
        if thing not in self._numbers:
            self._numbers[thing] = len(self._numbers)
            words = (thing.replace("_", " "), *self._synonyms.get(thing, ()))
            for word in {usual_spelling(self._fold(word)) for word in words}:
                self._things.setdefault(word, []).append(self._numbers[thing])
        return self._numbers[thing]

    def find(self, folded: str, fits: Callable[[str], bool] = bool) -> list[tuple[str, float]] | None:
        """The names that a folded text leads to, with the weights of their combinations, the heaviest first.

        Only names that fit are told. None if the text asks what no name answers.
        """
        hits = self._hits(usual_spelling(_ADDRESS.sub(r"\1", folded[:LONGEST_TEXT])))
        present = {number for _, _, number in hits}
        best: dict[str | None, float] = {}
        for each in self._combinations:
            if each.without & present or not (each.name is None or fits(each.name)):
                continue
            named = [thing & present for thing in each.things]
            if not all(named):
                continue
            width = _width(hits, named)
            if width <= _WIDEST and _has_words_for_all(hits, named):
                weight = sum(max(map(self._weights.__getitem__, thing)) for thing in named)
                best[each.name] = max(best.get(each.name, 0.0), weight * (1 - _APART * width / _WIDEST))
        asked = best.pop(None, 0.0)
        heaviest = max(best.values(), default=0.0)
        if asked and asked >= _ASKED * heaviest:
            return None
        near = [(name, weight) for name, weight in best.items() if name and weight >= _NEAR_BEST * heaviest]
        return sorted(near, key=lambda each: (-each[1], each[0]))

    def _hits(self, text: str) -> list[Hit]:
        """The words of a text, in order."""
        widths = list(accumulate((1.0 if each >= "\u3400" else 1 / 3 for each in text), initial=0.0))
        return sorted(
            (widths[start], widths[end], number)
            for word, start, end in self._finder.found(text)
            for number in self._things[word]
        )


def _width(hits: Iterable[Hit], things: Collection[frozenset[int]]) -> float:
    """How wide the narrowest part of a text is that names all things."""
    last = [-math.inf] * len(things)
    best = math.inf
    for start, end, number in hits:
        for index, thing in enumerate(things):
            if number in thing:
                last[index] = start
                best = min(best, end - min(last))
    return best


def _has_words_for_all(hits: Iterable[Hit], things: Collection[frozenset[int]]) -> bool:
    """Whether each thing has a word of its own, so that one word of many meanings is not taken for all."""
    words = [{(start, end) for start, end, number in hits if number in thing} for thing in things]
    taken: dict[tuple[float, float], int] = {}

    def placed(thing: int, seen: set[tuple[float, float]]) -> bool:
        for word in words[thing] - seen:
            seen.add(word)
            if word not in taken or placed(taken[word], seen):
                taken[word] = thing
                return True
        return False

    return all(placed(thing, set()) for thing in range(len(words)))
