"""`unsubscribe-missing`: a promotional message that does not say how to unsubscribe."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding, Match
from smslint.core.fixes.trust import trusted
from smslint.core.lazy import lazy_pattern
from smslint.core.lexicon import CLASSES
from smslint.core.reading import Reading
from smslint.core.recognise.edges import edges_of
from smslint.core.recognise.joints import joint
from smslint.core.recognise.unsubscribe import DEMANDED, DEMANDED_ENGLISH
from smslint.core.rule import FixPlan

_HAN = lazy_pattern(CLASSES["{han}"])


def find(reading: Reading) -> Iterator[Match]:
    """The end of the content, where the text belongs."""
    if not reading.unsubscribes and reading.whole:
        length = len(reading.template.content)
        yield Match(reading.span(length, length), {"demanded": demanded(reading)})


def fixes(finding: Finding, reading: Reading, plan: FixPlan) -> Iterator[Fix]:
    """The text at the end, in place of blanks there."""
    content = reading.template.content
    first, last = edges_of(content)
    if first == len(content):
        return
    english = demanded(reading) == DEMANDED_ENGLISH
    text = joint(content[:last], english) + demanded(reading)
    change = ReplaceText(finding.span.place, last, len(content), text)
    yield Fix(plan.title.fill(**finding.match.values), trusted(plan.safety, reading, [change]), (change,))


def demanded(reading: Reading) -> str:
    """The demanded wording, in the language of the content."""
    return DEMANDED if _HAN.search(reading.content) or not reading.content.strip() else DEMANDED_ENGLISH
