"""A text that is read once for all rules and recognisers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from smslint.core.lexicon import Lexicon
from smslint.core.normalized_text import Folding
from smslint.core.place import CONTENT, Span
from smslint.core.placeholder import Placeholder
from smslint.core.placeholder_parser import placeholders_in
from smslint.core.symbols import Symbols

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_FEW: Final = 2
"""How many texts are searched without an automaton."""
Hits: TypeAlias = Mapping[str, list[tuple[int, int]]]
"""The places of each literal in a text, overlapping ones included. Literals that are not in it have no entry."""


class Scanner:
    """An Aho-Corasick automaton over literals (0.6 µs a template for 300 words; `re` takes 2.4).

    It is made for the third text: making it takes as long as looking for each literal in ten.
    """

    def __init__(self, literals: Iterable[str]) -> None:
        self._literals = sorted(set(literals))
        self._texts = 0

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self._literals, store_patterns=False)

    def hits(self, text: str) -> Hits:
        """The hits in a text, each a half-open range of code points, in the order of their ends."""
        if self._texts < _FEW and len(text) <= READ_LIMIT:
            self._texts += 1
            return self._searched(text)
        found: dict[str, list[tuple[int, int]]] = {}
        literals = self._literals
        try:
            matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate, as arguments of a command may hold
            return self._searched(text)
        for index, start, end in matches:
            found.setdefault(literals[index], []).append((start, end))
        return found

    def _searched(self, text: str) -> Hits:
        places: list[tuple[int, int]] = []
        for literal in self._literals:
            start = text.find(literal)
            while start >= 0:
                places.append((start + len(literal), start))
                start = text.find(literal, start + 1)
        found: dict[str, list[tuple[int, int]]] = {}
        for end, start in sorted(places):
            found.setdefault(text[start:end], []).append((start, end))
        return found


READ_LIMIT: Final = 2000
"""How many code points of a content are read. The rule `content-too-long` reports longer contents."""


class Content:
    """A text with its placeholders, its normalized text and the literals found in that.

    Offsets are code points of `content`; those of `hits` are code points of the normalized text. `placeholders` include
    broken and foreign ones. `is_complete` tells whether all of the text is read; only then can something be missing.
    """

    def __init__(self, text: str, lexicon: Lexicon, scanner: Scanner) -> None:
        self.lexicon = lexicon
        self.content = text[:READ_LIMIT]
        self.is_complete = len(text) <= READ_LIMIT
        self.placeholders = placeholders_in(self.content)
        self.first_uses: dict[str, Placeholder] = {}
        for found in self.placeholders:
            if found.kind == "variable":
                self.first_uses.setdefault(found.name or "", found)
        self.normalized = lexicon.compiled(Folding).normalize(self.content, self.placeholders)
        self.hits = scanner.hits(self.normalized.text)

    @cached_property
    def variables(self) -> tuple[Placeholder, ...]:
        """The well-formed placeholders."""
        return tuple([found for found in self.placeholders if found.kind == "variable"])

    @cached_property
    def used_names(self) -> frozenset[str]:
        """The names that the content uses; a broken placeholder uses each name that can be read in it."""
        names = {found.name for found in self.placeholders if found.name}
        return frozenset(names.union(*(found.names for found in self.placeholders)))

    @cached_property
    def symbols(self) -> tuple[tuple[int, int], ...]:
        """Where runs of emoji and other unsupported symbols stand."""
        return tuple(self.lexicon.compiled(Symbols).runs(self.content)) if self.normalized.has_unusual else ()

    def gaps(self) -> Iterator[tuple[int, int]]:
        """The ranges before, between and after the placeholders; some may be empty."""
        start = 0
        for found in self.placeholders:
            yield start, found.start
            start = found.end
        yield start, len(self.content)

    def span(self, start: int, end: int) -> Span:
        """A span of the content."""
        return Span(CONTENT, start, end)

    def in_placeholder(self, start: int, end: int) -> bool:
        """Whether a range shares a code point with a placeholder, whose characters only the syntax rules report."""
        return any(found.start < end and start < found.end for found in self.placeholders)

    def text_of(self, span: Span) -> str:
        """The characters of the content that a span covers."""
        return self.content[span.start : span.end]


def read_value(value: str, lexicon: Lexicon) -> Content:
    """A value of a variable as a content, for the recognisers of links and numbers."""
    return Content(value, lexicon, lexicon.compiled(_cue_scanner))


def _cue_scanner(lexicon: Lexicon) -> Scanner:
    return Scanner(lexicon.cues)
