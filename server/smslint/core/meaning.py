"""What a variable contains, by the words around it or by its name: the code of an attribute."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from smslint.core.lexicon import Lexicon
from smslint.core.normalized_text import NormalizedText
from smslint.core.patterns import lazy_pattern
from smslint.core.placeholder import Placeholder, unnumbered
from smslint.dataclass import dataclass

_JOINING: Final = " “\"‘'(《:为是"
_JOINTS: Final = ("共计", "合计", "号码")
_CLOSING: Final = tuple(" ”\"’')》")
_AFTER: Final = "(after)"
_NONE: Final = "none"
_COUNT: Final = "count"
"""The kind of words that only show that a number precedes them: an amount, a time or part of a code."""
_MOMENT: Final = "moment"
"""The kind of words that enclose a point in time; neither of them shows it alone (于…前, 自…起)."""
_BOTH_SIDES: Final = {_MOMENT: "time", _COUNT: "money"}
"""What two words of one kind mean together, one before the variable and one after it (共…件)."""
_BEFORE_LENGTH: Final = 24
_BEHIND_LENGTH: Final = 6
_WORD_ENDS = lazy_pattern(r"(?<=[a-z0-9])(?=[A-Z])|_+")


@dataclass
class VariableMeanings:
    """The tables of what variables contain; made once for a lexicon."""

    lexicon: Lexicon

    @cached_property
    def _names(self) -> dict[str, str]:
        return self._table("variable-names")

    @cached_property
    def _before(self) -> dict[str, str]:
        """The kinds of words before a variable."""
        return {word: kind for word, kind in self._table("variable-words").items() if not word.startswith(_AFTER)}

    @cached_property
    def _behind(self) -> dict[str, str]:
        """The kinds of words after a variable."""
        words = self._table("variable-words").items()
        return {word.removeprefix(_AFTER): kind for word, kind in words if word.startswith(_AFTER)}

    def _table(self, name: str) -> dict[str, str]:
        return {term.term: term.kind or _NONE for term in self.lexicon.tables[name].terms}

    @cached_property
    def _lengths_before(self) -> dict[str, list[int]]:
        return _lengths(self._before, -1)

    @cached_property
    def _lengths_behind(self) -> dict[str, list[int]]:
        return _lengths(self._behind, 0)

    def _kind_before(self, text: str) -> str | None:
        """The kind of the longest word at the end of a text, apart from characters that join it to a variable."""
        text = text.rstrip(_JOINING)
        if text.endswith(_JOINTS):
            text = text[:-2]
        for length in self._lengths_before.get(text[-1:], ()):
            if kind := self._before.get(text[-length:]):
                return kind if kind != _NONE else None
        return None

    def _kind_behind(self, text: str) -> str | None:
        """The kind of the longest word at the start of a text, apart from characters that close a variable."""
        if text.startswith(_CLOSING):
            text = text[1:]
        for length in self._lengths_behind.get(text[:1], ()):
            if kind := self._behind.get(text[:length]):
                return kind if kind != _NONE else None
        return None

    def by_context(self, normalized: NormalizedText, found: Placeholder) -> str | None:
        """The attribute that the words around a placeholder suggest; None if they suggest none, or two."""
        text = normalized.text
        start, end = normalized.index(found.start), normalized.index(found.end)
        before = self._kind_before(text[max(0, start - _BEFORE_LENGTH) : start])
        behind = self._kind_behind(text[end : end + _BEHIND_LENGTH])
        if before == behind:
            return _BOTH_SIDES.get(before, before) if before else None
        if before in _BOTH_SIDES:
            before = None
        if behind == _MOMENT:
            behind = None
        return None if before and behind else before or behind

    def by_name(self, name: str) -> str | None:
        """The attribute that a name suggests, with all of its words or with its last ones."""
        words = [word.lower() for word in _WORD_ENDS.split(unnumbered(name)) if word]
        endings = ("_".join(words[first:]) for first in range(len(words)))
        return next((kind for ending in endings if (kind := self._names.get(ending))), None)

    def by_phrase(self, phrase: str) -> str | None:
        """The attribute that a phrase suggests by itself, such as the Chinese name of a variable."""
        kind = self._kind_before(phrase)
        return None if kind in _BOTH_SIDES else kind


def _lengths(words: Iterable[str], edge: int) -> dict[str, list[int]]:
    """The lengths of words by their first or last character, the longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[edge], set()).add(len(word))
    return {character: sorted(lengths, reverse=True) for character, lengths in found.items()}
