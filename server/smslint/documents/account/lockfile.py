"""The lock: what is known of an account, as JSON Lines, one record a line.

    {"record": "header", "version": 1, "account": null, "complete": {"template": "2026-11-28T18:02:11+08:00"}, …}
    {"record": "template", "code": "SMS_152550005", …, "seen": {"GetSmsTemplate": "2026-11-28T18:02:11+08:00"}}

`seen` has the time of each call that told about a record, and that of a field where it is older than its call. `pages`
has the pages that were read of listings which are not complete: by kind, then by total and size, then by number. A
record or a key that this version does not know is kept as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any, Final, TypeAlias

from smslint.core.account import Account, AccountSignature, AccountTemplate, Qualification, RecordKind
from smslint.core.patterns import lazy_pattern
from smslint.core.template import Redirection
from smslint.dataclass import dataclass
from smslint.documents.account.records import FIELDS, KEYS, KNOWS, REVIEW
from smslint.documents.fields import BY_NAME
from smslint.documents.schemas import QUERY
from smslint.messages import Bilingual
from smslint.messages import account as messages

NAME: Final = "smslint.lock"
VERSION: Final = 1
LARGEST: Final = 256 << 20
"""The most bytes of a lock; 10,000 templates take 4 MB."""
Record: TypeAlias = dict[str, Any]
"""The fields of one record."""
RecordKey: TypeAlias = tuple[RecordKind, tuple[str | None, ...]]
_CONFLICT: Final = lazy_pattern(r"(?:<{7}|={7}|>{7}|\|{7})(?: |\r?\Z)")
_GROUP: Final = dict.fromkeys(REVIEW, "status")
"""Fields that share a time, by the name under which `seen` has it."""


class LockError(Exception):
    """A lock that cannot be used: on which line, from 1, and why."""

    def __init__(self, line: int, reason: Bilingual) -> None:
        super().__init__(f"{line}: {reason.en}")
        self.line = line
        self.reason = reason


@dataclass
class Lock:
    """The records of an account by kind and key, and what is known of its listings.

    `unknown` are the lines of records that this version does not know.
    """

    account: str | None = None
    complete: dict[str, str] = field(default_factory=dict)
    pages: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    records: dict[RecordKey, Record] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    extra: Record = field(default_factory=dict)

    def of(self, kind: RecordKind) -> Iterator[Record]:
        """The records of a kind."""
        return (record for (known, _), record in self.records.items() if known == kind)

    @property
    def seen(self) -> str | None:
        """When anything was last seen."""
        return max((last_seen(record) for record in self.records.values()), default=None)


def new_record(kind: RecordKind, key: tuple[str | None, ...]) -> Record:
    """A record of which only the key is known."""
    return {**dict.fromkeys(FIELDS[kind]), **dict(zip(KEYS[kind], key, strict=True)), "seen": {}}


def last_seen(record: Record) -> str:
    """When a record was last seen."""
    return max((time for name, time in record["seen"].items() if name in KNOWS), default="")


def time_of_field(record: Record, name: str) -> str:
    """When the value of a field was seen: the latest time of a call that can know it, unless `seen` tells its own."""
    seen: Mapping[str, str] = record["seen"]
    own = seen.get(_GROUP.get(name, name))
    if own is not None:
        return own
    return max((time for call, time in seen.items() if name in KNOWS.get(call, ())), default="")  # type: ignore[call-overload]


def read_lock(text: str) -> Lock:
    """The lock that a text holds. Raises LockError."""
    lock = Lock()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        if _CONFLICT.match(line):
            raise LockError(number, messages.CONFLICT_MARKS)
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            raise LockError(number, messages.LOCK_NOT_JSON) from None
        if not isinstance(record, dict) or not isinstance(record.get("record"), str):
            raise LockError(number, messages.LOCK_NO_RECORD)
        _add(lock, record, line, number)
    return lock


def _add(lock: Lock, record: Record, line: str, number: int) -> None:
    kind = record.pop("record")
    if kind == "header":
        version = record.pop("version", None)
        if type(version) is not int or version > VERSION:
            raise LockError(number, messages.LOCK_NEWER.fill(version=version, known=VERSION))
        lock.account = record.pop("account", None)
        for name, values in (("complete", lock.complete), ("pages", lock.pages)):
            given = record.pop(name, None)
            if isinstance(given, dict):
                values.update(given)
        lock.extra.update(record)
        return
    if kind not in FIELDS:
        lock.unknown.append(line.strip())
        return
    key = tuple(record.get(name) for name in KEYS[kind])
    if not isinstance(key[0], str) or not isinstance(record.get("seen"), dict):
        raise LockError(number, messages.LOCK_NO_RECORD)
    if (kind, key) in lock.records:
        raise LockError(number, messages.LOCK_TWICE.fill(kind=messages.KINDS[kind], key=key[0]))
    lock.records[kind, key] = {**dict.fromkeys(FIELDS[kind]), **record}


def lock_text(lock: Lock) -> str:
    """The lock as a text: the header, then records by kind and key."""
    header = {"record": "header", "version": VERSION, "account": lock.account, "complete": _sorted(lock.complete)}
    pages = {"pages": _sorted(lock.pages)} if lock.pages else {}
    lines = [_line({**header, **pages, **lock.extra})]
    for kind, names in FIELDS.items():
        of_kind = [(key, record) for (known, key), record in lock.records.items() if known == kind]
        for _, record in sorted(of_kind, key=lambda pair: tuple(part or "" for part in pair[0])):
            others = {name: record[name] for name in record if name not in names and name != "seen"}
            known = {name: record[name] for name in names}
            lines.append(_line({"record": kind, **known, **others, "seen": _sorted(record["seen"])}))
    return "\n".join([*lines, *sorted(lock.unknown)]) + "\n"


def _line(record: Mapping[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _sorted(values: Mapping[str, object]) -> dict[str, object]:
    return {key: _sorted(value) if isinstance(value, Mapping) else value for key, value in sorted(values.items())}


def account_of(lock: Lock) -> Account:
    """What rules and commands ask of a lock."""
    return Account(
        {record["code"]: _template(record) for record in lock.of("template")},
        tuple(_signatures(lock.of("signature"))),
        {record["id"]: _qualification(record) for record in lock.of("qualification")},
        dict(lock.complete),
    )


def _template(record: Record) -> AccountTemplate:
    names = ("code", "name", "type", "content", "variables", "signature", "description", "scene", "status", "reason")
    rest = ("origin", "created", "decided")
    fields = {name: record[name] for name in (*names, *rest)}
    return AccountTemplate(**fields, redirection=_redirection(record["redirection"]), seen=last_seen(record) or None)


def _redirection(text: object) -> tuple[Redirection, ...] | None:
    """The redirection information of a list, if it can be read."""
    if not text:
        return None
    from smslint.documents.nested import nested_value
    from smslint.documents.problem import FieldErrors

    found = nested_value(text, BY_NAME["redirection"], "TrafficDriving", QUERY, FieldErrors())
    return found if isinstance(found, tuple) else None


def _signatures(records: Iterable[Record]) -> Iterator[AccountSignature]:
    for record in records:
        carriers = record["carriers"]
        names = ("name", "status", "scene", "tag", "source", "qualification", "reason")
        yield AccountSignature(
            **{name: record[name] for name in names},
            medium=record["for"],
            carriers=carriers and {carrier: each["status"] for carrier, each in carriers.items() if each["status"]},
            available=carriers and {
                carrier: each["available"] for carrier, each in carriers.items() if each["available"] is not None
            },
        )  # fmt: skip


def _qualification(record: Record) -> Qualification:
    names = ("id", "name", "company", "state", "valid_until")
    return Qualification(**{name: record[name] for name in names}, kind=record["company_type"])
