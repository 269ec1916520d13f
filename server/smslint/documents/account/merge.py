"""Merges what answers tell into a lock. Merging in any order gives the same lock.

A field has the value of the newest answer that tells one, and of two with the same time the greater one as text. The
state of a review, its reason and its time come from one answer, so there an answer without a reason erases it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal, get_args

from smslint.core.account import RecordKind, lines_as_sent
from smslint.dataclass import dataclass
from smslint.documents.account.answers import Answer
from smslint.documents.account.lockfile import Lock, Record, RecordKey, last_seen, new_record, time_of_field
from smslint.documents.account.records import KIND_OF, KNOWS, REVIEW, Observation, observations

ChangeName = Literal[
    "new", "in-review", "approved", "rejected", "cancelled", "attributes", "changed", "vanished", "dropped", "conflict"
]
LISTINGS: Final = frozenset({
    "QuerySmsTemplateList", "GetSmsTemplateList", "QuerySmsSignList", "QuerySmsQualificationRecord",
})  # fmt: skip
"""The calls that list all records of a kind, page by page."""


@dataclass(frozen=True, slots=True)
class LockChange:
    """What a merge changed about one record; `before` and `after` are the values that differ."""

    kind: RecordKind
    key: tuple[str | None, ...]
    change: ChangeName
    before: Any = None
    after: Any = None


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A listing of which not all pages were read: how many records of its total are known from it."""

    kind: RecordKind
    read: int
    total: int
    size: int
    missing: tuple[int, ...]


def merge(lock: Lock, answers: Iterable[Answer], prune: bool = False) -> list[LockChange]:
    """Merges answers into a lock, which is changed, and tells what changed.

    An approved text that differs from what is known is a conflict: its record stays as it is.
    """
    given = sorted(answers, key=lambda answer: (answer.time, answer.call, _text(answer.rows)))
    before: dict[RecordKey, Record | None] = {}
    conflicts: list[LockChange] = []
    for answer in given:
        for each in observations(answer):
            key: RecordKey = (each.kind, each.key)
            known = lock.records.get(key)
            conflict = _conflict(each, known)
            if conflict is not None:
                conflicts.append(conflict)
                continue
            before.setdefault(key, None if known is None else {**known, "seen": dict(known["seen"])})
            _merge_one(lock.records.setdefault(key, new_record(each.kind, each.key)), each)
        if answer.call in LISTINGS:
            _note_page(lock, answer)
    completed = _complete(lock)
    changes = [change for key, old in before.items() for change in _changes(key, old, lock.records[key])]
    changes += _vanished(lock, completed, prune)
    return [*sorted(changes, key=_order), *conflicts]


def _order(change: LockChange) -> tuple[str, tuple[str, ...]]:
    return change.kind, tuple(part or "" for part in change.key)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _conflict(each: Observation, known: Record | None) -> LockChange | None:
    """The conflict of an approved text with a newer one: approved templates cannot be changed."""
    if each.kind != "template" or known is None:
        return None
    mine, its = known["content"], each.values.get("content")
    if not isinstance(mine, str) or not isinstance(its, str) or lines_as_sent(mine) == lines_as_sent(its):
        return None
    is_newer = each.time >= time_of_field(known, "content")
    older_status = known["status"] if is_newer else each.values.get("status")
    both = known["status"] == each.values.get("status") == "approved"
    if both or older_status == "approved":
        return LockChange("template", each.key, "conflict", mine, its)
    return None


def _merge_one(record: Record, each: Observation) -> None:
    """Takes over what an observation tells better than the record."""
    groups: list[tuple[str, ...]] = [(name,) for name in each.values if name not in REVIEW]
    if "status" in each.values and each.values["status"] is not None:
        groups.append(REVIEW)
    times = {name: time_of_field(record, name) for name in KNOWS_ALL[each.kind] if record.get(name) is not None}
    for names in groups:
        new = [each.values.get(name) for name in names]
        if new[0] is None:
            continue
        old = [record.get(name) for name in names]
        if old[0] is None or (each.time, _text(new)) > (times[names[0]], _text(old)):
            record.update(zip(names, new, strict=True))
            times[names[0]] = each.time
    seen = record["seen"]
    seen[each.call] = max(seen.get(each.call, ""), each.time)
    for name in [name for name in seen if name in KNOWS_ALL[each.kind]]:
        del seen[name]
    for name, time in times.items():
        if name not in REVIEW[1:] and time_of_field(record, name) != time:
            seen[name] = time


KNOWS_ALL: Final[dict[RecordKind, frozenset[str]]] = {
    kind: frozenset(name for call, names in KNOWS.items() if KIND_OF[call] == kind for name in names)
    for kind in ("template", "signature", "qualification")
}


def _note_page(lock: Lock, answer: Answer) -> None:
    """Notes a page of a listing that tells its total."""
    kind, total = KIND_OF[answer.call], answer.total
    if total is None:
        return
    size = answer.size or len(answer.rows)
    page = answer.page or 1
    if len(answer.rows) >= total:
        size, page = max(total, 1), 1
    if len(answer.rows) < min(size, total - (page - 1) * size):
        page = 0  # a page that was cut only tells that there is a listing
    name = f"{answer.call} {total}/{size}"
    pages = lock.pages.setdefault(kind, {}).setdefault(name, {})
    pages[str(page)] = max(pages.get(str(page), ""), answer.time)


