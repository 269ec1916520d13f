"""Finds the answers of the vendor's API in a text, however they were printed, wrapped and put together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final, Literal

from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass
from smslint.documents.account.values import time_text
from smslint.documents.decoding import decode_text
from smslint.documents.schemas import is_listed
from smslint.documents.spelling import api_key, spellings
from smslint.messages import Bilingual
from smslint.messages import account as messages

Call = Literal[
    "GetSmsTemplate",
    "QuerySmsTemplateList",
    "GetSmsTemplateList",
    "TemplateSmsReport",
    "GetSmsSign",
    "QuerySmsSignList",
    "QueryDigitalSignByName",
    "SignSmsReport",
    "QuerySingleSmsQualification",
    "QuerySmsQualificationRecord",
]
"""The calls that are read. The two reports are pushed."""
LISTS: Final[Mapping[str, Call]] = {"SmsTemplateList": "QuerySmsTemplateList", "SmsSignList": "QuerySmsSignList"}
_BLANK: Final = lazy_pattern(r"[\s\ufeff\x1e]*")
_PYTHON: Final = lazy_pattern(r"\s*[\[{]\s*'[^']*'\s*:|'[^']*':\s*(?:None|True|False)\b")
_NODE: Final = lazy_pattern(r"\s*[\[{]\s*[A-Za-z_$][\w$]*\s*:")
_DECODER: Final = json.JSONDecoder(strict=False)


class NotAnAnswer(Exception):
    """A text, or a value in it, is no answer of the API that smslint reads; `reason` says why."""

    def __init__(self, reason: Bilingual) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of one answer, with the API's keys, and when it was given (ISO 8601 in UTC+8).

    A page of a listing has its number and size, from 1, and the total of the listing, each None if it does not say.
    """

    call: Call
    time: str
    rows: tuple[Mapping[str, object], ...]
    total: int | None = None
    page: int | None = None
    size: int | None = None


def answers_in(data: bytes, time: str, at: str | None = None) -> Iterator[Answer]:
    """The answers in some data. `time` applies to those that do not say when they were given, `at` to all.

    Raises NotAnAnswer, perhaps after the first answers.
    """
    decoded = decode_text(data, gb18030=True)
    if decoded.text is None:
        raise NotAnAnswer(messages.NOT_TEXT.fill(reason=decoded.reason, hint=messages.HOW_TO_PRINT))
    found = False
    for value in _values(decoded.text):
        found = True
        yield from _unwrapped(value, at or time, at is None)
    if not found:
        raise NotAnAnswer(messages.EMPTY)


def _values(text: str) -> Iterator[object]:
    """The JSON values of a text, one after the other."""
    place = _BLANK.match(text)
    at = place.end() if place else 0
    while at < len(text):
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            rest = text[at : at + 4000]
            if _PYTHON.match(rest) or _PYTHON.search(rest):
                raise NotAnAnswer(messages.PYTHON_DICT.fill(hint=messages.HOW_TO_PRINT)) from None
            if _NODE.match(rest):
                raise NotAnAnswer(messages.NODE_OBJECT) from None
            line = text.count("\n", 0, at) + 1
            raise NotAnAnswer(messages.NOT_JSON.fill(line=line, hint=messages.HOW_TO_PRINT)) from None
        yield value
        place = _BLANK.match(text, at)
        at = place.end() if place else at
        if text[at : at + 1] == ",":
            at += 1


def _unwrapped(value: object, time: str, dated: bool) -> Iterator[Answer]:
    """The answers in a value; `dated` says that their own headers tell their time."""
    if isinstance(value, list):
        for each in value:
            yield from _unwrapped(each, time, dated)
        return
    if not isinstance(value, dict):
        raise NotAnAnswer(messages.NO_ANSWER.fill(keys="-"))
    wire = _wire(value)
    body = wire.get("Body")
    if body is not None:
        if isinstance(body, str):
            try:
                body = json.loads(body, strict=False)
            except (ValueError, RecursionError):
                raise NotAnAnswer(messages.NO_ANSWER.fill(keys="body")) from None
        headers = wire.get("Headers")
        yield from _unwrapped(body, (dated and _date(headers)) or time, dated)
        return
    _refuse_errors(wire)
    yield _answer(wire, time)


