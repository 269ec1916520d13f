"""`kind = "adjacent"`: two variables with nothing, or nothing but punctuation, symbols and blanks between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from smslint.core import flags
from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher
from smslint.core.normalized_text import INVISIBLE
from smslint.core.patterns import lazy_pattern
from smslint.core.prefilter import Gate
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class AdjacentOptions:
    """Whether two variables must touch, or must not. Invisible characters between them do not count."""

    touching: bool


_INVISIBLE = lazy_pattern(f"[{INVISIBLE}]+")


def says_something(text: str) -> bool:
    """Whether a text holds a letter, a digit or a Han character."""
    return any(map(str.isalpha, text)) or any(map(str.isdecimal, text)) or "〇" in text


def _options(raw: Mapping[str, Any], lexicon: Lexicon) -> AdjacentOptions:
    return AdjacentOptions(raw["touching"])


def _find(analysis: Analysis, options: AdjacentOptions) -> Iterator[Match]:
    for first, second in pairwise(analysis.placeholders):
        if first.kind != "variable" or second.kind != "variable":
            continue
        gap = analysis.content[first.end : second.start]
        visible = _INVISIBLE.sub("", gap) if gap else gap
        if options.touching if visible else not options.touching:
            continue
        if visible and says_something(visible):
            continue
        yield Match(
            analysis.span(first.start, second.end),
            {"first": first.name or "", "second": second.name or "", "between": gap},
        )


ADJACENT = Matcher(_options, _find, lambda options: Gate(flags=flags.HAS_CROWDED_PLACEHOLDERS))
