"""`kind = "topics"`: what a text is about, by cue phrases; some topics count only where the text promotes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from smslint.core.analysis import Analysis
from smslint.core.finding import Match, Value
from smslint.core.lexicon import Lexicon, Term
from smslint.core.matchers.kind import Matcher
from smslint.core.matchers.terms import TermsOptions, terms_in, terms_of
from smslint.core.prefilter import Gate
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class TopicsOptions:
    """`plain` counts anywhere; `promoted` counts in promotional templates and in texts that have one of `calls`."""

    plain: TermsOptions
    promoted: TermsOptions
    calls: TermsOptions
    gate: Gate


def _options(raw: Mapping[str, Any], lexicon: Lexicon) -> TopicsOptions:
    plain, promoted, calls = (terms_of({"words": raw[key]}, lexicon) for key in ("words", "promoted", "calls"))
    searched = plain.gate.searched | promoted.gate.searched | calls.gate.searched | calls.gate.literals
    return TopicsOptions(plain, promoted, calls, Gate(plain.gate.literals | promoted.gate.literals, searched=searched))


def _terms(analysis: Analysis, options: TopicsOptions) -> Iterator[tuple[int, int, Term]]:
    yield from terms_in(analysis, options.plain)
    promoted = list(terms_in(analysis, options.promoted))
    if promoted and (analysis.type == "promotional" or any(True for _ in terms_in(analysis, options.calls))):
        yield from promoted


def _find(analysis: Analysis, options: TopicsOptions) -> Iterable[Match]:
    last = -1
    for start, end, term in sorted(_terms(analysis, options), key=lambda place: (place[0], -place[1])):
        if start < last:
            continue
        last = end
        span = analysis.span(*analysis.normalized.span(start, end))
        kind = options.plain.kinds.get(term.kind or "") or options.promoted.kinds.get(term.kind or "")
        values: dict[str, Value] = {"text": analysis.text_of(span), "kind": kind or ""}
        yield Match(span, values)


TOPICS = Matcher(_options, _find, lambda options: options.gate)
