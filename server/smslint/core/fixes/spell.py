"""`kind = "spell"`: what is marked, written with the characters that a table gives for its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText
from smslint.core.finding import Finding
from smslint.core.fixes.trust import trusted
from smslint.core.normalized_text import INVISIBLE
from smslint.core.patterns import lazy_pattern
from smslint.core.rule import FixPlan
from smslint.core.symbols import Symbols

_GONE = lazy_pattern(f"[{INVISIBLE}\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")


def _simplified(run: str, analysis: Analysis) -> str | None:
    table = analysis.lexicon.simplified
    spelt = [table.get(character) for character in run]
    return None if None in spelt else "".join(map(str, spelt))


def _ascii(run: str, analysis: Analysis) -> str:
    return "".join(chr(ord(character) - 0xFEE0) for character in run)


def _plain(run: str, analysis: Analysis) -> str | None:
    return analysis.lexicon.compiled(Symbols).spelt_plainly(run)


def _visible(run: str, analysis: Analysis) -> str:
    """Nothing for what takes no room, a plain blank for each character that takes some."""
    return "".join("" if _GONE.match(character) else " " for character in run)


TABLES: Final[Mapping[str, Callable[[str, Analysis], str | None]]] = {
    "simplified": _simplified,
    "ascii": _ascii,
    "plain": _plain,
    "visible": _visible,
}


def spell(finding: Finding, analysis: Analysis, plan: FixPlan) -> Iterator[Fix]:
    """One fix, or none where a character of the run is not in the table or has several forms."""
    span = finding.span
    text = TABLES[str(plan.options["table"])](analysis.text_of(span), analysis)
    if text is not None:
        title = plan.title.fill(**{**finding.match.values, "to": text})
        change = ReplaceText(span.place, span.start, span.end, text)
        yield Fix(title, trusted(plan.safety, analysis, [change]), (change,))
