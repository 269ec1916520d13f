"""Whether the values decide how many segments a message is billed as."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.finding import Match
from smslint.core.reading import Reading
from smslint.core.segments import CAPACITY, telling
from smslint.core.segments.template import LONGEST_VALUE, reach_of_template
from smslint.core.template import MAINLAND


def _surely_one(reading: Reading) -> bool:
    """Whether no value at all could take the message over one segment: cheaper to tell than the range."""
    values = max(reading.value_length, LONGEST_VALUE) * len(reading.placeholders)
    signature = len(reading.template.signature or "") + 2
    return len(reading.template.content) + signature + values <= CAPACITY["characters"].single


def find(reading: Reading) -> Iterator[Match]:
    """One match at the variable that can cost most."""
    if reading.type in MAINLAND and _surely_one(reading):
        return
    reach = reach_of_template(reading)
    if not reach.splits:
        return
    slot = reach.costliest
    assert slot is not None, "only values can make a difference"
    yield Match(telling.first_use(reading, slot), telling.Told(reach), variant=telling.variant(reach))
