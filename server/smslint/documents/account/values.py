"""The values of answers as the lock writes them: times, states, words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Final

from smslint.documents.schemas import reason_of, status_of
from smslint.documents.spelling import api_key

ZONE: Final = timezone(timedelta(hours=8))
"""The vendor's times have no zone: they are in this one."""
TAGS: Final[Mapping[str, str]] = {"2": "own", "3": "gift", "4": "test", "5": "trial"}
VENDOR_STATES: Final[Mapping[str, str]] = {"0": "pending", "1": "passed", "2": "failed", "15": "expired"}
FILING: Final[Mapping[str, str]] = {
    "0": "failed", "1": "to-verify", "2": "expired", "3": "filed", "-1": "filing", "-2": "not-filed",
}  # fmt: skip
"""The states of a signature's filing with a carrier."""
SCENES: Final[Mapping[str, str]] = {
    "验证码": "verification", "通用": "general", "verification code": "verification", "general-purpose": "general",
    "general": "general", "verification": "verification", "general purpose": "general",
}  # fmt: skip
SOURCES: Final[Mapping[str, str]] = {
    "0": "enterprise", "2": "app", "5": "trademark", "7": "shop",
    "企事业单位名": "enterprise", "企事业单位的全称或简称": "enterprise", "企事业单位名称": "enterprise",
    "App应用": "app", "App应用的全称或简称": "app", "APP应用": "app", "商标名": "trademark",
    "商标名的全称或简称": "trademark",
}  # fmt: skip
STATES: Final[Mapping[str, str]] = {
    "INT": "in-review", "INIT": "in-review", "FAILED": "failed", "NOT_PASS": "failed", "PASSED": "passed",
    "PASS": "passed", "NOT_FINISH": "incomplete", "CANCELED": "cancelled", "CANCEL": "cancelled",
}  # fmt: skip
"""The states of qualifications, in the two spellings of the two calls."""
COMPANIES: Final[Mapping[str, str]] = {"COMPANY": "company", "NON_PROFIT_ORGANIZATION": "public"}
_MILLISECONDS: Final = 100_000_000_000


def time_text(time: datetime) -> str:
    """A time as the lock writes it; one without a zone is in UTC+8."""
    if time.tzinfo is None:
        time = time.replace(tzinfo=ZONE)
    return time.astimezone(ZONE).isoformat(timespec="seconds")


def time_of(value: object) -> str | None:
    """A time of an answer: text or milliseconds since 1970; None if it is none."""
    try:
        if type(value) is int or (isinstance(value, str) and value.isdigit() and len(value) > 11):
            return time_text(datetime.fromtimestamp(int(value) / 1000, ZONE)) if int(value) > _MILLISECONDS else None
        return time_text(datetime.fromisoformat(value.strip())) if isinstance(value, str) and value.strip() else None
    except (ValueError, OverflowError, OSError):
        return None


def text_of(value: object) -> str | None:
    """A text; numbers are ids here."""
    if isinstance(value, bool) or value is None or value == "":
        return None
    return str(value) if isinstance(value, (str, int)) else None


def flag_of(value: object) -> bool | None:
    """True or false, which lists of qualifications write as text."""
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(str(value).lower())


def word_of(value: object, words: Mapping[str, str]) -> str | None:
    """The word for a number or a text of an answer."""
    given = text_of(value)
    return None if given is None else words.get(given) or words.get(given.lower())


def review_fields(wire: Mapping[str, object], state: object) -> dict[str, object]:
    """The fields that change together: the state, the reason for it, and when it was decided."""
    decided = None
    for key, inner in (("AuditInfo", "AuditDate"), ("Reason", "RejectDate")):
        holder = wire.get(key)
        if isinstance(holder, Mapping):
            named = {api_key(str(each)): value for each, value in holder.items()}
            decided = decided or time_of(named.get(inner))
    return {"status": status_of(state), "reason": reason_of(wire), "decided": decided}


def json_of(value: object) -> object:
    """A value, or what its text holds as JSON; None if that is none."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value, strict=False) if value.strip() else None
    except (ValueError, RecursionError):
        return None
