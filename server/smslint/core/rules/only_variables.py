"""Whether a content says anything besides its variables."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.finding import Match
from smslint.core.matchers.adjacent import says_something
from smslint.core.reading import Reading


def find(reading: Reading) -> Iterator[Match]:
    """The whole content, where it has placeholders and no letter, digit or Han character beside them."""
    if not reading.placeholders or not reading.whole or says_something(_beside(reading)):
        return
    yield Match(reading.span(0, len(reading.content)))


def _beside(reading: Reading) -> str:
    """The characters beside the placeholders, up to the first stretch that says something."""
    at = 0
    for found in reading.placeholders:
        gap = reading.content[at : found.start]
        if gap and says_something(gap):
            return gap
        at = found.end
    return reading.content[at:]
