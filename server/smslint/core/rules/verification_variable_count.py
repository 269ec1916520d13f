"""`verification-variable-count`: a verification message has exactly one variable, its code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smslint.core.finding import Match
from smslint.core.lazy import lazy_pattern
from smslint.core.reading import Reading
from smslint.core.recognise.edges import edges_of
from smslint.core.recognise.kinds import code_of

_CODE_NAME = lazy_pattern("code|captcha|verif|yzm|otp|passw|pwd|验证码|校验码", re.IGNORECASE)


def find(reading: Reading) -> Iterator[Match]:
    """The first placeholder that is not the code, or the whole content where there is none; broken ones count."""
    count = len(reading.placeholders)
    if count == 1 or (not count and not reading.whole) or edges_of(reading.content)[0] == len(reading.content):
        return
    if not count:
        yield Match(reading.span(0, len(reading.content)), {"count": 0}, variant="none")
        return
    code = code_of(reading) or next((one for one in reading.placeholders if _CODE_NAME.search(one.name or "")), None)
    code = code or reading.placeholders[0]
    other = next(one for one in reading.placeholders if one is not code)
    span = reading.span(other.start, other.end)
    yield Match(span, {"count": count, "text": reading.text_of(span)}, variant="two" if count == 2 else None)
