"""`verification-link`: a link or domain in a verification message."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.finding import Match


def find(analysis: Analysis) -> Iterator[Match]:
    """One match a link; the host of an e-mail address is contact."""
    for link in analysis.links:
        if not any(one.kind == "email" and one.start < link.end and link.start < one.end for one in analysis.contacts):
            span = analysis.span(link.start, link.end)
            yield Match(span, {"text": analysis.text_of(span)})
