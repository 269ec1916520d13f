"""Whether the longest message stays within the segments that its document allows."""

from __future__ import annotations

from smslint.core.analysis import Analysis
from smslint.core.finding import Match, Related
from smslint.core.place import Place, Span
from smslint.core.segments.length_message import LengthMessage, costliest_span, length_variant
from smslint.core.segments.template import length_bounds
from smslint.messages.template import BUDGET


def find(analysis: Analysis) -> tuple[Match, ...]:
    """One match at the variable that can cost most, or at the text beyond the budget."""
    budget = analysis.template.max_segments
    if budget is None:
        return ()
    bounds = length_bounds(analysis)
    if bounds.longest.segments <= budget:
        return ()
    related = Related(Span(Place(("max_segments",)), 0, len(str(budget))), BUDGET)
    values = LengthMessage(bounds, budget=budget)
    return (Match(costliest_span(analysis, bounds, budget), values, (related,), length_variant(bounds)),)
