"""Whether every declared variable that the content uses has an example value."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, SetField
from smslint.core.finding import Finding, Match, Related
from smslint.core.place import VARIABLES, Span
from smslint.core.rule import FixPlan
from smslint.core.template import MAINLAND
from smslint.messages.template import DECLARATION


def find(analysis: Analysis) -> Iterator[Match]:
    """One match a variable, at its first use."""
    template = analysis.template
    if "variables.example" not in template.carries:
        return
    told: set[str] = set()
    for placeholder in analysis.placeholders:
        variable = template.variables.get(placeholder.name or "")
        if variable is None or variable.name in told or variable.example not in (None, ""):
            continue
        told.add(variable.name)
        declaration = Related(Span(VARIABLES / variable.name, 0, 0), DECLARATION)
        yield Match(analysis.span(placeholder.start, placeholder.end), {"variable": variable.name}, (declaration,))


def fixes(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """A sample of the variable's attribute; none where no attribute says what fits."""
    from smslint.core.samples import example

    name = str(finding.match.values["variable"])
    attribute = analysis.catalog.attributes.get(analysis.template.variables[name].attribute or "")
    if analysis.type not in MAINLAND or attribute is None or attribute.status == "foreign":
        return
    sample = example(attribute, analysis.catalog, value_length=analysis.value_length)
    yield Fix(plan.title.fill(to=sample), plan.safety, (SetField(VARIABLES / name / "example", sample),))
