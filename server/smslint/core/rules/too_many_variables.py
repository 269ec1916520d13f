"""Whether a content has more than three different variables; a broken placeholder is a use of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.core.analysis import Analysis
from smslint.core.finding import Match, Related, Value
from smslint.core.placeholder import Placeholder
from smslint.messages.template import ANOTHER_USE

MOST: Final = 3


def find(analysis: Analysis) -> Iterator[Match]:
    """The fourth variable, the later ones related.

    A broken placeholder is told of by its own rule: where it is the fourth, the well-formed variable nearest to it is
    marked.
    """
    different: dict[str, Placeholder] = {}
    for found in analysis.placeholders:
        different.setdefault(found.name or f"at {found.start}", found)
    if len(different) <= MOST:
        return
    uses = list(different.values())
    beyond = [used for used in uses[MOST:] if used.kind == "variable"]
    marked = beyond[0] if beyond else next((used for used in reversed(uses) if used.kind == "variable"), None)
    if marked:
        related = tuple(Related(analysis.span(used.start, used.end), ANOTHER_USE) for used in beyond[1:])
        values: dict[str, Value] = {"count": len(different), "limit": MOST, "variable": marked.name or ""}
        yield Match(analysis.span(marked.start, marked.end), values, related)
