"""Checks of the unsubscribe text of promotional messages."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding, Match, text_match
from smslint.core.lexicon import HAN
from smslint.core.patterns import lazy_pattern
from smslint.core.recognise.edges import between, edges_of, joint, part_to_remove
from smslint.core.recognise.unsubscribe import DEMANDED, DEMANDED_ENGLISH
from smslint.core.trust import trusted

_MARKS_AFTER = lazy_pattern(r"[\s。．.，,；;！!？?~～…、）)］\]】”\"』」>》]*")


def unsubscribe_missing(analysis: Analysis) -> Iterator[Match]:
    """Finds promotional messages that do not say how to unsubscribe, which carriers refuse.

    The match is empty and at the end of the content, where the text belongs.
    """
    if not analysis.unsubscribes and analysis.is_complete:
        length = len(analysis.template.content)
        yield Match(analysis.span(length, length), {"demanded": demanded_unsubscribe(analysis)})


def fix_unsubscribe_missing(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Adds the text at the end, in place of blanks there."""
    content = analysis.template.content
    first, last = edges_of(content)
    if first == len(content):
        return
    english = demanded_unsubscribe(analysis) == DEMANDED_ENGLISH
    text = joint(content[:last], english) + demanded_unsubscribe(analysis)
    change = ReplaceText(finding.span.place, last, len(content), text)
    yield finding.fix(change, safety=trusted(finding.plan.safety, analysis, [change]))


def demanded_unsubscribe(analysis: Analysis) -> str:
    """The demanded wording, in the language of the content."""
    return DEMANDED if HAN.search(analysis.content) or not analysis.content.strip() else DEMANDED_ENGLISH


def unsubscribe_not_last(analysis: Analysis) -> Iterator[Match]:
    """Finds what follows the last unsubscribe text, after which nothing may stand.

    The full stop of the English sentence is part of it.
    """
    if not analysis.unsubscribes or not analysis.is_complete:
        return
    content, last = analysis.template.content, analysis.unsubscribes[-1]
    end = last.end
    if content[end : end + 1] == "." and demanded_unsubscribe(analysis) == DEMANDED_ENGLISH:
        end += 1
    if end < len(content):
        span = analysis.span(end, len(content))
        yield Match(span, {"rest": content[end:], "text": content[last.start : last.end]})


def fix_unsubscribe_not_last(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Removes marks and blanks after the text, and moves anything else before it."""
    content, span, last = analysis.template.content, finding.span, analysis.unsubscribes[-1]
    changes: tuple[ReplaceText, ...]
    if _MARKS_AFTER.fullmatch(content, span.start):
        changes = (ReplaceText(span.place, span.start, len(content), ""),)
        if last.start and content[last.start - 1] in '（(［[【“"「『':
            changes = (ReplaceText(span.place, last.start - 1, last.start, ""), *changes)
    else:
        start, end = part_to_remove(content, last.start, last.end)
        rest = edges_of(content)[1]
        moved = (
            joint(content[:rest], demanded_unsubscribe(analysis) == DEMANDED_ENGLISH) + content[last.start : last.end]
        )
        taken = ReplaceText(span.place, start, end, between(content, start, end))
        changes = (taken, ReplaceText(span.place, rest, len(content), moved))
    yield finding.fix(*changes, safety=trusted(finding.plan.safety, analysis, changes))


def unsubscribe_wording(analysis: Analysis) -> Iterator[Match]:
    """Finds unsubscribe texts that are not exactly the wording that the vendor requires."""
    for found in analysis.unsubscribes:
        if found.form != "exact":
            yield text_match(analysis, found.start, found.end, demanded=demanded_unsubscribe(analysis))


def fix_unsubscribe_wording(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Replaces the text with the demanded wording."""
    span = finding.span
    change = ReplaceText(span.place, span.start, span.end, demanded_unsubscribe(analysis))
    yield finding.fix(change, safety=trusted(finding.plan.safety, analysis, [change]))
