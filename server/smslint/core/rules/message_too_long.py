"""Whether the longest message passes the limit of characters that a message may have."""

from __future__ import annotations

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.place import CONTENT, Span
from smslint.core.segments import MOST_CHARACTERS, telling
from smslint.core.segments.template import reach_of_template


def find(analysis: Analysis) -> tuple[Match, ...]:
    """One match: at the variable that can cost most, or at the text that passes the limit."""
    template = analysis.template
    reach = reach_of_template(analysis)
    if reach.most_characters <= MOST_CHARACTERS:
        return ()
    values = telling.Told(reach, limit=MOST_CHARACTERS)
    if reach.costliest is not None:
        span = telling.first_use(analysis, reach.costliest)
    else:
        start = max(0, MOST_CHARACTERS - len(reach.shape.signature))
        span = Span(CONTENT, min(start, len(template.content)), len(template.content))
    return (Match(span, values, variant=telling.variant(reach)),)
