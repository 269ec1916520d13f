"""Fixes of texts: what is marked is replaced, removed or spelt in other characters, or a missing text is supplied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding
from smslint.core.lexicon import HAN
from smslint.core.normalized_text import INVISIBLE
from smslint.core.patterns import lazy_pattern
from smslint.core.symbols import Symbols
from smslint.core.trust import trusted

_GONE = lazy_pattern(f"[{INVISIBLE}\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_LETTER = lazy_pattern("[a-z]")


def replace_text(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """`kind = "replace"`: puts `text`, filled with the finding's values, in the place of what is marked."""
    span = finding.span
    text = str(finding.plan.options["text"]).format_map(dict(finding.match.values))
    if text != analysis.text_of(span):
        yield finding.fix(ReplaceText(span.place, span.start, span.end, text), to=text)


def remove_text(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """`kind = "remove"`: removes what is marked."""
    span = finding.span
    yield finding.fix(ReplaceText(span.place, span.start, span.end, ""))


def supply(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """`kind = "supply"`: inserts a missing text, in the language of the content, if the exact place is known."""
    span, texts = finding.span, finding.plan.options["text"]
    assert isinstance(texts, Mapping)
    if span.start == span.end:
        text = texts["en"] if _latin(analysis) else texts["zh"]
        yield finding.fix(ReplaceText(span.place, span.start, span.start, text), to=text)


def _latin(analysis: Analysis) -> bool:
    """Whether the content has words and none of them is Chinese; names of variables do not count."""
    return _LETTER.search(analysis.normalized.text) is not None and HAN.search(analysis.content) is None


def _simplified(run: str, analysis: Analysis) -> str | None:
    table = analysis.lexicon.simplified
    spelt = [table.get(character) for character in run]
    return None if None in spelt else "".join(map(str, spelt))


def _visible(run: str, analysis: Analysis) -> str:
    """Removes characters without a width; every other one becomes a plain blank."""
    return "".join("" if _GONE.match(character) else " " for character in run)


TABLES: Final[Mapping[str, Callable[[str, Analysis], str | None]]] = {
    "simplified": _simplified,
    "ascii": lambda run, _: "".join(chr(ord(character) - 0xFEE0) for character in run),
    "plain": lambda run, analysis: analysis.lexicon.compiled(Symbols).spelt_plainly(run),
    "visible": _visible,
}


def spell(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """`kind = "spell"`: writes what is marked with the characters that a table gives.

    There is no fix if the table lacks a character of the run or has several forms for it.
    """
    span = finding.span
    text = TABLES[str(finding.plan.options["table"])](analysis.text_of(span), analysis)
    if text is not None:
        change = ReplaceText(span.place, span.start, span.end, text)
        yield finding.fix(change, safety=trusted(finding.plan.safety, analysis, [change]), to=text)
