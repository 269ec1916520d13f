"""`kind = "pattern"`: a regular expression over the normalized text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher
from smslint.core.prefilter import ALWAYS
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class PatternOptions:
    """`pattern` is written in the catalog's dialect. If it has a group `mark`, only that is marked."""

    pattern: str
    once: bool


def _options(raw: Mapping[str, Any], lexicon: Lexicon) -> PatternOptions:
    return PatternOptions(raw["pattern"], raw.get("once", False))


def _find(analysis: Analysis, options: PatternOptions) -> Iterable[Match]:
    pattern = analysis.lexicon.pattern(options.pattern)
    group = "mark" if "mark" in pattern.groupindex else 0
    for found in pattern.finditer(analysis.normalized.text):
        span = analysis.span(*analysis.normalized.span(*found.span(group)))
        yield Match(span, {"text": analysis.text_of(span)})
        if options.once:
            return


PATTERN = Matcher(_options, _find, lambda options: ALWAYS)
