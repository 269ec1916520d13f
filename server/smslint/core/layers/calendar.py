"""Dates and times that do not exist: 30 February, a 13th month, 25:00."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from smslint.core.lexicon import Lexicon
from smslint.core.patterns import lazy_pattern

LEAP_YEAR = 2024
"""The year of dates without one: 29 February exists in some years."""

_PARTS = lazy_pattern(
    r"(?P<y1>[0-9]{4})(?P<sign>[-/])(?P<m1>[0-9]{1,2})(?:(?P=sign)(?P<d1>[0-9]{2}|[0-9](?![0-9])))?"
    r"|(?P<y2>[0-9]{4})年(?:(?P<m2>[0-9]{1,2})月(?:(?P<d2>[0-9]{1,2})日)?)?"
    r"|(?P<y3>[0-9]{4})(?P<m3>[0-9]{2})(?P<d3>[0-9]{2})"
    r"|(?P<m4>[0-9]{1,2})月(?:(?P<d4>[0-9]{1,2})日)?"
    r"|(?P<d5>[0-9]{1,2})日"
    r"|(?P<h>[0-9]{1,2})[:时](?:(?P<min>[0-9]{2})(?::(?P<s>[0-9]{2}))?)?"
    r"|(?P<m6>[0-9]{2})[-/](?P<d6>[0-9]{2})(?![0-9:时])"
)
_FORMS = (
    ("y1", "m1", "d1"),
    ("y2", "m2", "d2"),
    ("y3", "m3", "d3"),
    ("", "m4", "d4"),
    ("", "", "d5"),
    ("", "m6", "d6"),
)


def impossible_times(value: str, _: Lexicon) -> Iterator[tuple[str, int, int]]:
    """The parts of dates and times that do not exist."""
    for start, end in impossible_parts(value):
        yield "impossible-time", start, end


def impossible_parts(value: str) -> list[tuple[int, int]]:
    """Where a month, day, hour, minute or second stands that does not exist; two digits alone are a month or a day."""
    if len(value) == 2 and value.isascii() and value.isdigit():
        return [] if 1 <= int(value) <= 31 else [(0, 2)]
    found: list[tuple[int, int]] = []
    for match in _PARTS.finditer(value):
        parts = match.groupdict()
        if parts["h"]:
            found += (match.span(name) for name in _bad_clock(parts))
            continue
        year, month, day = next(form for form in _FORMS if any(name and parts[name] for name in form))
        found += (match.span(name) for name in _bad_date(parts, year, month, day))
    return found


def corrected(value: str) -> str:
    """The value with its impossible parts replaced by possible ones, to see whether nothing else is wrong with it."""
    for start, end in impossible_parts(value):
        value = value[:start] + ("1", "10", "", "2000")[end - start - 1] + value[end:]
    return value


def _bad_clock(parts: dict[str, str | None]) -> Iterator[str]:
    hour, minute, second = (int(parts[name] or 0) for name in ("h", "min", "s"))
    if hour > 24 or (hour == 24 and (minute or second)):
        yield "h"
    if minute > 59:
        yield "min"
    if second > 59:
        yield "s"


def _bad_date(parts: dict[str, str | None], year_name: str, month_name: str, day_name: str) -> Iterator[str]:
    year = int(parts.get(year_name) or LEAP_YEAR)
    month = int(parts.get(month_name) or 1)
    day = int(parts.get(day_name) or 1)
    if not year:
        yield year_name
    if not 1 <= month <= 12:
        yield month_name
        month = 1
    try:
        date(year or LEAP_YEAR, month, day)
    except ValueError:
        yield day_name
