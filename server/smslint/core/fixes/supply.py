"""`kind = "supply"`: a text where a finding says that something is missing, in the language of the content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding
from smslint.core.lazy import lazy_pattern
from smslint.core.lexicon import CLASSES
from smslint.core.reading import Reading
from smslint.core.rule import FixPlan

_HAN = lazy_pattern(CLASSES["{han}"])


def supply(finding: Finding, reading: Reading, plan: FixPlan) -> Iterator[Fix]:
    """`text.zh` where the content holds Han characters, else `text.en`; nothing where no exact place is known."""
    span, texts = finding.span, plan.options["text"]
    assert isinstance(texts, Mapping)
    if span.start == span.end:
        text = texts["zh"] if _HAN.search(reading.content) else texts["en"]
        title = plan.title.fill(**{**finding.match.values, "to": text})
        yield Fix(title, plan.safety, (ReplaceText(span.place, span.start, span.start, text),))
