"""Reads logs of what the vendor answered, as streams, and groups them by cause, template and variable.

A log holds answers of SendSms, of QuerySendDetails and of QuerySmsTemplateList, receipts and reports, as JSON or JSONL,
as CSV, or in lines of text. Memory is bounded: only counts, a few samples and a cache of limited size are kept.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any, BinaryIO, Final, NamedTuple

from smslint.core.answers import AnswerIndex, MatchedAnswer, VendorAnswer
from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass
from smslint.values.masking import masked_value

SAMPLES: Final = 3
LONGEST_SAMPLE: Final = 200
LONGEST_LINE: Final = 1 << 20
"""How many bytes of a line are read. A file of JSON that is not written by lines is read up to `LARGEST_JSON`."""
LARGEST_JSON: Final = 64 << 20
MOST_PARTS: Final = 1000
"""How many templates with variables one cause tells apart, and how many unknown texts are kept."""
_REMEMBERED: Final = 20_000

_CODE: Final = ("errcode", "code", "errorcode", "subcode", "reasoncode")
_MESSAGE: Final = ("message", "errmsg", "msg", "errormessage", "submsg", "errorreason", "rejectinfo", "auditremark")
_TEMPLATE: Final = ("templatecode", "template")
_NESTED: Final = frozenset(
    {"body", "data", "list", "result", "results", "response", "raw", "smssenddetaildtos", "smssenddetaildto"}
    | {"smstemplatelist", "smssignlist", "error", "exception", "signispregisterdetaillist", "registerstatusreasons"}
)
_NO_REASON: Final = ("", "无审批备注", "No audit remarks", "OK")
_FINE: Final = frozenset({"accepted", "delivered", "filing-detect-success", "status-usable"})
_REASON: Final = lazy_pattern(
    r"""(?:reason|reject_?(?:sub_?)?info|audit_?remark)["'\\\]]{0,3}\s{0,3}(?:=>|[:=：])\s{0,3}["'\\]{0,2}([^"'\n{}\\]{4,300})""",
    re.IGNORECASE,
)
"""A reason in an answer that is quoted within a text, or printed by a program."""
_ESCAPED: Final = lazy_pattern(r"\\u([0-9a-fA-F]{4})")
_DIGITS: Final = lazy_pattern("[0-9]+")


class LogRecord(NamedTuple):
    """One answer: its code and message, and the template that it is about, each empty if it is not said.

    A `loose` one is a line of text, which need not be an answer of the vendor at all.
    """

    code: str
    message: str
    template: str
    loose: bool = False


@dataclass(slots=True)
class LogPart:
    """The answers of one cause about one template and variable: their number, and the first few with their lines."""

    count: int = 0
    samples: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class LogGroup:
    """The answers of one cause, by template and variable. `left_out` are those for which there was no room."""

    answer: VendorAnswer
    count: int = 0
    parts: dict[tuple[str, str], LogPart] = field(default_factory=dict)
    left_out: int = 0


class AnswerLog:
    """The groups of a log, filled by `read`."""

    def __init__(self, index: AnswerIndex) -> None:
        self._index = index
        self.records = self.fine = self.unreadable = 0
        self.groups: dict[str, LogGroup] = {}
        self.unknown: Counter[str] = Counter()
        self.unknown_left_out = 0
        self._known: dict[tuple[str, str], tuple[VendorAnswer | None, str]] = {}

    def read(self, file: BinaryIO) -> None:
        """Adds all records of a file."""
        for line, found in _records(file):
            if found is None:
                self.unreadable += 1
            else:
                self._add(line, found)

    @property
    def failed(self) -> int:
        """How many records tell of something that went wrong."""
        return self.records - self.fine

    @property
    def not_known(self) -> int:
        """How many records have no entry."""
        return self.unknown.total() + self.unknown_left_out

    def sorted_groups(self) -> list[LogGroup]:
        """The causes, the most frequent first."""
        return sorted(self.groups.values(), key=lambda group: (-group.count, group.answer.id))

    def _add(self, line: int, record: LogRecord) -> None:
        answer, variable = self._explained(record.code, record.message)
        if answer is None:
            if (record.code or record.message) and not record.loose:
                self.records += 1
                self._add_unknown(record)
            return
        self.records += 1
        if answer.id in _FINE:
            self.fine += 1
            return
        group = self.groups.get(answer.id)
        if group is None:
            group = self.groups[answer.id] = LogGroup(answer)
        group.count += 1
        key = record.template, variable
        part = group.parts.get(key)
        if part is None:
            if len(group.parts) >= MOST_PARTS:
                group.left_out += 1
                return
            part = group.parts[key] = LogPart()
        part.count += 1
        if len(part.samples) < SAMPLES:
            part.samples.append((line, (record.message or record.code)[:LONGEST_SAMPLE]))

    def _add_unknown(self, record: LogRecord) -> None:
        text = record.code or _DIGITS.sub("0", record.message)[:LONGEST_SAMPLE]
        if text in self.unknown or len(self.unknown) < MOST_PARTS:
            self.unknown[text] += 1
        else:
            self.unknown_left_out += 1

    def _explained(self, code: str, message: str) -> tuple[VendorAnswer | None, str]:
        """The entry of a record, and the variable that its message names."""
        found = self._known.get((code, message))
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[code, message] = self._look_up(code, message)
        return found

    def _look_up(self, code: str, message: str) -> tuple[VendorAnswer | None, str]:
        answer = self._index.of_code(code) if code else None
        if answer is not None:
            return answer, self._index.fields_of(answer, message).get("variable", "")
        if code and code.lower().startswith(("isv.", "isp.")):
            return None, ""  # the message of a code that nobody knows does not make it known
        for match in self._index.find(message, perhaps=False):
            return match.answer, match.fields.get("variable", "")
        return None, ""


def masked_sample(text: str) -> str:
    """A message as many may read it."""
    return masked_value(text)


def _records(file: BinaryIO) -> Iterator[tuple[int, LogRecord | None]]:
    """The records of a log with the numbers of their lines, from 1; None for one that cannot be read."""
    lines = _lines(file)
    first = next(lines, None)
    if first is None:
        return
    number, line = first
    start = line.lstrip()
    if start[:1] in ("{", "["):
        value = _json(start)
        if value is None:
            yield from _whole_json([line, *(each for _, each in lines)])
            return
        yield from _of_json(number, value)
        for number, line in lines:
            yield from _of_line(number, line)
    elif (columns := _columns(line)) is not None:
        yield from _of_table(lines, *columns)
    else:
        yield from _of_line(number, line)
        for number, line in lines:
            yield from _of_line(number, line)


def _lines(file: BinaryIO) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers. A line that is too long is cut into several."""
    start = file.peek(2)[:2] if hasattr(file, "peek") else b""
    if start in (b"\xff\xfe", b"\xfe\xff"):
        yield from _utf_16_lines(file)
        return
    for number, raw in enumerate(iter(lambda: file.readline(LONGEST_LINE), b""), 1):
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            line = raw.decode("gb18030", "replace")
        if number == 1:
            line = line.removeprefix("\ufeff")
        if line and not line.isspace():
            yield number, line


