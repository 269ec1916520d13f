"""`verification-variable-count`: a verification message has exactly one variable, its code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.patterns import lazy_pattern
from smslint.core.recognise.edges import edges_of
from smslint.core.recognise.verification import code_placeholder

_CODE_NAME = lazy_pattern("code|captcha|verif|yzm|otp|passw|pwd|验证码|校验码", re.IGNORECASE)


def find(analysis: Analysis) -> Iterator[Match]:
    """The first placeholder that is not the code, or the whole content where there is none; broken ones count."""
    count = len(analysis.placeholders)
    if count == 1 or (not count and not analysis.is_complete) or edges_of(analysis.content)[0] == len(analysis.content):
        return
    if not count:
        yield Match(analysis.span(0, len(analysis.content)), {"count": 0}, variant="none")
        return
    code = code_placeholder(analysis) or next(
        (one for one in analysis.placeholders if _CODE_NAME.search(one.name or "")), None
    )
    code = code or analysis.placeholders[0]
    other = next(one for one in analysis.placeholders if one is not code)
    span = analysis.span(other.start, other.end)
    yield Match(span, {"count": count, "text": analysis.text_of(span)}, variant="two" if count == 2 else None)
