"""Whether the values decide how many segments a message is billed as."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.finding import Match
from smslint.core.reading import Reading
from smslint.core.segments import telling
from smslint.core.segments.template import fits_one_segment, reach_of_template
from smslint.core.template import MAINLAND


def find(reading: Reading) -> Iterator[Match]:
    """One match at the variable that can cost most."""
    if reading.type in MAINLAND and fits_one_segment(reading):
        return
    reach = reach_of_template(reading)
    if not reach.splits:
        return
    slot = reach.costliest
    assert slot is not None, "only values can make a difference"
    yield Match(telling.first_use(reading, slot), telling.Told(reach), variant=telling.variant(reach))
