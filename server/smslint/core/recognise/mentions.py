"""Whether a text mentions a cue without meaning it: 谨防刷单, 本馆不发放优惠券, 《秒杀时刻》, 加盟协会."""

from __future__ import annotations

import re

from smslint.core.lexicon import CUE, Lexicon, expand

_AROUND = 40
"""How many characters before and after a cue decide; the patterns see its clause as a line of its own."""
_ENDS = ",。;!?\n"


class Mentions:
    """The patterns of the table `mentions` as one; compiled once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        patterns = lexicon.tables["mentions"].patterns
        self._search = re.compile("|".join(map(expand, patterns)), re.MULTILINE).search

    def mentioned(self, text: str, start: int, end: int) -> bool:
        """Whether a normalized text only mentions the cue at a range."""
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        opening = max(map(before.rfind, "《“"))
        quoted = 1 + max(map(after.find, "》”"))
        if opening <= max(map(before.rfind, "》”")) or not quoted:
            opening, quoted = len(before), 0
        clause_start = 1 + max(before.rfind(mark, 0, opening) for mark in _ENDS)
        clause_end = min((at for at in (after.find(mark, quoted) for mark in _ENDS) if at >= 0), default=len(after))
        lines = (before[:clause_start], before[clause_start:] + CUE + after[:clause_end], after[clause_end:])
        return self._search("\n".join(line.replace("\n", ",") for line in lines)) is not None