def _wire(value: Mapping[str, object]) -> dict[str, object]:
    return {api_key(key): each for key, each in value.items()}


def _date(headers: object) -> str | None:
    """The time in the `Date` header of an answer."""
    if not isinstance(headers, Mapping):
        return None
    from email.utils import parsedate_to_datetime

    for key, value in headers.items():
        given = value[0] if isinstance(value, list) and value else value
        if str(key).lower() == "date" and isinstance(given, str):
            try:
                return time_text(parsedate_to_datetime(given))
            except ValueError:
                return None
    return None


def _refuse_errors(wire: Mapping[str, object]) -> None:
    code = wire.get("Code")
    if isinstance(code, str) and code and code.upper() != "OK":
        raise NotAnAnswer(messages.ERROR_ANSWER.fill(code=code, message=wire.get("Message") or "-"))


def _answer(wire: Mapping[str, object], time: str) -> Answer:
    """One answer, known by its keys. Raises NotAnAnswer."""
    total = _number(wire.get("TotalCount"))
    for key, call in LISTS.items():
        if key in wire:
            return Answer(call, time, _rows(wire[key], key), total, _number(wire.get("CurrentPage")), _size(wire))
    data = wire.get("Data")
    if isinstance(data, Mapping):
        return _of_data(_wire(data), time)
    found = _call_of(wire)
    if found is None:
        raise NotAnAnswer(messages.NO_ANSWER.fill(keys=", ".join(list(map(str, wire))[:6]) or "-"))
    return Answer(found, time, (wire,))


def _of_data(data: Mapping[str, object], time: str) -> Answer:
    if "List" in data:
        rows = _rows(data["List"], "List")
        call: Call = "GetSmsTemplateList"
        if not rows or "StateName" in rows[0] or "QualificationGroupName" in rows[0]:
            call = "QuerySmsQualificationRecord"
        if not rows:  # both calls answer an empty list so
            return Answer(call, time, ())
        return Answer(call, time, rows, _number(data.get("Total")), _number(data.get("PageNo")), _size(data))
    if "SignName" in data:
        return Answer("QueryDigitalSignByName", time, (data,))
    if "QualificationGroupId" in data:
        return Answer("QuerySingleSmsQualification", time, (data,))
    raise NotAnAnswer(messages.NO_ANSWER.fill(keys=", ".join(list(data)[:6]) or "Data"))


def _call_of(row: Mapping[str, object]) -> Call | None:
    """The call that answers a row that stands alone."""
    if "TemplateCode" in row:
        if is_listed(row):
            return "GetSmsTemplateList"
        if "TemplateStatus" in row:
            return "GetSmsTemplate" if str(row["TemplateStatus"]).isdigit() else "TemplateSmsReport"
        if "AuditStatus" in row or "OuterTemplateType" in row:
            return "QuerySmsTemplateList"
        return "GetSmsTemplate" if "VariableAttribute" in row or "AuditInfo" in row else None
    if "SignName" in row:
        if "SignStatus" in row:
            return "GetSmsSign" if str(row["SignStatus"]).isdigit() else "SignSmsReport"
        return "QuerySmsSignList" if "AuditStatus" in row else None
    if "StateName" in row and "GroupId" in row:
        return "QuerySmsQualificationRecord"
    return "QuerySingleSmsQualification" if "QualificationGroupId" in row else None


def _rows(value: object, key: str) -> tuple[Mapping[str, object], ...]:
    """The rows of a list, which dumps of attributes put into an object of one key."""
    while isinstance(value, Mapping) and len(value) == 1:
        ((inner, value),) = value.items()
        if api_key(str(inner)) not in (key, spellings(key)[0]):
            break
    if value is None:
        return ()
    if not isinstance(value, list):
        raise NotAnAnswer(messages.NO_ANSWER.fill(keys=key))
    return tuple(_wire(each) for each in value if isinstance(each, Mapping))


def _size(wire: Mapping[str, object]) -> int | None:
    return _number(wire.get("PageSize"))


def _number(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    return value if type(value) is int and value >= 0 else None


def now_text() -> str:
    """The present time as the lock writes it."""
    return time_text(datetime.now().astimezone())
