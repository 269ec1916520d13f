"""The edges of a text: where the visible text begins and ends, and where a part can be cut out or joined."""

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


_BEFORE = lazy_pattern(r"[，,；;、\s]*(?:(?:如需|如要|如不需要?|如不想接收|若需|若要|如|若|需要?)(?:请|，|,)?)?$")
_RUNS_ON = lazy_pattern(r"[!-~]")
_OPEN, _CLOSE = '（(［[【“"「『<《', '）)］]】”"」』>》'
_ENDS = "。！？!?.~～；;…"
_SEPARATORS = "，,；;、"


def part_to_remove(content: str, start: int, end: int) -> tuple[int, int]:
    """The range to remove with a part: brackets around it, the separator before it, one of two end marks."""
    if start and end < len(content) and content[start - 1] in _OPEN and content[end] in _CLOSE:
        start, end = start - 1, end + 1
    found = _BEFORE.search(content[:start])
    first = found.start() if found else start
    if first == 0:
        while end < len(content) and (content[end] in _SEPARATORS + _ENDS or content[end].isspace()):
            end += 1
        return 0, end
    if not content[end:].strip():
        return first, len(content) if content[end:] else end
    if content[end] in _ENDS and content[first - 1] in _ENDS:
        return first, end + 1
    if content[end] in _SEPARATORS + _ENDS or content[end].isspace():
        return first, end
    return start, end


def between(content: str, start: int, end: int) -> str:
    """The text that replaces a removed part, so that placeholders, words and numbers on both sides stay apart."""
    left, right = content[start - 1 : start], content[end : end + 1]
    return "，" if _RUNS_ON.match(left) and _RUNS_ON.match(right) else ""


def joint(before: str, english: bool = False) -> str:
    """The text between a text and a part that is appended to it."""
    last = before[-1:]
    if english:
        return " " if last and last in _ENDS + "," else ". " if last else ""
    return "" if not last or last in _ENDS + _SEPARATORS else "，"
