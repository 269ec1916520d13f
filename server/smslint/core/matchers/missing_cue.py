"""`kind = "missing-cue"`: none of the words of some tables stands in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher, Wake
from smslint.core.matchers.terms import Terms, terms_in, terms_of
from smslint.core.place import Span
from smslint.core.reading import Reading
from smslint.core.recognise.edges import edges_of
from smslint.core.recognise.kinds import code_of
from smslint.dataclass import dataclass

Where = Literal["start", "code", "content"]


@dataclass(frozen=True, slots=True)
class MissingCue:
    """The words, and the place where they belong: `code` is before the placeholder that carries the code.

    `sure` are the words that count wherever they stand.
    """

    terms: Terms
    where: Where
    sure: frozenset[str]


def _options(rule: str, raw: Mapping[str, Any], lexicon: Lexicon) -> MissingCue:
    options = terms_of(rule, raw, lexicon)
    sure = (
        word
        for word, terms in options.terms.items()
        if any(term.pattern is None for term in terms) and not any(word in phrase for phrase in options.exceptions)
    )
    return MissingCue(options, raw["where"], frozenset(sure))


def _find(reading: Reading, options: MissingCue) -> Iterable[Match]:
    if not options.sure.isdisjoint(reading.hits) or any(True for _ in terms_in(reading, options.terms)):
        return
    if reading.whole and edges_of(reading.content)[0] < len(reading.content):
        yield Match(_place(reading, options.where))


def _place(reading: Reading, where: Where) -> Span:
    if where == "start":
        return reading.span(0, 0)
    if where == "code" and reading.placeholders:
        start = (code_of(reading) or reading.placeholders[0]).start
        return reading.span(start, start)
    return reading.span(0, len(reading.content))


def _wake(options: MissingCue) -> Wake:
    terms = options.terms.wake
    return Wake(always=True, sought=terms.literals | terms.sought)


MISSING_CUE = Matcher(_options, _find, _wake)
