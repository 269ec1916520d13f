"""`content-empty`: nothing but blanks."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.recognise.edges import edges_of


def find(analysis: Analysis) -> Iterator[Match]:
    """The whole content, where it shows nothing."""
    length = len(analysis.template.content)
    if edges_of(analysis.template.content)[0] == length:
        yield Match(analysis.span(0, length), {"length": length})
