"""`verification-link`: a link or domain in a verification message."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.finding import Match
from smslint.core.reading import Reading


def find(reading: Reading) -> Iterator[Match]:
    """One match a link; the host of an e-mail address is contact."""
    for link in reading.links:
        if not any(one.kind == "email" and one.start < link.end and link.start < one.end for one in reading.contacts):
            span = reading.span(link.start, link.end)
            yield Match(span, {"text": reading.text_of(span)})
