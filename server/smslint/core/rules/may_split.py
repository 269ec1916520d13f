"""Whether the values decide how many segments a message is billed as."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.segments import telling
from smslint.core.segments.template import reach_of_template


def find(analysis: Analysis) -> Iterator[Match]:
    """One match at the variable that can cost most."""
    reach = reach_of_template(analysis)
    if not reach.splits:
        return
    slot = reach.costliest
    assert slot is not None, "only values can make a difference"
    yield Match(telling.first_use(analysis, slot), telling.Told(reach), variant=telling.variant(reach))
