"""`edge-square-brackets`: a square bracket as the first or last character."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding, Match
from smslint.core.recognise.edges import edges_of
from smslint.core.recognise.pairs import bracket_pairs
from smslint.core.rule import FixPlan

_ROUND = {"[": "（", "［": "（", "]": "）", "］": "）"}


def find(analysis: Analysis) -> Iterator[Match]:
    """One match for each pair, or bracket without a partner, that begins or ends the visible text."""
    content = analysis.template.content
    first, last = edges_of(content)
    if first == last or not (content[first] in _ROUND or content[last - 1] in _ROUND):
        return
    for start, end in bracket_pairs(analysis, "[［", "]］"):
        if start == first or end == last:
            span = analysis.span(start, end)
            yield Match(span, {"text": analysis.text_of(span)})


def fixes(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """Round brackets instead."""
    span = finding.span
    ends = sorted({span.start, span.end - 1})
    changes = tuple(ReplaceText(span.place, at, at + 1, _ROUND[analysis.content[at]]) for at in ends)
    yield Fix(plan.title, plan.safety, changes)
