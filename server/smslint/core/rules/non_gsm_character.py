"""The characters that turn an international message from GSM-7 into UCS-2."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding, Match, Value
from smslint.core.rule import FixPlan
from smslint.core.segments.counting import CAPACITY, NON_GSM


def find(analysis: Analysis) -> Iterator[Match]:
    """One match a run of characters, placeholders left out."""
    content = analysis.content
    if NON_GSM.search(content) is None:
        return
    start = 0
    sizes: dict[str, Value] = {"gsm": CAPACITY["gsm-7"].single, "ucs": CAPACITY["ucs-2"].single}
    edges = [*((found.start, found.end) for found in analysis.placeholders), (len(content), len(content))]
    for end, after in edges:
        for run in NON_GSM.finditer(content, start, end):
            yield Match(analysis.span(*run.span()), {"text": run[0], **sizes})
        start = after


def fixes(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """The run in plain spelling, where every character of it has one."""
    span = finding.span
    spellings = plan.options["plain"]
    assert isinstance(spellings, Mapping)
    plain = [_plain(character, spellings) for character in analysis.text_of(span)]
    if None not in plain:
        text = "".join(character or "" for character in plain)
        yield Fix(plan.title.fill(to=text), plan.safety, (ReplaceText(span.place, span.start, span.end, text),))


def _plain(character: str, spellings: Mapping[str, str]) -> str | None:
    """A character in GSM-7: by the rule's table, else its compatibility form without accents."""
    text = spellings.get(character)
    if text is None:
        decomposed = unicodedata.normalize("NFKD", character)
        text = "".join(part for part in decomposed if not unicodedata.combining(part))
    return None if not text or NON_GSM.search(text) else text
