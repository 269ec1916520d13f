"""Whether the variables of links, and no others, have the attribute of link parameters."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, SetField
from smslint.core.declarations import LINK_PARAMETER, OTHERS, current_code, declared_uses, related_declaration
from smslint.core.finding import Finding, Match
from smslint.core.place import VARIABLES
from smslint.core.rule import FixPlan

_LONGEST_NAME = 8


def find(analysis: Analysis) -> Iterator[Match]:
    """One match a variable: variant `others` for the attribute that may stand in, `outside` beside links."""
    if not analysis.links and LINK_PARAMETER not in [one.attribute for one in analysis.template.variables.values()]:
        return
    held = {one.start for link in analysis.links for one in link.placeholders}
    for variable, used in declared_uses(analysis):
        code = variable.attribute
        if not code or current_code(analysis.catalog, code) is None or (used.start in held) == (code == LINK_PARAMETER):
            continue
        variant = "outside" if used.start not in held else "others" if code == OTHERS else None
        values = {"variable": variable.name, "attribute": code}
        yield Match(analysis.span(used.start, used.end), values, related_declaration(variable), variant)


def fixes(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """Declares a variable in a link as a link parameter; a name that is too long for one makes that unsafe."""
    if finding.match.variant is None:
        name = str(finding.match.values["variable"])
        safety = plan.safety if len(name) <= _LONGEST_NAME else "unsafe"
        change = SetField(VARIABLES / name / "attribute", LINK_PARAMETER)
        yield Fix(plan.title.fill(**finding.match.values), safety, (change,))
