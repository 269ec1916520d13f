"""The word, host and character tables of the catalog, as the recognisers use them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, KeysView, Mapping
from dataclasses import field, fields
from functools import cache, cached_property
from typing import Any, Final, NamedTuple, TypeVar

from smslint.core.patterns import guarded_pattern, lazy_pattern
from smslint.dataclass import dataclass
from smslint.messages import Bilingual

T = TypeVar("T")

MASK: Final = "\ufffc"
"""Stands in the normalized text for each code point of a placeholder, since names are no evidence for rules."""

PLAIN: Final = "\n\r\x20-\x7e，。！？：；、（）《》“”‘’…—～·\u3007"
"""Printable ASCII, line breaks, common punctuation and 〇: together with standard Han characters, all usual ones."""

CUE: Final = "\ufffb"
"""Stands for a cue in the texts that the patterns of the table `mentions` search."""

CLASSES: Final[Mapping[str, str]] = {
    "{var}": f"(?:(?<!{MASK}){MASK}++)",  # always complete: never shortened, never started within
    "{cue}": CUE,
    "{han}": "[\u4e00-\u9fff\u3400-\u4dbf\u3007\U00020000-\U0003ffff]",
    "{digit}": "[0-9]",
    "{letter}": "[A-Za-z]",
    "{alnum}": "[A-Za-z0-9]",
    "{blank}": "[ \\t\\u3000\\u00a0]",
    "{number}": "[0-9零一二两三四五六七八九十百千万]",
}
"""What patterns of the catalog use instead of `\\w \\d \\s`, whose meanings do not suit Chinese text."""

HAN: Final = lazy_pattern(CLASSES["{han}"])
ANY_HAN: Final = lazy_pattern(f"{CLASSES['{han}']}|[\uf900-\ufaff]")
"""A Han character, including compatibility ideographs."""


def expand(pattern: str) -> str:
    """A pattern of the catalog as Python's `re` reads it."""
    for name, text in CLASSES.items():
        pattern = pattern.replace(name, text)
    return pattern


class Term(NamedTuple):
    """One entry of a word table.

    `term` and each of `also` are literals; without one of them in a text the entry is not tried. `pattern`, if given,
    must match around the literal, and a group whose name begins with `mark` narrows the marked text. `kind`
    distinguishes entries of one table.
    """

    term: str
    pattern: str | None = None
    kind: str | None = None
    also: tuple[str, ...] = ()

    @property
    def cues(self) -> tuple[str, ...]:
        """The literals of which a text must contain one."""
        return (self.term, *self.also)


def marked_group(found: re.Match[str]) -> str | int:
    """The group of a match that is marked: the one whose name begins with `mark`, else the whole match."""
    return found.lastgroup if found.lastgroup and found.lastgroup.startswith("mark") else 0


@dataclass(frozen=True)
class WordTable:
    """A table. `exceptions` are phrases in which a term does not count; `kinds` has the titles of its kinds.

    With `unless_mentioned`, terms do not count where a text only mentions them. `patterns` stand on their own.
    Without `of_messages`, the terms are no evidence of how messages are divided into words.
    """

    terms: tuple[Term, ...]
    exceptions: tuple[str, ...] = ()
    kinds: Mapping[str, Bilingual] = field(default_factory=dict)
    unless_mentioned: bool = False
    patterns: tuple[str, ...] = ()
    of_messages: bool = True

    @cached_property
    def cues(self) -> frozenset[str]:
        """All literals of the table."""
        return frozenset(cue for term in self.terms for cue in term.cues)

    @cached_property
    def _by_cue(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, term in enumerate(self.terms):
            for cue in term.cues:
                found.setdefault(cue, []).append(index)
        return found

    def terms_at(self, literals: KeysView[str]) -> list[Term]:
        """The terms that have one of the literals as a cue, in the table's order."""
        indexes = {index for cue in literals & self._by_cue.keys() for index in self._by_cue[cue]}
        return [self.terms[index] for index in sorted(indexes)]


@dataclass
class Lexicon:
    """All tables by name, and what is compiled from them, which is made on first use.

    `simplified` gives the only simplified form of each traditional character; `ambiguous` has those with several forms.
    `standard` has the 8,105 characters of the national table, `unsupported` the symbols that messages cannot carry.
    Nothing counts within the brand names of `allow`. `cues` are the literals that recognisers look up in a content's
    hits. `guarded` are the patterns of users' own rules, which run under a time limit. `suffixes` are the last labels
    of all public suffixes, separated by blanks; `vocabulary` has Chinese words and how often they occur.
    """

    tables: Mapping[str, WordTable]
    simplified: Mapping[str, str] = field(default_factory=dict)
    ambiguous: str = ""
    standard: str = ""
    unsupported: Mapping[str, Any] = field(default_factory=dict)
    allow: frozenset[str] = frozenset()
    cues: frozenset[str] = frozenset()
    guarded: frozenset[str] = frozenset()
    suffixes: str = ""
    vocabulary: str = ""
    _compiled: dict[Callable[[Lexicon], Any], Any] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, Any]:
        """The tables alone, for pickling: what is made of them is made again on first use."""
        return {each.name: getattr(self, each.name) for each in fields(self)} | {"_compiled": {}}

    def compiled(self, compile: Callable[[Lexicon], T]) -> T:
        """What a class or function makes of these tables, such as `Folding` or `Hosts`: made on first use and kept."""
        made: T | None = self._compiled.get(compile)
        if made is None:
            made = self._compiled[compile] = compile(self)
        return made

    def words(self, name: str) -> Iterable[str]:
        """The terms of a table, without their patterns."""
        return (term.term for term in self.tables[name].terms)

    def cues_of(self, name: str) -> frozenset[str]:
        """All literals of a table; empty if there is no such table."""
        return self.tables[name].cues if name in self.tables else frozenset()

    @cached_property
    def pattern(self) -> Callable[[str], re.Pattern[str]]:
        """A catalog pattern, compiled once."""
        return cache(lambda text: (guarded_pattern if text in self.guarded else re.compile)(expand(text)))

    @cached_property
    def plain_characters(self) -> str:
        """Printable ASCII, standard Han characters, line breaks and common punctuation, each once."""
        return "".join(map(chr, range(0x20, 0x7F))) + PLAIN.replace("\x20-\x7e", "") + self.standard

    @cached_property
    def plain(self) -> frozenset[str]:
        """The set of `plain_characters`. Making it takes as long as looking for 5,000 characters in that."""
        return frozenset(self.plain_characters)

    @cached_property
    def unusual(self) -> re.Pattern[str]:
        """A run of characters that are not in `plain`. Compiling it takes 6 ms."""
        return re.compile(f"[^{PLAIN}{self.standard}]+")
