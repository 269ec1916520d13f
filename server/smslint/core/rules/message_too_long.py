"""Whether the longest message passes the limit of characters that a message may have."""

from __future__ import annotations

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.place import CONTENT, Span
from smslint.core.segments.counting import MOST_CHARACTERS
from smslint.core.segments.length_message import LengthMessage, first_use, length_variant
from smslint.core.segments.template import length_bounds


def find(analysis: Analysis) -> tuple[Match, ...]:
    """One match: at the variable that can cost most, or at the text that passes the limit."""
    template = analysis.template
    bounds = length_bounds(analysis)
    if bounds.most_characters <= MOST_CHARACTERS:
        return ()
    values = LengthMessage(bounds, limit=MOST_CHARACTERS)
    if bounds.costliest is not None:
        span = first_use(analysis, bounds.costliest)
    else:
        start = max(0, MOST_CHARACTERS - len(bounds.parts.signature))
        span = Span(CONTENT, min(start, len(template.content)), len(template.content))
    return (Match(span, values, variant=length_variant(bounds)),)
