"""`kind = "supply"`: a text where a finding says that something is missing, in the language of the content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding
from smslint.core.lexicon import CLASSES
from smslint.core.patterns import lazy_pattern
from smslint.core.rule import FixPlan

_HAN = lazy_pattern(CLASSES["{han}"])
_LETTER = lazy_pattern("[a-z]")


def supply(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """`text.en` where the content is in Latin letters, else `text.zh`; nothing where no exact place is known."""
    span, texts = finding.span, plan.options["text"]
    assert isinstance(texts, Mapping)
    if span.start == span.end:
        text = texts["en"] if _latin(analysis) else texts["zh"]
        title = plan.title.fill(**{**finding.match.values, "to": text})
        yield Fix(title, plan.safety, (ReplaceText(span.place, span.start, span.start, text),))


def _latin(analysis: Analysis) -> bool:
    """Whether words stand in the content and none is Chinese; the names of variables are no words."""
    return _LETTER.search(analysis.normalized.text) is not None and _HAN.search(analysis.content) is None
