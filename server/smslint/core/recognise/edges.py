"""Where the visible text of a content begins and ends, without blanks and invisible characters."""

from __future__ import annotations

from smslint.core.normalized_text import INVISIBLE
from smslint.core.patterns import lazy_pattern
from smslint.core.symbols import JOINERS

_BLANK = rf"[\s\x00-\x1f\x7f-\x9f{INVISIBLE}]"
_LEADING = lazy_pattern(f"{_BLANK}*")
_LAST = lazy_pattern(f"{_BLANK}")
_JOINERS = lazy_pattern(f"[{JOINERS}]+")
_EMOJI = lazy_pattern(f"[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff{JOINERS}]")


def edges_of(content: str) -> tuple[int, int]:
    """The range of the visible text; (n, n) if the content is n blanks. The joiners of an emoji at the end count."""
    found = _LEADING.match(content)
    first = found.end() if found else 0
    last = max(first, len(content.rstrip()))
    while last > first and _LAST.match(content, last - 1):
        last -= 1
    if first < last < len(content) and _EMOJI.match(content, last - 1):
        joiners = _JOINERS.match(content, last)
        last = joiners.end() if joiners else last
    return first, last
