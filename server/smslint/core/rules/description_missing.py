"""Whether the use case is described, which a variable of the attribute `others` makes a condition of the review."""

from __future__ import annotations

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.place import Place, Span


def find(analysis: Analysis) -> tuple[Match, ...]:
    """One match at the field; variant `others` names the variables that need the description."""
    template = analysis.template
    if "description" not in template.carries or (template.description or "").strip():
        return ()
    span = Span(Place(("description",)), 0, len(template.description or ""))
    others = tuple(
        f"${{{variable.name}}}" for variable in template.variables.values() if variable.attribute == "others"
    )
    return (Match(span, {"variables": others}, variant="others") if others else Match(span),)
