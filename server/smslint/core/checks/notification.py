"""Checks of what notifications must not contain."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding, Match, text_match
from smslint.core.recognise.edges import between, part_to_remove
from smslint.core.recognise.verification import is_verification, keywords_in
from smslint.core.trust import trusted


def social_contact(analysis: Analysis) -> Iterator[Match]:
    """Finds contacts of social networks, which the vendor rejects in notifications.

    E-mail addresses are not included.
    """
    for contact in analysis.contacts:
        if contact.kind != "email":
            yield text_match(analysis, contact.start, contact.end)


def type_mismatch(analysis: Analysis) -> Iterator[Match]:
    """Finds the keyword of a verification message that is declared as another type.

    The vendor's answer to such a message is an error. A type that was inferred cannot mismatch.
    """
    if not analysis.type_inferred and is_verification(analysis):
        yield text_match(analysis, *analysis.normalized.span(*keywords_in(analysis)[0]))


def unsubscribe_not_allowed(analysis: Analysis) -> Iterator[Match]:
    """Finds unsubscribe texts, which the vendor rejects in verification messages and notifications."""
    for found in analysis.unsubscribes:
        yield text_match(analysis, found.start, found.end)


def fix_unsubscribe_not_allowed(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Removes the text with the separator before it."""
    span, content = finding.span, analysis.template.content
    start, end = part_to_remove(content, span.start, span.end)
    if (content[:start] + content[end:]).strip():
        change = ReplaceText(span.place, start, end, between(content, start, end))
        yield finding.fix(change, safety=trusted(finding.plan.safety, analysis, [change]))
