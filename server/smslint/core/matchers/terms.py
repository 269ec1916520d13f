"""`kind = "terms"`: words outside the longer phrases in which they mean something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon, Term
from smslint.core.matchers.kind import Matcher, Wake
from smslint.core.reading import Reading


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms by their literal, and the phrases that silence them; `once` marks the first only."""

    terms: Mapping[str, tuple[Term, ...]]
    exceptions: frozenset[str]
    once: bool
    wake: Wake


def _options(rule: str, raw: Mapping[str, Any], lexicon: Lexicon) -> Terms:
    terms: dict[str, tuple[Term, ...]] = {}
    exceptions = set(raw.get("exceptions", ()))
    inline = [Term(entry) if isinstance(entry, str) else Term(**entry) for entry in raw.get("terms", ())]
    for name in raw.get("words", ()):
        inline.extend(lexicon.tables[name].terms)
        exceptions.update(lexicon.tables[name].exceptions)
    for term in inline:
        terms[term.term] = (*terms.get(term.term, ()), term)
    wake = Wake(frozenset(terms) | exceptions)
    return Terms(terms, frozenset(exceptions), raw.get("once", False), wake)


def _ranges(reading: Reading, options: Terms) -> Iterator[tuple[int, int]]:
    """Where terms stand in the shadow, exceptions left out, in any order and overlapping."""
    hits = reading.hits
    silent = [place for phrase in options.exceptions & hits.keys() for place in hits[phrase]]
    text = reading.shadow.text
    for literal in options.terms.keys() & hits.keys():
        for start, end in hits[literal]:
            if any(first <= start and end <= last for first, last in silent):
                continue
            for term in options.terms[literal]:
                if term.pattern is None:
                    yield start, end
                    continue
                pattern = reading.lexicon.pattern(term.pattern)
                for found in pattern.finditer(text, max(0, start - 40), min(len(text), end + 40)):
                    if found.start() <= start and end <= found.end():
                        yield found.span("mark" if "mark" in pattern.groupindex else 0)


def _find(reading: Reading, options: Terms) -> Iterable[Match]:
    last = -1
    for start, end in sorted(_ranges(reading, options), key=lambda place: (place[0], -place[1])):
        if start < last:
            continue
        last = end
        span = reading.span(*reading.shadow.span(start, end))
        yield Match(span, {"text": reading.text_of(span)})
        if options.once:
            return


TERMS = Matcher(_options, _find, lambda options: options.wake)
