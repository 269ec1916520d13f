"""`unsubscribe-not-allowed`: unsubscribe text in a verification message or a notification."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding, Match
from smslint.core.fixes.trust import trusted
from smslint.core.recognise.joints import between, part_to_remove
from smslint.core.rule import FixPlan


def find(analysis: Analysis) -> Iterator[Match]:
    """One match a text."""
    for found in analysis.unsubscribes:
        span = analysis.span(found.start, found.end)
        yield Match(span, {"text": analysis.text_of(span)})


def fixes(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """The text goes, with the separator before it."""
    span, content = finding.span, analysis.template.content
    start, end = part_to_remove(content, span.start, span.end)
    if (content[:start] + content[end:]).strip():
        change = ReplaceText(span.place, start, end, between(content, start, end))
        yield Fix(plan.title.fill(**finding.match.values), trusted(plan.safety, analysis, [change]), (change,))
