"""Compares the holidays of the catalog with the package chinesecalendar, and reads a plan with icalendar.

`make calendar` runs it. It is not part of `make test`, because only who adds a year needs these packages.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import icalendar
import pytest

from smslint.catalog.calendar import holidays_of
from smslint.catalog.paths import rules_folder
from smslint.core.timeline import WorkCalendar

YEARS = [int(path.stem) for path in sorted((rules_folder() / "calendar").glob("*.toml"))]


@pytest.mark.parametrize("year", [year for year in YEARS if (found := holidays_of(year)) and found.announced])
def test_each_day_of_an_announced_year(year: int) -> None:
    calendar, day = WorkCalendar(holidays_of), date(year, 1, 1)
    while day.year == year:
        assert calendar.is_business_day(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_an_announced_year_is_in_the_package_and_another_is_not() -> None:
    assert chinese_calendar.is_workday(date(2026, 10, 10))
    with pytest.raises(NotImplementedError):
        chinese_calendar.is_workday(date(2027, 1, 4))


def test_a_plan_is_a_calendar(tmp_path: Path) -> None:
    row = {"name": "行李签收", "type": "notification", "content": "您寄存的行李已由前台签收。"}
    (tmp_path / "a.sms.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-m", "smslint", "plan", "a.sms.jsonl", "--from", "2026-11-25T10:00", "--format", "ics"]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, check=True)
    events = list(icalendar.Calendar.from_ical(done.stdout).walk("VEVENT"))
    assert [event.decoded("DTSTART").isoformat() for event in events] == [
        "2026-11-25T02:00:00+00:00",
        "2026-11-25T04:00:00+00:00",
    ]