def _complete(lock: Lock) -> set[RecordKind]:
    """Finds the kinds of which all pages were read since they last were, and drops pages that can tell no more."""
    completed: set[RecordKind] = set()
    for kind in get_args(RecordKind):
        listings = lock.pages.get(kind, {})
        best = lock.complete.get(kind, "")
        for name, pages in listings.items():
            total, size = _numbers(name)
            wanted = [str(number) for number in range(1, _page_count(total, size) + 1)]
            if all(number in pages for number in wanted):
                best = max(best, min(pages[number] for number in wanted))
        if best > lock.complete.get(kind, ""):
            lock.complete[kind] = best
            completed.add(kind)
        for name in list(listings):
            listings[name] = {number: time for number, time in listings[name].items() if time > best}
            if not listings[name]:
                del listings[name]
        if not listings:
            lock.pages.pop(kind, None)
    return completed


def _numbers(name: str) -> tuple[int, int]:
    """The total and the page size in the name of a listing."""
    total, _, size = name.rpartition(" ")[2].partition("/")
    return int(total), max(int(size), 1)


def _page_count(total: int, size: int) -> int:
    return max(-(-total // size), 1)


def incomplete(lock: Lock) -> Iterator[Incomplete]:
    """The listings that were begun and not finished, by kind."""
    for kind, listings in sorted(lock.pages.items()):
        name, pages = max(listings.items(), key=lambda pair: (max(pair[1].values()), pair[0]))
        total, size = _numbers(name)
        missing = tuple(n for n in range(1, _page_count(total, size) + 1) if str(n) not in pages)
        call = name.partition(" ")[0]
        read = min(sum(call in record["seen"] for record in lock.of(kind)), total)  # type: ignore[arg-type]
        yield Incomplete(kind, read, total, size, missing)  # type: ignore[arg-type]


def _changes(key: RecordKey, old: Record | None, new: Record) -> Iterator[LockChange]:
    kind, parts = key
    state = "state" if kind == "qualification" else "status"
    if old is None:
        yield LockChange(kind, parts, "new", None, new[state])
        return
    told = False
    if old[state] != new[state]:
        told = True
        known: Sequence[ChangeName] = ("in-review", "approved", "rejected", "cancelled")
        name: ChangeName = new[state] if new[state] in known else "changed"
        yield LockChange(kind, parts, name, old[state], {state: new[state], "reason": new.get("reason")})
    if kind == "template" and old["variables"] is None and new["variables"] is not None:
        told = True
        yield LockChange(kind, parts, "attributes", None, new["variables"])
    names = [name for name in new if name not in ("seen", "variables", *REVIEW, state) and old.get(name) != new[name]]
    if old.get("variables") is not None and old["variables"] != new["variables"]:
        names.append("variables")
    if names:
        yield LockChange(kind, parts, "changed", {n: old.get(n) for n in names}, {n: new[n] for n in names})
    elif not told and old.get("reason") != new.get("reason"):
        yield LockChange(kind, parts, "changed", {"reason": old.get("reason")}, {"reason": new.get("reason")})


def _vanished(lock: Lock, completed: set[RecordKind], prune: bool) -> Iterator[LockChange]:
    """The records that a complete listing no longer has; digital signatures stand in no listing."""
    for (kind, key), record in list(lock.records.items()):
        at = lock.complete.get(kind)
        if at is None or record.get("for") == "digital" or last_seen(record) >= at:
            continue
        if prune:
            del lock.records[kind, key]
            yield LockChange(kind, key, "dropped")
        elif kind in completed:
            yield LockChange(kind, key, "vanished")


def missing_calls(lock: Lock) -> Iterator[str]:
    """The commands of the vendor's own command line that would complete a lock."""
    for kind, call, page in (
        ("template", "QuerySmsTemplateList", "--PageSize 50 --PageIndex"),
        ("signature", "QuerySmsSignList", "--PageSize 50 --PageIndex"),
        ("qualification", "QuerySmsQualificationRecord", "--PageSize 50 --PageNo"),
    ):
        begun = next((each for each in incomplete(lock) if each.kind == kind), None)
        if begun is not None:
            size = page.replace("50", str(begun.size))
            yield from (f"aliyun dysmsapi {call} {size} {number}" for number in begun.missing)
        elif kind not in lock.complete:
            yield f"aliyun dysmsapi {call} {page} 1"
    for record in sorted(lock.of("template"), key=lambda each: str(each["code"])):
        if record["variables"] is None:
            yield f"aliyun dysmsapi GetSmsTemplate --TemplateCode {record['code']}"
    for name in sorted({
        str(record["name"])
        for record in lock.of("signature")
        if record["for"] == "text" and record["carriers"] is None and "GetSmsSign" not in record["seen"]
    }):  # fmt: skip
        yield f"aliyun dysmsapi GetSmsSign --SignName {_shell(name)}"


def _shell(text: str) -> str:
    from shlex import quote

    return quote(text)
