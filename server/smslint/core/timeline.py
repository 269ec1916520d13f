"""How long reviews and filings take, in the vendor's working hours: times of review, business days, daily quotas.

All times are local ones in UTC+8 without a zone. The documented durations are no promises. Since "statutory holidays"
can be read as the statutory days alone, the earliest end counts only these, and the usual end the whole announced
holidays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from smslint.dataclass import dataclass

OPENS: Final = time(9)
CLOSES: Final = time(21)
"""Reviews take place from 9:00 to 21:00, Monday to Sunday."""
REVIEW: Final = timedelta(hours=2)
"""How long a review typically takes, in hours of review."""
GOVERNMENT_DAYS: Final = 2
"""Business days of the review of government, prosecution and law enforcement agencies."""
QUALIFICATION_DAYS: Final = 2
FILING_DAYS: Final = (5, 7)
FILING_LATELY: Final = 10
STABLE_DAYS: Final = (7, 15)
DAILY: Final = 100
APART: Final = timedelta(seconds=30)
"""At most 100 applications a calendar day, at least 30 seconds apart."""
_DAY: Final = timedelta(days=1)
_MOST_DAYS: Final = 4000


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The holidays of a year. Without a notice (`announced` is false), only the statutory days are known."""

    holidays: frozenset[date]
    workdays: frozenset[date] = frozenset()
    statutory: frozenset[date] = frozenset()
    announced: bool = True


class WorkCalendar:
    """Which days are worked, and on which reviews take place; `year` gives a year's holidays, None if they are unknown.

    `uncertain` collects the years without a notice that were asked for.
    """

    def __init__(self, year: Callable[[int], HolidayYear | None]) -> None:
        self._year = year
        self._known: dict[int, HolidayYear | None] = {}
        self.uncertain: set[int] = set()

    def _of(self, day: date) -> HolidayYear | None:
        if day.year not in self._known:
            self._known[day.year] = self._year(day.year)
        found = self._known[day.year]
        if found is None or not found.announced:
            self.uncertain.add(day.year)
        return found

    def is_business_day(self, day: date) -> bool:
        """Whether a day is worked: Monday to Friday or a worked weekend, and no holiday."""
        found = self._of(day)
        if found is None:
            return day.weekday() < 5
        return day in found.workdays or (day.weekday() < 5 and day not in found.holidays)

    def has_review(self, day: date, usual: bool) -> bool:
        """Whether reviews take place on a day."""
        found = self._of(day)
        if found is None:
            return True
        return day not in (found.holidays if usual else found.statutory)

    def reviewed(self, start: datetime, amount: timedelta, usual: bool) -> datetime:
        """The end of a review that takes some hours of review, from a time on."""
        left, day = amount, start.date()
        for _ in range(_MOST_DAYS):
            if self.has_review(day, usual):
                opens = max(start, datetime.combine(day, OPENS))
                closes = datetime.combine(day, CLOSES)
                if opens < closes:
                    if opens + left <= closes:
                        return opens + left
                    left -= closes - opens
            day += _DAY
        return datetime.combine(day, OPENS)

    def review_time(self, start: datetime, end: datetime) -> timedelta:
        """The hours of review between two times, with whole holidays left out."""
        total, day = timedelta(), start.date()
        while day <= end.date():
            if self.has_review(day, usual=True):
                low = max(start, datetime.combine(day, OPENS))
                high = min(end, datetime.combine(day, CLOSES))
                total += max(high - low, timedelta())
            day += _DAY
        return total

    def business_days(self, start: datetime, number: int) -> datetime:
        """The same time of day, so many business days later."""
        day = start.date()
        for _ in range(_MOST_DAYS):
            if not number:
                break
            day += _DAY
            number -= self.is_business_day(day)
        return datetime.combine(day, start.time())

    def business_days_between(self, start: datetime, end: datetime) -> int:
        """How many business days have passed since a time, whole ones only."""
        count, at = 0, self.business_days(start, 1)
        while at <= end:
            count += 1
            at = self.business_days(at, 1)
        return count


def submissions(
    start: datetime, created: Mapping[date, int], hours: tuple[time, time] | None = None
) -> Iterator[datetime]:
    """When requests can be sent, one after the other: at most 100 a day, 30 seconds apart, perhaps in some hours only.

    `created` is how many were sent on each day already.
    """
    at = start.replace(microsecond=0)
    if at < start:
        at += timedelta(seconds=1)
    sent = dict(created)
    for _ in range(1_000_000):
        if hours is not None:
            low, high = (datetime.combine(at.date(), each) for each in hours)
            if at < low:
                at = low
            elif at >= high:
                at = datetime.combine(at.date() + _DAY, hours[0])
                continue
        if sent.get(at.date(), 0) >= DAILY:
            at = datetime.combine(at.date() + _DAY, time(0))
            continue
        sent[at.date()] = sent.get(at.date(), 0) + 1
        yield at
        at += APART


def up_to_minute(at: datetime) -> datetime:
    """A time, rounded up to whole minutes."""
    floor = at.replace(second=0, microsecond=0)
    return floor if floor == at else floor + timedelta(minutes=1)
