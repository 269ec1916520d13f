"""Whether the longest message stays within the segments that its document allows."""

from __future__ import annotations

from smslint.core.analysis import Analysis
from smslint.core.finding import Match, Related
from smslint.core.place import Place, Span
from smslint.core.segments import telling
from smslint.core.segments.template import reach_of_template
from smslint.messages.segments import BUDGET


def find(analysis: Analysis) -> tuple[Match, ...]:
    """One match at the variable that can cost most, or at the text beyond the budget."""
    budget = analysis.template.max_segments
    if budget is None:
        return ()
    reach = reach_of_template(analysis)
    if reach.longest.segments <= budget:
        return ()
    related = Related(Span(Place(("max_segments",)), 0, len(str(budget))), BUDGET)
    values = telling.Told(reach, budget=budget)
    return (Match(telling.costliest_span(analysis, reach, budget), values, (related,), telling.variant(reach)),)
