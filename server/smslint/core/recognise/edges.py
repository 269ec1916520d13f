"""Where the visible text of a content begins and ends: blanks and invisible characters at the edges are one matter."""

from __future__ import annotations

import re

from smslint.core.shadow import INVISIBLE
from smslint.core.symbols import JOINERS

_BLANK = rf"[\s\x00-\x1f\x7f-\x9f{INVISIBLE}]"
_LEADING = re.compile(f"{_BLANK}*")
_LAST = re.compile(f"{_BLANK}")
_JOINER = re.compile(f"[{JOINERS}]")
_BEFORE_JOINER = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff0-9#*]")


def edges_of(content: str) -> tuple[int, int]:
    """The range between the blanks at the edges; (n, n) for n characters of blanks alone.

    The joiners of an emoji at the end are part of it.
    """
    found = _LEADING.match(content)
    first = found.end() if found else 0
    last = len(content)
    while last > first and _LAST.match(content, last - 1):
        last -= 1
    while last < len(content) and last > first and _JOINER.match(content, last) and _belongs(content, first, last):
        last += 1
    return first, last


def _belongs(content: str, first: int, offset: int) -> bool:
    """Whether the joiner at an offset follows an emoji, or another joiner that does."""
    before = offset - 1
    while before > first and _JOINER.match(content, before):
        before -= 1
    return bool(_BEFORE_JOINER.match(content, before))
