"""Whether a text mentions a cue without meaning it: 谨防刷单, 本馆不发放优惠券, 《秒杀时刻》, 加盟协会."""

from __future__ import annotations

import re

from smslint.core.lexicon import CUE, Lexicon, expand

_AROUND = 40
"""How many characters before and after a cue decide."""


class Mentions:
    """The patterns of the table `mentions` as one; compiled once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._search = re.compile("|".join(map(expand, lexicon.tables["mentions"].patterns))).search

    def mentioned(self, text: str, start: int, end: int) -> bool:
        """Whether a normalized text only mentions the cue at a range."""
        around = text[max(0, start - _AROUND) : start] + CUE + text[end : end + _AROUND]
        return self._search(around) is not None
