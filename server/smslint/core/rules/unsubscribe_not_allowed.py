"""`unsubscribe-not-allowed`: unsubscribe text in a verification message or a notification."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding, Match
from smslint.core.reading import Reading
from smslint.core.recognise.joints import part_to_remove
from smslint.core.rule import FixPlan


def find(reading: Reading) -> Iterator[Match]:
    """One match a text."""
    for found in reading.unsubscribes:
        span = reading.span(found.start, found.end)
        yield Match(span, {"text": reading.text_of(span)})


def fixes(finding: Finding, reading: Reading, plan: FixPlan) -> Iterator[Fix]:
    """The text goes, with the separator before it."""
    span = finding.span
    start, end = part_to_remove(reading.template.content, span.start, span.end)
    rest = reading.template.content[:start] + reading.template.content[end:]
    touching = any(one.end == start for one in reading.placeholders) and any(
        one.start == end for one in reading.placeholders
    )
    if rest.strip():
        title = plan.title.fill(**finding.match.values)
        yield Fix(title, plan.safety, (ReplaceText(span.place, start, end, "，" if touching else ""),))
