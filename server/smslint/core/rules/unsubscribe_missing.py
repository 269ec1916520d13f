"""`unsubscribe-missing`: a promotional message that does not say how to unsubscribe."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding, Match
from smslint.core.fixes.trust import trusted
from smslint.core.lexicon import CLASSES
from smslint.core.patterns import lazy_pattern
from smslint.core.recognise.edges import edges_of
from smslint.core.recognise.joints import joint
from smslint.core.recognise.unsubscribe import DEMANDED, DEMANDED_ENGLISH
from smslint.core.rule import FixPlan

_HAN = lazy_pattern(CLASSES["{han}"])


def find(analysis: Analysis) -> Iterator[Match]:
    """The end of the content, where the text belongs."""
    if not analysis.unsubscribes and analysis.is_complete:
        length = len(analysis.template.content)
        yield Match(analysis.span(length, length), {"demanded": demanded(analysis)})


def fixes(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """The text at the end, in place of blanks there."""
    content = analysis.template.content
    first, last = edges_of(content)
    if first == len(content):
        return
    english = demanded(analysis) == DEMANDED_ENGLISH
    text = joint(content[:last], english) + demanded(analysis)
    change = ReplaceText(finding.span.place, last, len(content), text)
    yield Fix(plan.title.fill(**finding.match.values), trusted(plan.safety, analysis, [change]), (change,))


def demanded(analysis: Analysis) -> str:
    """The demanded wording, in the language of the content."""
    return DEMANDED if _HAN.search(analysis.content) or not analysis.content.strip() else DEMANDED_ENGLISH
