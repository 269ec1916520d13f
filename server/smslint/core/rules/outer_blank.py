"""`outer-blank`: blanks and invisible characters before the first and after the last visible character."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.recognise.edges import edges_of
from smslint.messages import Bilingual

_START = Bilingual("at the start", "开头")
_END = Bilingual("at the end", "末尾")


def find(analysis: Analysis) -> Iterator[Match]:
    """One match an edge."""
    content = analysis.template.content
    first, last = edges_of(content)
    if first == len(content):
        return
    if first:
        yield Match(analysis.span(0, first), {"where": _START, "count": first})
    if last < len(content):
        yield Match(analysis.span(last, len(content)), {"where": _END, "count": len(content) - last})
