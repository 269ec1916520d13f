"""`leftover-text`: what an author meant to replace."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.patterns import lazy_pattern
from smslint.core.recognise.verification import KEYWORD

_DUMMY = lazy_pattern(
    "(?<![a-z])x{2,}(?![a-z0-9])|(?<![a-z])x{3,}(?=[0-9])|(?<![a-z])x{4,}(?![a-z])|x{5,}(?![a-z])|×{2,}|[*]{2,}|某某+"
    "|(?<![a-z])(?:todo|fixme)(?![a-z])|(?<![a-z])lorem(?: ipsum)?(?![a-z])"
)
_CUES = frozenset({"xx", "××", "**", "某某", "todo", "fixme", "lorem"})
_SHOUTED = frozenset({"todo", "fixme"})
_NUMERAL = lazy_pattern("第X{2,3}[届期次章回讲集季卷节]")
_FOUR_DIGITS = lazy_pattern("[0-9]{4}")
_CODE = lazy_pattern(
    rf"(?:{KEYWORD})(?:[:是为]|[ \"'“(\[])*(?P<after>[0-9]{{4,6}})(?![0-9.分秒小天年元])"
    rf"|(?<![0-9.])(?<!尾号)(?<![后末]四位)(?P<before>[0-9]{{4,6}})[)\"”']?(?:是|为|,|\()?(?:您|你)?的?"
    rf"[^,。;!?0-9\ufffc]{{0,12}}(?:{KEYWORD})(?![:是为 ]{{0,2}}\ufffc)"
)


def find(analysis: Analysis) -> Iterator[Match]:
    """Dummies anywhere; in a verification template a code that is typed in beside the keyword."""
    if not _CUES.isdisjoint(analysis.hits):
        yield from _dummies(analysis)
    normalized = analysis.normalized
    if analysis.type == "verification" and _FOUR_DIGITS.search(normalized.text):
        for found in _CODE.finditer(normalized.text):
            span = analysis.span(*normalized.span(*found.span("after" if found["after"] else "before")))
            yield Match(span, {"text": analysis.text_of(span)}, variant="code")


def _dummies(analysis: Analysis) -> Iterator[Match]:
    normalized = analysis.normalized
    for found in _DUMMY.finditer(normalized.text):
        start, end = normalized.span(*found.span())
        written = analysis.content[start:end]
        if found[0] in _SHOUTED and not written.isupper():
            continue
        if not _numeral(analysis.content, start, written):
            yield Match(analysis.span(start, end), {"text": written})


def _numeral(content: str, start: int, written: str) -> bool:
    """Whether the X are a Roman numeral (第XX届) or part of a model (2XX)."""
    if not start or written[0] not in "xX":
        return False
    return _NUMERAL.match(content, start - 1) is not None or (len(written) == 2 and content[start - 1] in "0123456789")
