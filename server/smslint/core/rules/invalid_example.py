"""Whether the example of a variable is a value that could be sent."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.attribute import Verdict
from smslint.core.change import Fix, SetField
from smslint.core.finding import Finding, Match, Related, Value
from smslint.core.place import VARIABLES, Place, Span
from smslint.core.rule import FixPlan
from smslint.core.template import MAINLAND, Variable
from smslint.core.verdict import judge, judge_plain, quoted_part
from smslint.messages import Bilingual
from smslint.messages.template import EXAMPLE


def find(analysis: Analysis) -> Iterator[Match]:
    """One match a variable, at its first use."""
    told: set[str] = set()
    for placeholder in analysis.placeholders:
        variable = analysis.template.variables.get(placeholder.name or "")
        if variable is None or variable.name in told or variable.example in (None, ""):
            continue
        told.add(variable.name)
        verdict = verdict_on(variable, analysis)
        if verdict is None or verdict.verdict != "rejected":
            continue
        errors = [reason for reason in verdict.reasons if reason.severity == "error"]
        text = str(variable.example)
        values: dict[str, Value] = {
            "variable": variable.name,
            "value": quoted_part(text),
            "error": errors[0].predicts or "-",
            "reasons": Bilingual(
                " ".join(reason.message.en for reason in errors), "".join(reason.message.zh for reason in errors)
            ),
        }
        related = Related(Span(_place(variable.name), errors[0].start, errors[0].end), EXAMPLE)
        span = analysis.span(placeholder.start, placeholder.end)
        yield Match(span, values, (related,), predicts=errors[0].predicts)


def verdict_on(variable: Variable, analysis: Analysis, suggest: bool = False) -> Verdict | None:
    """What sending a variable's example will do; None where no valid attribute says."""
    if analysis.type not in MAINLAND:
        return judge_plain(variable.example, analysis.type)
    attribute = analysis.catalog.attributes.get(variable.attribute or "")
    if attribute is None or attribute.status == "foreign":
        return None
    catalog, length = analysis.catalog, analysis.value_length
    return judge(variable.example, attribute, catalog, value_length=length, suggest=suggest)


def fixes(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """The example as its sender probably meant it."""
    variable = analysis.template.variables[str(finding.match.values["variable"])]
    verdict = verdict_on(variable, analysis, suggest=True)
    if verdict is not None and verdict.suggestion is not None:
        change = SetField(_place(variable.name), verdict.suggestion)
        yield Fix(plan.title.fill(to=verdict.suggestion), plan.safety, (change,))


def _place(name: str) -> Place:
    return VARIABLES / name / "example"
