"""`content-empty`: nothing but blanks."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.finding import Match
from smslint.core.reading import Reading
from smslint.core.recognise.edges import edges_of


def find(reading: Reading) -> Iterator[Match]:
    """The whole content, where it shows nothing."""
    length = len(reading.template.content)
    if edges_of(reading.template.content)[0] == length:
        yield Match(reading.span(0, length), {"length": length})
