"""`kind = "pattern"`: a regular expression over the normalized text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher, Wake, stated_wake
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """`pattern` in the catalog's dialect; its group `mark`, where it has one, is what is marked."""

    pattern: str
    once: bool
    wake: Wake


def _options(rule: str, raw: Mapping[str, Any], lexicon: Lexicon) -> Pattern:
    return Pattern(raw["pattern"], raw.get("once", False), stated_wake(raw))


def _find(analysis: Analysis, options: Pattern) -> Iterable[Match]:
    pattern = analysis.lexicon.pattern(options.pattern)
    group = "mark" if "mark" in pattern.groupindex else 0
    for found in pattern.finditer(analysis.normalized.text):
        span = analysis.span(*analysis.normalized.span(*found.span(group)))
        yield Match(span, {"text": analysis.text_of(span)})
        if options.once:
            return


PATTERN = Matcher(_options, _find, lambda options: options.wake)
