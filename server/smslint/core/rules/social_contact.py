"""`social-contact`: a contact of a social network in a notification."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.finding import Match


def find(analysis: Analysis) -> Iterator[Match]:
    """One match a mention; an e-mail address is no social contact."""
    for contact in analysis.contacts:
        if contact.kind != "email":
            span = analysis.span(contact.start, contact.end)
            yield Match(span, {"text": analysis.text_of(span)})
