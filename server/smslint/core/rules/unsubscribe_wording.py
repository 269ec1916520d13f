"""`unsubscribe-wording`: another wording than the unified one, or the unified one written otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding, Match
from smslint.core.fixes.trust import trusted
from smslint.core.reading import Reading
from smslint.core.rule import FixPlan
from smslint.core.rules.unsubscribe_missing import demanded


def find(reading: Reading) -> Iterator[Match]:
    """One match a text that is not the demanded one to the letter."""
    for found in reading.unsubscribes:
        if found.form != "exact":
            span = reading.span(found.start, found.end)
            yield Match(span, {"text": reading.text_of(span), "demanded": demanded(reading)})


def fixes(finding: Finding, reading: Reading, plan: FixPlan) -> Iterator[Fix]:
    """The demanded wording."""
    span = finding.span
    change = ReplaceText(span.place, span.start, span.end, demanded(reading))
    yield Fix(plan.title.fill(**finding.match.values), trusted(plan.safety, reading, [change]), (change,))
