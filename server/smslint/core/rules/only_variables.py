"""Whether a content says anything besides its variables."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.matchers.adjacent import says_something


def find(analysis: Analysis) -> Iterator[Match]:
    """The whole content, where it has placeholders and no letter, digit or Han character beside them."""
    if not analysis.placeholders or not analysis.is_complete or says_something(_beside(analysis)):
        return
    yield Match(analysis.span(0, len(analysis.content)))


def _beside(analysis: Analysis) -> str:
    """The characters beside the placeholders, up to the first stretch that says something."""
    at = 0
    for found in analysis.placeholders:
        gap = analysis.content[at : found.start]
        if gap and says_something(gap):
            return gap
        at = found.end
    return analysis.content[at:]
