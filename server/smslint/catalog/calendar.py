"""The files of holidays in the catalog, `rules/calendar/<year>.toml`, read when a command asks for a year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from smslint.catalog.faults import CatalogError
from smslint.catalog.paths import rules_folder
from smslint.io.opener import DATA_SIZE, read_bytes

if TYPE_CHECKING:
    from smslint.core.timeline import HolidayYear


def holidays_of(year: int) -> HolidayYear | None:
    """The holidays of a year; None if the catalog does not have them. Raises CatalogError."""
    from smslint.catalog.rule_folder import CALENDAR, parse_rule_file
    from smslint.core.timeline import HolidayYear
    from smslint.messages.catalog import BAD_CALENDAR, DEFECT

    path = rules_folder() / CALENDAR / f"{year}.toml"
    try:
        file: dict[str, Any] = parse_rule_file(path, read_bytes(path, DATA_SIZE))
    except OSError:
        return None
    try:
        days = {key: frozenset(map(date.fromisoformat, file[key])) for key in ("holidays", "workdays", "statutory")}
        found = HolidayYear(days["holidays"], days["workdays"], days["statutory"], file["announced"])
        is_sourced = all(isinstance(file[key], str) and file[key] for key in ("source", "address", "read"))
    except (KeyError, TypeError, ValueError):
        raise CatalogError(DEFECT.fill(path=path, text=BAD_CALENDAR)) from None
    every = found.holidays | found.workdays
    if not is_sourced or any(day.year != year for day in every) or not found.statutory <= found.holidays:
        raise CatalogError(DEFECT.fill(path=path, text=BAD_CALENDAR))
    return found
