"""Whether a variable appears more than once; a broken placeholder with a readable name is a use of that name."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Change, Declare, Fix, ReplaceText
from smslint.core.finding import Finding, Match, Related
from smslint.core.placeholder import Placeholder
from smslint.core.rule import FixPlan
from smslint.core.suggestion import free_name
from smslint.messages.template import FIRST_USE


def find(analysis: Analysis) -> Iterator[Match]:
    """One match at each later use."""
    first: dict[str, Placeholder] = {}
    for used in analysis.placeholders:
        if not used.name:
            continue
        earlier = first.setdefault(used.name, used)
        if earlier is not used and used.kind == "variable":
            related = Related(analysis.span(earlier.start, earlier.end), FIRST_USE)
            yield Match(analysis.span(used.start, used.end), {"variable": used.name}, (related,))


def fixes(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """Renames the later use and declares it like the first."""
    name = str(finding.match.values["variable"])
    later = [used.start for used in analysis.variables if used.name == name and used.start < finding.span.start]
    new = free_name(name, analysis, skip=max(0, len(later) - 1))
    span = finding.span
    changes: list[Change] = [ReplaceText(span.place, span.start, span.end, "${" + new + "}")]
    declared = analysis.template.variables.get(name)
    if declared and declared.attribute:
        example = declared.example if isinstance(declared.example, str) else None
        changes.append(Declare(new, declared.attribute, example))
    yield Fix(plan.title.fill(**finding.match.values, to=new), plan.safety, tuple(changes))
