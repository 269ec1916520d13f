"""When which request can go out, and when each template can be used: the steps of an application, one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from smslint.core.account import Account
from smslint.core.analysis import Analysis
from smslint.core.lexicon import Lexicon
from smslint.core.recognise.authorities import Authorities
from smslint.core.timeline import (
    APART,
    FILING_DAYS,
    GOVERNMENT_DAYS,
    QUALIFICATION_DAYS,
    REVIEW,
    STABLE_DAYS,
    WorkCalendar,
    submissions,
    up_to_minute,
)
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import plan as messages


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step with its earliest and usual end, in UTC+8, and where its duration is documented."""

    step: str
    earliest: datetime
    usual: datetime
    source: str


@dataclass(frozen=True, slots=True)
class PlanCandidate:
    """A template that needs a request: where it is, and its analysis."""

    path: str
    index: int
    analysis: Analysis

    @property
    def title(self) -> str:
        """What people call it."""
        template = self.analysis.template
        return template.name or template.code or f"#{self.index + 1}"


@dataclass(frozen=True, slots=True)
class PlannedTemplate:
    """A template with its steps. `late` says that it misses the day, `by` when it had to be submitted."""

    candidate: PlanCandidate
    submit: datetime
    steps: tuple[PlannedStep, ...]
    late: bool = False
    by: datetime | None = None

    @property
    def earliest(self) -> datetime:
        """When it can be used at the earliest."""
        return next(each.earliest for each in self.steps if each.step == "usable")

    @property
    def usual(self) -> datetime:
        """When it can usually be used."""
        return next(each.usual for each in self.steps if each.step == "usable")


