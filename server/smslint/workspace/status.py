"""What the records of a lock ask for: how long they wait, why they were rejected, what their filing needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from smslint.catalog.answers import answers_to
from smslint.core.account import CARRIERS
from smslint.core.lexicon import Lexicon
from smslint.core.timeline import GOVERNMENT_DAYS, REVIEW, WorkCalendar
from smslint.dataclass import dataclass
from smslint.documents.account.lockfile import Lock, Record, account_of
from smslint.messages import Bilingual
from smslint.messages import plan as messages
from smslint.messages.diff import CARRIERS as CARRIER_NAMES
from smslint.messages.report import REVIEW_REMEDY
from smslint.workspace.plan import is_government

SOON = timedelta(days=60)
"""How long before its end a certificate is reported."""
_FILINGS = {
    "to-verify": "to-verify",
    "filing": "filing",
    "failed": "filing-failed",
    "expired": "filing-expired",
    "not-filed": "not-filed",
}


@dataclass(frozen=True, slots=True)
class RecordStatus:
    """One record that somebody should know of. `review_minutes` counts hours of review since it was applied for."""

    record: str
    key: str
    status: str | None
    since: str | None = None
    review_minutes: int | None = None
    overdue: bool = False
    reason: str | None = None
    advice: tuple[Bilingual, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it waits for a decision."""
        return self.status == "in-review"


def statuses(lock: Lock, now: datetime, calendar: WorkCalendar, lexicon: Lexicon) -> Iterator[RecordStatus]:
    """The records that wait, were not approved, or need something done, by kind and key."""
    account = account_of(lock)

    def waiting(kind: str, key: str, record: Record, signature: str | None) -> RecordStatus:
        public = signature is not None and is_government(signature, account, lexicon)
        return _waiting(kind, key, record, now, calendar, public, _remedies(record, lexicon))

    for record in sorted(lock.of("template"), key=lambda each: str(each["code"])):
        if record["status"] not in (None, "approved"):
            yield waiting("template", record["code"], record, record["signature"])
    for record in sorted(lock.of("signature"), key=lambda each: (each["name"], each["for"], each["scene"] or "")):
        found = waiting("signature", record["name"], record, record["name"])
        advice = (*found.advice, *_filing(record))
        if record["status"] not in (None, "approved") or advice:
            yield RecordStatus(
                "signature",
                record["name"],
                record["status"],
                found.since,
                found.review_minutes,
                found.overdue,
                found.reason,
                advice,
            )
    for record in sorted(lock.of("qualification"), key=lambda each: str(each["id"])):
        advice = tuple(_certificate(record, now.date()))
        if record["state"] not in (None, "passed") or advice:
            yield RecordStatus("qualification", record["id"], record["state"], reason=record["remark"], advice=advice)


def _remedies(record: Record, lexicon: Lexicon) -> Iterator[Bilingual]:
    """What to do about the reason of a rejection, if it is known."""
    if record["status"] == "rejected" and record["reason"]:
        for match in answers_to(record["reason"], lexicon)[:1]:
            yield REVIEW_REMEDY.fill(remedy=match.answer.text("remedy"), id=match.answer.id)


def _waiting(
    kind: str,
    key: str,
    record: Record,
    now: datetime,
    calendar: WorkCalendar,
    public: bool,
    remedies: Iterator[Bilingual],
) -> RecordStatus:
    status, created = record["status"], record["created"]
    advice = list(remedies)
    minutes, overdue = None, False
    if status == "in-review" and created:
        start = datetime.fromisoformat(created).replace(tzinfo=None)
        spent = calendar.review_time(start, now) if start <= now else timedelta()
        minutes = int(spent.total_seconds() // 60)
        if public:
            overdue = calendar.business_days(start, GOVERNMENT_DAYS) < now
            if overdue:
                advice.append(messages.ADVICE["government"])
        else:
            overdue = spent > REVIEW
            if overdue:
                order = record["order"]
                advice.append(messages.ADVICE["overdue"].fill(order=order) if order else messages.ADVICE["unnumbered"])
    if status == "rejected" and kind == "template":
        advice.append(messages.ADVICE["rejected"])
    since = created if status == "in-review" else None
    return RecordStatus(kind, key, status, since, minutes, overdue, record["reason"], tuple(advice))


def _filing(record: Record) -> Iterator[Bilingual]:
    """What the filing of an approved signature needs, by state."""
    carriers: Mapping[str, Mapping[str, object]] = record["carriers"] or {}
    if record["status"] != "approved":
        return
    for state, name in _FILINGS.items():
        concerned = tuple(
            CARRIER_NAMES[each] for each in CARRIERS if each in carriers and carriers[each].get("status") == state
        )
        if concerned:
            yield messages.ADVICE[name].fill(carriers=concerned)


def _certificate(record: Record, today: date) -> Iterator[Bilingual]:
    if record["state"] == "incomplete":
        yield messages.ADVICE["incomplete"]
    until = record["valid_until"]
    if until:
        end = date.fromisoformat(until)
        if end < today:
            yield messages.ADVICE["expired"].fill(date=until)
        elif end - today <= SOON:
            yield messages.ADVICE["expires"].fill(date=until)
