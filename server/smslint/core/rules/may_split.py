"""Whether the values decide how many segments a message is billed as."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.segments.length_message import LengthMessage, first_use, length_variant
from smslint.core.segments.template import length_bounds


def find(analysis: Analysis) -> Iterator[Match]:
    """One match at the variable that can cost most."""
    bounds = length_bounds(analysis)
    if not bounds.splits:
        return
    variable = bounds.costliest
    assert variable is not None, "only values can make a difference"
    yield Match(
        first_use(analysis, variable),
        LengthMessage(bounds),
        variant=length_variant(bounds),
    )