@dataclass(frozen=True, slots=True)
class Milestone:
    """An event of the whole plan."""

    name: str
    text: Bilingual
    earliest: datetime
    usual: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The templates in the order of their requests, and the milestones. `known` says that a complete lock told of
    qualification and signatures."""

    templates: tuple[PlannedTemplate, ...]
    milestones: tuple[Milestone, ...]
    known: bool


class Planner:
    """Plans the applications for templates with what is known of the account."""

    def __init__(
        self, calendar: WorkCalendar, account: Account | None, start: datetime, created: Counter[date]
    ) -> None:
        self.calendar = calendar
        self.account = account
        self.start = start
        self.created = created
        self.milestones: list[Milestone] = []
        self._ready: dict[tuple[str, str], tuple[datetime, datetime]] = {}

    def plan(
        self, candidates: Sequence[PlanCandidate], hours: tuple[time, time] | None = None, until: date | None = None
    ) -> Plan:
        """The plan for templates in this order."""
        ready = {id(each): self._signature_ready(each.analysis)[1] for each in candidates}
        slots: dict[int, datetime] = {}
        taken, free = Counter(self.created), self.start
        texts = (each for each in candidates if each.analysis.type != "digital")  # of these, 100 a day
        for each in sorted(texts, key=lambda each: ready[id(each)]):
            at = next(submissions(max(free, ready[id(each)]), taken, hours))
            slots[id(each)] = at
            taken[at.date()] += 1
            free = at + APART
        planned = []
        for each in candidates:
            submit = slots.get(id(each)) or max(self.start, ready[id(each)])
            planned.append(self._planned(each, submit, until))
        planned.sort(key=lambda each: each.submit)
        return Plan(tuple(planned), tuple(self._all_milestones(planned)), self._is_known)

    @property
    def _is_known(self) -> bool:
        return self.account is not None and {"signature", "qualification"} <= set(self.account.complete)

    def _signature_ready(self, analysis: Analysis) -> tuple[datetime, datetime]:
        """When a template's signature is there: at the earliest and usually. What is not known counts as there."""
        name, account = analysis.template.signature, self.account
        medium = "digital" if analysis.type == "digital" else "text"
        now = (self.start, self.start)
        if not name or account is None:
            return now
        if (name, medium) in self._ready:
            return self._ready[name, medium]
        known = [each for each in account.by_name.get(name, ()) if each.medium == medium]
        ready = now
        if not any(each.status == "approved" for each in known) and (
            known or (medium == "text" and "signature" in account.complete)
        ):
            ready = self._reviewed_signature(name, self._qualification_ready())
        if medium == "digital" and known and all(each.carriers is not None for each in known):
            filed = any(state in ("filed", "to-verify") for each in known for state in (each.carriers or {}).values())
            if not filed:
                ready = self._filed(name, ready)
        self._ready[name, medium] = ready
        return ready

    def _qualification_ready(self) -> tuple[datetime, datetime]:
        account = self.account
        if account is None or "qualification" not in account.complete:
            return self.start, self.start
        if any(each.state == "passed" for each in account.qualifications.values()):
            return self.start, self.start
        end = self.calendar.business_days(self.start, QUALIFICATION_DAYS)
        if not any(each.name == "qualification" for each in self.milestones):
            self._note("qualification", messages.MILESTONES["qualification"], end, end)
        return end, end

    def _reviewed_signature(self, name: str, start: tuple[datetime, datetime]) -> tuple[datetime, datetime]:
        ends = (
            self.calendar.reviewed(start[0], REVIEW, usual=False),
            self.calendar.reviewed(start[1], REVIEW, usual=True),
        )
        self._note("signature", messages.MILESTONES["signature"].fill(signature=name), *ends)
        return ends

    def _filed(self, name: str, start: tuple[datetime, datetime]) -> tuple[datetime, datetime]:
        ends = (
            self.calendar.business_days(start[0], FILING_DAYS[0]),
            self.calendar.business_days(start[1], FILING_DAYS[1]),
        )
        self._note("signature-filing", messages.MILESTONES["signature-filing"].fill(signature=name), *ends)
        return ends

    def _note(self, name: str, text: Bilingual, earliest: datetime, usual: datetime) -> None:
        source = messages.SOURCES.get(name, "")
        self.milestones.append(Milestone(name, text, up_to_minute(earliest), up_to_minute(usual), source))

    def _planned(self, candidate: PlanCandidate, submit: datetime, until: date | None) -> PlannedTemplate:
        steps = tuple(self._steps(candidate.analysis, submit))
        found = PlannedTemplate(candidate, submit, steps)
        if until is None or found.usual <= datetime.combine(until + timedelta(days=1), time(0)):
            return found
        by = self._latest(candidate.analysis, datetime.combine(until + timedelta(days=1), time(0)))
        return PlannedTemplate(candidate, submit, steps, True, by)

    def _latest(self, analysis: Analysis, end: datetime) -> datetime | None:
        """The last minute at which a request had to go out for its template to be usable by a time."""
        low, high = 0, 120 * 24 * 60
        first = end - timedelta(minutes=high)
        while low < high:
            middle = (low + high + 1) // 2
            usual = [
                each.usual for each in self._steps(analysis, first + timedelta(minutes=middle)) if each.step == "usable"
            ]
            low, high = (middle, high) if usual[0] <= end else (low, middle - 1)
        return first + timedelta(minutes=low)

    def _steps(self, analysis: Analysis, submit: datetime) -> Iterator[PlannedStep]:
        calendar = self.calendar
        yield PlannedStep("submit", submit, submit, messages.SOURCES["submit"])
        template = analysis.template
        if template.for_ == "government" or is_government(template.signature or "", self.account, analysis.lexicon):
            end = calendar.business_days(submit, GOVERNMENT_DAYS)
            earliest, usual, name = end, end, "government-review"
        else:
            earliest = calendar.reviewed(submit, REVIEW, usual=False)
            usual = calendar.reviewed(submit, REVIEW, usual=True)
            name = "review"
        earliest, usual = up_to_minute(earliest), up_to_minute(usual)
        yield PlannedStep(name, earliest, usual, messages.SOURCES[name])
        if analysis.type == "digital":
            earliest = calendar.business_days(earliest, FILING_DAYS[0])
            usual = calendar.business_days(usual, FILING_DAYS[1])
        yield PlannedStep("usable", earliest, usual, messages.SOURCES["usable"])
        stable = (calendar.business_days(earliest, STABLE_DAYS[0]), calendar.business_days(usual, STABLE_DAYS[1]))
        yield PlannedStep("stable", *stable, messages.SOURCES["stable"])

    def _all_milestones(self, planned: Sequence[PlannedTemplate]) -> Iterator[Milestone]:
        yield from self.milestones
        if not planned:
            return
        last = max(each.submit for each in planned)
        yield Milestone(
            "last-submission", messages.MILESTONES["last-submission"], last, last, messages.SOURCES["submit"]
        )
        usable = max(each.earliest for each in planned), max(each.usual for each in planned)
        yield Milestone("last-usable", messages.MILESTONES["last-usable"], *usable, messages.SOURCES["usable"])
        ends = [next(step for step in each.steps if step.step == "stable") for each in planned]
        stable = max(each.earliest for each in ends), max(each.usual for each in ends)
        yield Milestone("stable", messages.MILESTONES["stable"], *stable, messages.SOURCES["stable"])


def is_government(signature: str, account: Account | None, lexicon: Lexicon) -> bool:
    """Whether a signature is one of a public authority: by its qualification, else by its name."""
    is_public = account is not None and account.is_public(signature)
    return is_public or lexicon.compiled(Authorities).named_in(signature) is not None


def created_on(account: Account | None) -> Counter[date]:
    """How many templates an account shows as created on each day."""
    days: Counter[date] = Counter()
    for each in account.templates.values() if account is not None else ():
        if each.created and each.type != "digital" and each.origin in (None, "own"):
            days[datetime.fromisoformat(each.created).date()] += 1
    return days
