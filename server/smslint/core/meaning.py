"""What a variable contains, by the words around it or by its name: the code of an attribute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import Final

from smslint.core.lexicon import Lexicon
from smslint.core.normalized_text import NormalizedText
from smslint.core.patterns import lazy_pattern
from smslint.core.placeholder import Placeholder, unnumbered
from smslint.dataclass import dataclass

_JOINING: Final = " “\"‘'(《:为是"
_JOINTS: Final = ("共计", "合计", "号码", " is", " are", " no.")
_CLOSING: Final = tuple(" ”\"’')》")
AFTER: Final = "(after)"
"""Marks the words of tables that stand behind a variable, not before it."""
_NONE: Final = "none"
_COUNT: Final = "count"
"""The kind of words that only show that a number precedes them: an amount, a time or part of a code."""
_MOMENT: Final = "moment"
"""The kind of words that enclose a point in time; neither of them shows it alone (于…前, 自…起)."""
_BOTH_SIDES: Final = {_MOMENT: "time", _COUNT: "money"}
"""What two words of one kind mean together, one before the variable and one after it (共…件)."""
_BEFORE_LENGTH: Final = 24
_BEHIND_LENGTH: Final = 6
_CACHED: Final = 4096
"""How many names of variables are remembered."""
_WORD_ENDS = lazy_pattern(r"(?<=[a-z0-9])(?=[A-Z])|_+")


def name_words(name: str) -> list[str]:
    """The words of a name in lower case, without its number: `refund` and `amount` of `refundAmount2`."""
    return [word.lower() for word in _WORD_ENDS.split(unnumbered(name)) if word]


class _Openings:
    """Words with their kinds, of which the longest that a text begins with is found."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._kinds = kinds
        self._lengths: dict[str, list[int]] = {}
        for first, length in sorted({(word[0], len(word)) for word in kinds}, reverse=True):
            self._lengths.setdefault(first, []).append(length)

    def kind(self, text: str) -> str | None:
        for length in self._lengths.get(text[:1], ()):
            after = text[length : length + 1]
            if text[0].isascii() and after.isascii() and after.isalpha():
                continue  # the word is part of a longer one (overtime)
            if kind := self._kinds.get(text[:length]):
                return kind if kind != _NONE else None
        return None


@dataclass
class VariableMeanings:
    """The tables of what variables contain; made once for a lexicon."""

    lexicon: Lexicon

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What names of variables, and the last words of such names, say by themselves."""
        return {term.term: term.kind or _NONE for term in self.lexicon.tables["variable-names"].terms}

    @cached_property
    def _words(self) -> tuple[_Openings, _Openings]:
        """The kinds of words before a variable, spelt backwards, and those of words after it."""
        kinds = {term.term: term.kind or _NONE for term in self.lexicon.tables["variable-words"].terms}
        before = {word[::-1]: kind for word, kind in kinds.items() if not word.startswith(AFTER)}
        after = {word.removeprefix(AFTER): kind for word, kind in kinds.items() if word.startswith(AFTER)}
        return _Openings(before), _Openings(after)

    def _kind_before(self, text: str) -> str | None:
        """The kind of the longest word at the end of a text, apart from characters that join it to a variable."""
        text = text.rstrip(_JOINING)
        for joint in _JOINTS:
            text = text.removesuffix(joint)
        return self._words[0].kind(text[::-1])

    def _kind_behind(self, text: str) -> str | None:
        """The kind of the longest word at the start of a text, apart from characters that close a variable."""
        return self._words[1].kind(text[1:] if text.startswith(_CLOSING) else text)

    def of_variable(self, normalized: NormalizedText, found: Placeholder) -> str | None:
        """The attribute that the words around a variable suggest, else the one that its name suggests."""
        return self.by_context(normalized, found) or self.by_name(found.name or "")

    def by_context(self, normalized: NormalizedText, found: Placeholder) -> str | None:
        """The attribute that the words around a placeholder suggest; None if they suggest none, or two."""
        text = normalized.text
        start, end = normalized.index(found.start), normalized.index(found.end)
        return self.by_words(text[max(0, start - _BEFORE_LENGTH) : start], text[end : end + _BEHIND_LENGTH])

    def by_words(self, text_before: str, text_behind: str) -> str | None:
        """The attribute that the normalized texts beside a variable suggest; None if they suggest none, or two."""
        before = self._kind_before(text_before)
        behind = self._kind_behind(text_behind)
        if before == behind:
            return _BOTH_SIDES.get(before, before) if before else None
        if before in _BOTH_SIDES:
            before = None
        if behind == _MOMENT:
            behind = None
        return None if before and behind else before or behind

    @cached_property
    def by_name(self) -> Callable[[str], str | None]:
        """The attribute that a name suggests; remembered, since templates use the same few names."""
        return lru_cache(_CACHED)(self._by_name)

    def _by_name(self, name: str) -> str | None:
        """The attribute that a name suggests, with all of its words or with its last ones."""
        words = name_words(name)
        endings = ("_".join(words[first:]) for first in range(len(words)))
        return next((kind for ending in endings if (kind := self.names.get(ending))), None)

    def by_phrase(self, phrase: str) -> str | None:
        """The attribute that a phrase suggests by itself, such as the Chinese name of a variable."""
        kind = self._kind_before(phrase)
        return None if kind in _BOTH_SIDES else kind
