"""`kind = "topics"`: what a text is about, by cue phrases; some topics count only where the text promotes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from smslint.core.analysis import Analysis
from smslint.core.finding import Match, Value
from smslint.core.lexicon import Lexicon, Term
from smslint.core.matchers.kind import Matcher, Wake
from smslint.core.matchers.terms import Terms, terms_in, terms_of
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Topics:
    """`plain` counts anywhere, `promoted` in promotional templates and beside one of `calls`."""

    plain: Terms
    promoted: Terms
    calls: Terms
    wake: Wake


def _options(rule: str, raw: Mapping[str, Any], lexicon: Lexicon) -> Topics:
    plain, promoted, calls = (terms_of(rule, {"words": raw[key]}, lexicon) for key in ("words", "promoted", "calls"))
    sought = plain.wake.sought | promoted.wake.sought | calls.wake.sought | calls.wake.literals
    return Topics(plain, promoted, calls, Wake(plain.wake.literals | promoted.wake.literals, sought=sought))


def _terms(analysis: Analysis, options: Topics) -> Iterator[tuple[int, int, Term]]:
    yield from terms_in(analysis, options.plain)
    promoted = list(terms_in(analysis, options.promoted))
    if promoted and (analysis.type == "promotional" or any(True for _ in terms_in(analysis, options.calls))):
        yield from promoted


def _find(analysis: Analysis, options: Topics) -> Iterable[Match]:
    last = -1
    for start, end, term in sorted(_terms(analysis, options), key=lambda place: (place[0], -place[1])):
        if start < last:
            continue
        last = end
        span = analysis.span(*analysis.normalized.span(start, end))
        kind = options.plain.kinds.get(term.kind or "") or options.promoted.kinds.get(term.kind or "")
        values: dict[str, Value] = {"text": analysis.text_of(span), "kind": kind or ""}
        yield Match(span, values)


TOPICS = Matcher(_options, _find, lambda options: options.wake)