def _utf_16_lines(file: BinaryIO) -> Iterator[tuple[int, str]]:
    from io import TextIOWrapper

    with TextIOWrapper(file, "utf-16", "replace", newline="\n") as text:
        for number, line in enumerate(iter(lambda: text.readline(LONGEST_LINE), ""), 1):
            if not line.isspace():
                yield number, line


def _json(text: str) -> Any:
    """The value of a text, None if it is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _whole_json(lines: Iterable[str]) -> Iterator[tuple[int, LogRecord | None]]:
    """The records of a text that holds one JSON value after another, each on several lines."""
    parts: list[str] = []
    size = 0
    for line in lines:
        size += len(line)
        if size > LARGEST_JSON:
            break
        parts.append(line)
    text = "".join(parts)
    decoder, at, number, counted = json.JSONDecoder(), 0, 1, 0
    while at < len(text):
        if text[at].isspace() or text[at] == ",":
            at += 1
            continue
        number += text.count("\n", counted, at)
        counted = at
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield number, None
            return
        yield from _of_json(number, value)


def _of_line(number: int, line: str) -> Iterator[tuple[int, LogRecord | None]]:
    """The records of a line: JSON, or a text that may end with it."""
    start = line.find("{")
    if start >= 0:
        value = _json(line[start:])
        if value is not None:
            yield from _of_json(number, value)
            return
        if not line[:start].strip():
            yield number, None
            return
    yield number, LogRecord("", line.strip(), "", loose=True)


def _of_json(number: int, value: Any) -> Iterator[tuple[int, LogRecord | None]]:
    for record in records_in(value):
        yield number, record


def entries_named_in(text: str, index: AnswerIndex) -> list[MatchedAnswer]:
    """The entries that a text names, also in the escapes of JSON. In an answer with the reason of a rejection, they are
    those of the reason, not that the question for it was accepted.
    """
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    matches = index.find(plain)
    if matches and matches[0].answer.id in _FINE:
        quoted = (found[1] for found in _REASON.finditer(plain))
        reasons = (*(each.message for each in records_in(text.strip()) if not each.code), *quoted)
        return next((found for reason in reasons if (found := index.find(reason))), matches)
    return matches


def records_in(value: Any, depth: int = 0) -> Iterator[LogRecord]:
    """The answers in a JSON value: those within an envelope, or else the envelope's own."""
    if depth > 8:
        return
    if isinstance(value, list):
        for each in value:
            yield from records_in(each, depth + 1)
        return
    if isinstance(value, str) and value[:1] in "{[" and (inner := _json(value)) is not None:
        yield from records_in(inner, depth + 1)
        return
    if not isinstance(value, Mapping):
        return
    fields = {key.lower().replace("_", ""): each for key, each in value.items()}
    record = _record(fields)
    inner_records = [each for name in fields.keys() & _NESTED for each in records_in(fields[name], depth + 1)]
    yield from inner_records
    if record is not None and (not inner_records or record.code not in ("", "OK", "200")):
        yield record


