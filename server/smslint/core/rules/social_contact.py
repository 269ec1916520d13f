"""`social-contact`: a contact of a social network in a notification."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.finding import Match
from smslint.core.reading import Reading


def find(reading: Reading) -> Iterator[Match]:
    """One match a mention; an e-mail address is no social contact."""
    for contact in reading.contacts:
        if contact.kind != "email":
            span = reading.span(contact.start, contact.end)
            yield Match(span, {"text": reading.text_of(span)})
