"""What a variable holds, as far as the words around it and its name tell: an attribute, and a good name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from smslint.core.placeholder import Placeholder
from smslint.core.variable_name import is_name

if TYPE_CHECKING:
    from smslint.core.lexicon import Lexicon
    from smslint.core.reading import Reading

_GLUE = "(?:(?:号码)?[为是:]|共计|合计|[ “\"‘'(《])*"
_AFTER: Final = "(after)"
_NONE: Final = "none"
_COUNT: Final = "count"
"""The kind of words that only say that a number stands before them: it may be an amount, a time or part of a code."""
_BEFORE_LENGTH: Final = 24
_WORD_ENDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+")
_NUMBER = re.compile("_?[0-9]+$")
_NOT_OF_NAMES = re.compile("[^A-Za-z0-9]+")


@dataclass
class Meanings:
    """The tables of what variables hold; made once for a lexicon."""

    lexicon: Lexicon

    @cached_property
    def _words(self) -> dict[str, str]:
        return {term.term: term.kind or _NONE for term in self.lexicon.tables["variable-words"].terms}

    @cached_property
    def _names(self) -> dict[str, str]:
        return {term.term: term.kind or _NONE for term in self.lexicon.tables["variable-names"].terms}

    @cached_property
    def _before(self) -> re.Pattern[str]:
        words = _alternatives(word for word in self._words if not word.startswith(_AFTER))
        return re.compile(f"({words}){_GLUE}\\Z")

    @cached_property
    def _behind(self) -> re.Pattern[str]:
        words = _alternatives(word.removeprefix(_AFTER) for word in self._words if word.startswith(_AFTER))
        return re.compile(f"[ ”\"’')》]?({words})")

    def of_words(self, reading: Reading, found: Placeholder) -> str | None:
        """The attribute that the words around a placeholder speak for; None where they speak for two or for none."""
        text = reading.shadow.text
        start, end = reading.shadow.index(found.start), reading.shadow.index(found.end)
        before = self._before.search(text[max(0, start - _BEFORE_LENGTH) : start])
        behind = self._behind.match(text, end)
        told = {self._words[before[1]]} if before else set()
        told |= {self._words[_AFTER + behind[1]]} if behind else set()
        told.discard(_NONE)
        return told.pop() if len(told) == 1 else None

    def of_name(self, name: str) -> str | None:
        """The attribute that a name speaks for: by all of it, or by its last words."""
        words = [word.lower() for word in _WORD_ENDS.split(_NUMBER.sub("", name)) if word]
        for first in range(len(words)):
            if kind := self._names.get("_".join(words[first:])):
                return kind
        return None

    def of_phrase(self, phrase: str) -> str | None:
        """The attribute that a phrase alone speaks for, such as the Chinese name of a variable."""
        found = self._before.search(phrase)
        return self._words[found[1]] if found and self._words[found[1]] != _NONE else None


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def attribute_for(reading: Reading, found: Placeholder) -> str | None:
    """The one attribute that fits a variable, as far as the template tells and its type allows."""
    meanings = reading.lexicon.meanings
    told = {meanings.of_words(reading, found), meanings.of_name(found.name or "")} - {None}
    if len(told) > 1:
        told = {meanings.of_words(reading, found)}
    for code in told:
        code = "money" if code == _COUNT else code
        attribute = reading.catalog.attributes.get(code or "")
        if attribute and reading.type in attribute.types:
            return attribute.code
    return None


def name_for(reading: Reading, found: Placeholder) -> str:
    """A name for a placeholder that has none that is any good: mended, told by the words around it, or by the type."""
    mended = _NOT_OF_NAMES.sub("_", found.name or "").strip("_").lstrip("0123456789_")
    meanings = reading.lexicon.meanings
    own = mended if is_name(mended) and found.kind == "invalid-name" else ""
    kind = meanings.of_phrase(found.name or "") or meanings.of_words(reading, found)
    name = own or _suggested(reading, kind) or ("code" if reading.type == "verification" else "content")
    return free_name(name, reading)


def _suggested(reading: Reading, code: str | None) -> str:
    attribute = reading.catalog.attributes.get(code or "")
    if attribute is None:
        return ""
    for names in (attribute.suggested_names.get(reading.type), *attribute.suggested_names.values()):
        if names:
            return names[0]
    return ""


def free_name(name: str, reading: Reading, skip: int = 0) -> str:
    """A name that the template does not use yet: itself, or with a number behind it; `skip` as many of these."""
    taken = reading.used_names | reading.template.variables.keys()
    if name not in taken and not skip:
        return name
    number = 2
    while f"{name}{number}" in taken or skip:
        skip -= f"{name}{number}" not in taken
        number += 1
    return f"{name}{number}"