def _record(fields: Mapping[str, Any]) -> LogRecord | None:
    code = next((str(each) for name in _CODE if isinstance(each := fields.get(name), (str, int))), "")
    message = next((each for name in _MESSAGE if isinstance(each := fields.get(name), str)), "")
    reason = fields.get("reason")
    if isinstance(reason, Mapping):
        parts = (reason.get(name) for name in ("RejectInfo", "reject_info", "RejectSubInfo", "reject_sub_info"))
        reason = " ".join(each for each in parts if isinstance(each, str) and each not in _NO_REASON)
    if isinstance(reason, str) and reason not in _NO_REASON:
        message, code = reason, "" if code == "OK" else code  # only the question for the reason was accepted
    if not code and message in _NO_REASON:
        return None
    template = next((each for name in _TEMPLATE if isinstance(each := fields.get(name), str)), "")
    return LogRecord(code, message, template)


def _columns(header: str) -> tuple[str, list[str]] | None:
    """The delimiter and the names of the columns, if a line is the header of a table of answers."""
    for delimiter in (",", "\t", ";"):
        names = [each.strip(' "\r\n').lower().replace("_", "") for each in header.split(delimiter)]
        if len(names) > 1 and {*_CODE, *_MESSAGE, "reason"} & set(names):
            return delimiter, names
    return None


def _of_table(
    lines: Iterator[tuple[int, str]], delimiter: str, names: list[str]
) -> Iterator[tuple[int, LogRecord | None]]:
    places = {name: place for place, name in enumerate(names)}
    codes, texts, templates = (
        [places[name] for name in wanted if name in places] for wanted in (_CODE, (*_MESSAGE, "reason"), _TEMPLATE)
    )
    at = 1

    def counted() -> Iterator[str]:
        nonlocal at
        for number, line in lines:
            at = number
            yield line

    def first(row: list[str], wanted: list[int]) -> str:
        return next((row[place] for place in wanted if place < len(row) and row[place]), "")

    source = counted()
    reader = csv.reader(source, delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield at, None
            reader = csv.reader(source, delimiter=delimiter)
            continue
        yield at, LogRecord(first(row, codes), first(row, texts), first(row, templates))
