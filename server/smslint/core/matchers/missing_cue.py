"""`kind = "missing-cue"`: the text has no word of some tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher
from smslint.core.matchers.terms import TermsOptions, terms_in, terms_of
from smslint.core.place import Span
from smslint.core.prefilter import Gate
from smslint.core.recognise.edges import edges_of
from smslint.core.recognise.verification import code_placeholder
from smslint.dataclass import dataclass

Where = Literal["start", "code", "content"]


@dataclass(frozen=True, slots=True)
class MissingCueOptions:
    """The words, and the place where they belong: `code` is before the placeholder that carries the code.

    `sure` are the words that count wherever they stand.
    """

    terms: TermsOptions
    where: Where
    sure: frozenset[str]


def _options(raw: Mapping[str, Any], lexicon: Lexicon) -> MissingCueOptions:
    options = terms_of(raw, lexicon)
    sure = (
        word
        for word, terms in options.terms.items()
        if any(term.pattern is None for term in terms) and not any(word in phrase for phrase in options.exceptions)
    )
    return MissingCueOptions(options, raw["where"], frozenset(sure))


def _find(analysis: Analysis, options: MissingCueOptions) -> Iterable[Match]:
    if not options.sure.isdisjoint(analysis.hits) or any(True for _ in terms_in(analysis, options.terms)):
        return
    if analysis.is_complete and edges_of(analysis.content)[0] < len(analysis.content):
        yield Match(_place(analysis, options.where))


def _place(analysis: Analysis, where: Where) -> Span:
    if where == "start":
        return analysis.span(0, 0)
    if where == "code" and analysis.placeholders:
        start = (code_placeholder(analysis) or analysis.placeholders[0]).start
        return analysis.span(start, start)
    return analysis.span(0, len(analysis.content))


def _gate(options: MissingCueOptions) -> Gate:
    terms = options.terms.gate
    return Gate(always=True, searched=terms.literals | terms.searched)


MISSING_CUE = Matcher(_options, _find, _gate)
