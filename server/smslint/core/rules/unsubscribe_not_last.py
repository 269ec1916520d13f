"""`unsubscribe-not-last`: something follows the unsubscribe text."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding, Match
from smslint.core.fixes.trust import trusted
from smslint.core.patterns import lazy_pattern
from smslint.core.recognise.edges import edges_of
from smslint.core.recognise.joints import between, joint, part_to_remove
from smslint.core.recognise.unsubscribe import DEMANDED_ENGLISH
from smslint.core.rule import FixPlan
from smslint.core.rules.unsubscribe_missing import demanded

_MARKS = lazy_pattern(r"[\s。．.，,；;！!？?~～…、）)］\]】”\"』」>》]*")


def find(analysis: Analysis) -> Iterator[Match]:
    """What follows the last unsubscribe text; the full stop of the English sentence does not count."""
    if not analysis.unsubscribes or not analysis.is_complete:
        return
    content = analysis.template.content
    end = analysis.unsubscribes[-1].end
    if content[end : end + 1] == "." and demanded(analysis) == DEMANDED_ENGLISH:
        end += 1
    if end < len(content):
        span = analysis.span(end, len(content))
        yield Match(span, {"rest": content[end:], "text": _last(analysis)})


def _last(analysis: Analysis) -> str:
    last = analysis.unsubscribes[-1]
    return analysis.content[last.start : last.end]


def fixes(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """Marks and blanks behind the text go; anything else is put before it."""
    content, span, last = analysis.template.content, finding.span, analysis.unsubscribes[-1]
    changes: tuple[ReplaceText, ...]
    if _MARKS.fullmatch(content, span.start):
        changes = (ReplaceText(span.place, span.start, len(content), ""),)
        if last.start and content[last.start - 1] in '（(［[【“"「『':
            changes = (ReplaceText(span.place, last.start - 1, last.start, ""), *changes)
    else:
        start, end = part_to_remove(content, last.start, last.end)
        rest = edges_of(content)[1]
        moved = joint(content[:rest], demanded(analysis) == DEMANDED_ENGLISH) + content[last.start : last.end]
        taken = ReplaceText(span.place, start, end, between(content, start, end))
        changes = (taken, ReplaceText(span.place, rest, len(content), moved))
    yield Fix(plan.title.fill(**finding.match.values), trusted(plan.safety, analysis, changes), changes)
