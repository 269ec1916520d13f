"""`signature-brackets`: 【】 in the content, where only the platform may put them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding, Match
from smslint.core.fixes.trust import trusted
from smslint.core.recognise.pairs import bracket_pairs
from smslint.core.rule import FixPlan
from smslint.messages import Bilingual


def find(analysis: Analysis) -> Iterator[Match]:
    """One match a pair, and one for each bracket without a partner."""
    for start, end in bracket_pairs(analysis, "【", "】"):
        span = analysis.span(start, end)
        yield Match(span, {"text": analysis.text_of(span)})


def fixes(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """The signature itself goes; anything else in these brackets is put in quotation marks."""
    span = finding.span
    text = analysis.text_of(span)
    if len(text) < 2:
        return
    signature = analysis.template.signature
    if signature and text[1:-1].strip() == signature.strip("【】[] ") and not analysis.content[: span.start].strip():
        title = plan.options["remove-title"]
        assert isinstance(title, Mapping)
        change = ReplaceText(span.place, span.start, span.end, "")
        yield Fix(Bilingual(**title), trusted("safe", analysis, [change]), (change,))
    quoted = (
        ReplaceText(span.place, span.start, span.start + 1, "“"),
        ReplaceText(span.place, span.end - 1, span.end, "”"),
    )
    yield Fix(plan.title, plan.safety, quoted)
