"""Review hours, business days and quotas, across holidays, worked weekends and years that are not announced."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.catalog.calendar import holidays_of
from smslint.core.timeline import APART, DAILY, REVIEW, HolidayYear, WorkCalendar, submissions, up_to_minute


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "earliest", "usual"),
    [
        ("2026-06-05T20:30", "2026-06-06T10:30", "2026-06-06T10:30"),
        ("2026-11-25T18:59", "2026-11-25T20:59", "2026-11-25T20:59"),
        ("2026-11-25T19:00", "2026-11-25T21:00", "2026-11-25T21:00"),
        ("2026-11-25T20:59", "2026-11-26T10:59", "2026-11-26T10:59"),
        ("2026-11-25T21:00", "2026-11-26T11:00", "2026-11-26T11:00"),
        ("2026-11-25T08:59", "2026-11-25T11:00", "2026-11-25T11:00"),
        ("2026-11-28T12:00", "2026-11-28T14:00", "2026-11-28T14:00"),  # a Saturday
        ("2026-09-30T20:00", "2026-10-04T10:00", "2026-10-08T10:00"),
        ("2026-10-05T12:00", "2026-10-05T14:00", "2026-10-08T11:00"),
        ("2026-12-31T20:00", "2027-01-02T10:00", "2027-01-02T10:00"),
    ],
)
def test_s4_l512_reviews_take_two_hours_from_9_to_21_and_none_on_holidays(
    start: str, earliest: str, usual: str
) -> None:
    calendar = WorkCalendar(holidays_of)
    assert calendar.reviewed(at(start), REVIEW, usual=False) == at(earliest)
    assert calendar.reviewed(at(start), REVIEW, usual=True) == at(usual)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-25T10:00", 2, "2026-11-27T10:00"),
        ("2026-11-27T10:00", 2, "2026-12-01T10:00"),
        ("2026-09-30T10:00", 1, "2026-10-08T10:00"),
        ("2026-10-08T10:00", 2, "2026-10-10T10:00"),  # a worked Saturday
        ("2026-10-03T10:00", 1, "2026-10-08T10:00"),
    ],
)
def test_s4_l514_business_days_leave_out_holidays_and_count_worked_weekends(start: str, days: int, end: str) -> None:
    assert WorkCalendar(holidays_of).business_days(at(start), days) == at(end)


def test_years_without_a_notice_are_noted() -> None:
    calendar = WorkCalendar(holidays_of)
    calendar.business_days(at("2026-12-01T10:00"), 2)
    assert calendar.uncertain == set()
    calendar.business_days(at("2026-12-31T10:00"), 2)
    assert calendar.uncertain == {2027}
    assert not calendar.has_review(date(2027, 10, 2), usual=True)
    assert calendar.is_business_day(date(2031, 10, 1)), "nothing is known of that year"
    assert calendar.uncertain == {2027, 2031}


_STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31))


@given(_STARTS, st.integers(0, 3000), st.booleans())
@settings(max_examples=150)
def test_ends_are_monotonic_and_never_on_a_day_without_review(start: datetime, later: int, usual: bool) -> None:
    calendar = WorkCalendar(holidays_of)
    end = calendar.reviewed(start, REVIEW, usual)
    assert end <= calendar.reviewed(start + timedelta(minutes=later), REVIEW, usual)
    assert calendar.has_review(end.date(), usual)
    assert time(9) <= end.time() <= time(21)
    assert calendar.reviewed(start, REVIEW, usual=False) <= calendar.reviewed(start, REVIEW, usual=True)
    assert calendar.review_time(start, calendar.reviewed(start, REVIEW, usual=True)) == REVIEW


@given(_STARTS, st.integers(0, 120), st.booleans())
@settings(max_examples=60)
def test_s4_l14_at_most_100_a_day_and_30_seconds_apart(start: datetime, created: int, limited: bool) -> None:
    hours = (time(9), time(9, 20)) if limited else None
    sent = list(islice(submissions(start, {start.date(): created}, hours), 250))
    assert all(later - earlier >= APART for earlier, later in pairwise(sent))
    days = Counter(each.date() for each in sent)
    assert all(number <= DAILY for number in days.values())
    assert days[start.date()] <= max(DAILY - created, 0)
    assert sent[0] >= start
    if hours is not None:
        assert all(hours[0] <= each.time() < hours[1] for each in sent)


def test_s4_l30_the_101st_goes_at_midnight() -> None:
    sent = list(islice(submissions(at("2026-11-25T20:00"), {}), 101))
    assert sent[99] == at("2026-11-25T20:49:30")
    assert sent[100] == at("2026-11-26T00:00")
    assert up_to_minute(sent[99]) == at("2026-11-25T20:50")


def test_the_calendar_agrees_with_itself() -> None:
    for year in (2026, 2027):
        found = holidays_of(year)
        assert found is not None
        assert found.statutory <= found.holidays
        assert not found.workdays & found.holidays
        assert all(day.weekday() >= 5 for day in found.workdays)
        assert len(found.statutory) == 13, "the regulation knows thirteen days"
    assert isinstance(holidays_of(2026), HolidayYear)
    assert holidays_of(2031) is None
