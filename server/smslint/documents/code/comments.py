"""Comments of source code: suppressions, markers, and the blocks that hold records of the console."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.site import Ignore

IGNORE: Final = lazy_pattern(
    r"(?://|#|--|\*|<!--)[ \t]{0,9}smslint[ \t]{0,9}:[ \t]{0,9}ignore[ \t]{0,9}\[([^\]\r\n]{0,400})\]"
    r"[ \t:：-]*+([^\r\n]*+)"
)
_COMMENT_LINE: Final = lazy_pattern(r"[ \t]*(?://|#|--|/\*|\*|<!--|@\w)")


def ignores_on(text: str, line_start: int) -> Iterator[Ignore]:
    """The suppressions on the line that starts at an offset."""
    end = text.find("\n", line_start)
    end = len(text) if end < 0 else end
    if "smslint" not in text[line_start:end]:
        return
    for found in IGNORE.finditer(text, line_start, end):
        reason = found[2].rstrip(" \t*/").removesuffix("-->").strip() or None
        for rule in found[1].split(","):
            yield Ignore(rule.strip(), reason, found.start(), found.start() + len(found[0].rstrip()))


def ignores_at(text: str, *offsets: int) -> Iterator[Ignore]:
    """The suppressions that are about what starts at some offsets: on its line, or in the comments right above."""
    if "smslint" not in text:
        return
    seen: set[int] = set()
    for offset in offsets:
        start = text.rfind("\n", 0, offset) + 1
        while start not in seen:
            seen.add(start)
            yield from ignores_on(text, start)
            if not start:
                break
            before = text.rfind("\n", 0, start - 1) + 1
            if not _COMMENT_LINE.match(text, before, start - 1):
                break
            start = before


def ignores_in(text: str, start: int, end: int) -> Iterator[Ignore]:
    """The suppressions in the comment between two offsets."""
    yield from (each for each in ignores_on(text, start) if start <= each.start < end)
