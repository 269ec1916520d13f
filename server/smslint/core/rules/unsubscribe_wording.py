"""`unsubscribe-wording`: another wording than the unified one, or the unified one written otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding, Match
from smslint.core.fixes.trust import trusted
from smslint.core.rule import FixPlan
from smslint.core.rules.unsubscribe_missing import demanded


def find(analysis: Analysis) -> Iterator[Match]:
    """One match a text that is not the demanded one to the letter."""
    for found in analysis.unsubscribes:
        if found.form != "exact":
            span = analysis.span(found.start, found.end)
            yield Match(span, {"text": analysis.text_of(span), "demanded": demanded(analysis)})


def fixes(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """The demanded wording."""
    span = finding.span
    change = ReplaceText(span.place, span.start, span.end, demanded(analysis))
    yield Fix(plan.title.fill(**finding.match.values), trusted(plan.safety, analysis, [change]), (change,))
