"""`leftover-text`: what an author meant to replace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smslint.core.finding import Match
from smslint.core.reading import Reading
from smslint.core.recognise.kinds import KEYWORD

_DUMMY = re.compile(
    r"(?<![A-Za-z])[xX]{2,}(?![A-Za-z0-9])|(?<![A-Za-z])[xX]{4,}(?![A-Za-z])|[xX]{5,}(?![A-Za-z])|×{2,}|[*＊]{2,}|某某+"
    r"|(?<![A-Za-z])TODO(?![A-Za-z])|(?<![A-Za-z])FIXME(?![A-Za-z])|(?i:(?<![a-z])lorem(?: ipsum)?(?![a-z]))"
)
_NUMERAL = re.compile(r"第X{2,3}[届期次章回讲集季卷节]")
_DIGIT_BEFORE = re.compile("[0-9]")
_CODE = re.compile(
    rf"(?:{KEYWORD})(?:[:是为]|[ \"'“(\[])*(?P<mark>[0-9]{{4,6}})(?![0-9.分秒小天年元])"
    rf"|(?<![0-9.])(?P<before>[0-9]{{4,6}})[)\"”']?(?:是|为|,|\()?(?:您|你)?的?[^,。;!?0-9\ufffc]{{0,12}}(?:{KEYWORD})"
)


def find(reading: Reading) -> Iterator[Match]:
    """Dummies anywhere; in a verification template a code that is typed in beside the keyword."""
    content = reading.content
    for found in _DUMMY.finditer(content):
        start, end = found.span()
        if not reading.in_placeholder(start, end) and not _numeral(content, start, end):
            yield Match(reading.span(start, end), {"text": found[0]})
    if reading.type == "verification":
        shadow = reading.shadow
        for found in _CODE.finditer(shadow.text):
            group = "mark" if found["mark"] else "before"
            span = reading.span(*shadow.span(*found.span(group)))
            yield Match(span, {"text": reading.text_of(span)}, variant="code")


def _numeral(content: str, start: int, end: int) -> bool:
    """Whether the X are a Roman numeral (第XX届) or part of a size or model (2XX)."""
    if start and _NUMERAL.match(content, start - 1):
        return True
    return end - start == 2 and start > 0 and bool(_DIGIT_BEFORE.match(content, start - 1))
