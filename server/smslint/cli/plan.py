"""`smslint plan`: when each request can go out, and when each template can be used."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import click

from smslint.catalog.calendar import holidays_of
from smslint.cli.lock import existing_lock, given_time
from smslint.cli.payload import template_title
from smslint.cli.project import Project, given_paths, with_project, write_file
from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError, print_json
from smslint.core.account import Account
from smslint.core.comparison import compare
from smslint.core.timeline import WorkCalendar
from smslint.documents.account.answers import now_text
from smslint.documents.account.lockfile import account_of
from smslint.documents.payload import NoRequest, request_of
from smslint.io.escape import json_text, visible
from smslint.io.sink import print_error, print_out
from smslint.messages import Bilingual, Language
from smslint.messages import cli as cli_messages
from smslint.messages import plan as messages
from smslint.workspace.check import check_template
from smslint.workspace.comparison import CHANGED
from smslint.workspace.diagnostic import digest
from smslint.workspace.lock import lock_path
from smslint.workspace.plan import Plan, PlanCandidate, PlannedTemplate, Planner, created_on

_ORDERS = {
    "path": lambda each: (each.path, each.index),
    "name": lambda each: (each.title, each.path, each.index),
    "type": lambda each: (each.analysis.type, each.path, each.index),
}


@click.command(cls=LocalizedCommand, about=cli_messages.COMMANDS["plan"], options=messages.PLAN_OPTIONS)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--from", "start")
@click.option("--until")
@click.option("--order", type=click.Choice(list(_ORDERS)), default="path")
@click.option("--submit-hours", "hours")
@click.option("--format", type=click.Choice(["text", "json", "ics"]), default="text")
@click.option("--requests", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--lock", "named", type=click.Path(path_type=Path, dir_okay=False))
@with_project("config")
def command(
    project: Project,
    paths: tuple[Path, ...],
    start: str | None,
    until: str | None,
    order: str,
    hours: str | None,
    format: str,
    requests: Path | None,
    named: Path | None,
) -> int:
    """Prints the plan; exits with 1 if a template misses the day, or if a file cannot be read."""
    files = given_paths(paths)
    for path in files:
        if not path.exists():
            raise LocalizedUsageError(cli_messages.NO_SUCH_PATH.fill(path=path))
    project.path = files[0]
    account = _account(project, named)
    left_out: list[tuple[str, Bilingual, Bilingual]] = []
    candidates = sorted(_candidates(project, files, account, left_out), key=_ORDERS[order])
    calendar = WorkCalendar(holidays_of)
    first = datetime.fromisoformat(given_time(start) or now_text()).replace(tzinfo=None)
    planner = Planner(calendar, account, first, created_on(account))
    last = _date(until)
    plan = planner.plan(candidates, _hours(hours), last)
    if requests is not None:
        write_file(project, requests, "".join(_request_lines(plan)))
    if format == "json":
        print_json(_as_json(plan, left_out, project.language))
    elif format == "ics":
        print_out(*_events(plan, first, project.language))
    else:
        print_out(*_lines(plan, left_out, calendar, last, project.language))
    return int(project.failures > 0 or any(each.late for each in plan.templates))


def _account(project: Project, named: Path | None) -> Account | None:
    """The account of the lock, which may be missing unless it is named."""
    path = named or lock_path(project.resolved)
    if path is None or (named is None and not path.exists()):
        return project.rule_resolver.account(project.resolved)
    return account_of(existing_lock(path))


def _candidates(
    project: Project, files: list[Path], account: Account | None, left_out: list[tuple[str, Bilingual, Bilingual]]
) -> Iterator[PlanCandidate]:
    for found, document in project.documents(files):
        file_rules, path = project.rule_resolver.of(found), found.display_path
        project.fail_unreadable(document, path)
        for entry in document.entries():
            if entry.template is None:
                continue
            title = template_title(entry.template, entry.index)
            checked = check_template(entry.parsed, file_rules, date.today(), document.file)
            errors = [
                each
                for each in checked.findings
                if each.severity == "error"
                and each.rule.id not in ("approved-template-changed", "signature-not-approved")
            ]
            analysis = checked.analysis
            assert analysis is not None
            code = entry.template.code or (entry.review.code if entry.review else None)
            verdict = compare(analysis, account or Account(), code).verdict
            if verdict == "not-comparable":
                left_out.append((path, title, messages.NOT_COMPARABLE.fill(code=code)))
            elif verdict not in CHANGED:
                left_out.append((path, title, messages.NOT_NEEDED.fill(verdict=verdict)))
            elif errors:
                left_out.append((path, title, messages.HAS_ERRORS.fill(count=len(errors))))
            else:
                yield PlanCandidate(path, entry.index, analysis)


def _date(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        raise LocalizedUsageError(messages.BAD_DATE.fill(value=value)) from None


def _hours(value: str | None) -> tuple[time, time] | None:
    if value is None:
        return None
    try:
        low, high = (time.fromisoformat(part.strip()) for part in value.split("-"))
    except ValueError:
        raise LocalizedUsageError(messages.BAD_HOURS.fill(value=value)) from None
    if low >= high:
        raise LocalizedUsageError(messages.BAD_HOURS.fill(value=value))
    return low, high


def _lines(
    plan: Plan,
    left_out: list[tuple[str, Bilingual, Bilingual]],
    calendar: WorkCalendar,
    until: date | None,
    language: Language,
) -> Iterator[str]:
    for each in plan.templates:
        late: Bilingual | str = ""
        if each.late:
            text = messages.LATE if each.by else messages.LATE_NEVER
            late = text.fill(until=until, by=_shown(each.by) if each.by else "")
        line = messages.LINE.text(
            language,
            path=each.candidate.path,
            template=each.candidate.title,
            submit=_shown(each.submit, seconds=True),
            earliest=_shown(each.earliest),
            usual=_shown(each.usual),
            late=late,
        )
        yield visible(line)
    if not plan.templates:
        yield messages.NOTHING.text(language)
    yield ""
    for one in plan.milestones:
        values = {"earliest": _shown(one.earliest), "usual": _shown(one.usual)}
        yield visible(messages.MILESTONE.text(language, name=one.text, **values))
    for path, title, reason in left_out:
        yield visible(messages.LEFT_OUT.text(language, path=path, template=title, reason=reason))
    yield ""
    yield messages.TOTALS.text(language)
    if len({each.submit.date() for each in plan.templates}) > 1:
        yield messages.QUOTA.text(language)
    yield from (messages.UNKNOWN_YEAR.text(language, year=year) for year in sorted(calendar.uncertain))
    if not plan.known:
        yield messages.NOT_KNOWN.text(language)
    yield messages.BY_A_PERSON.text(language)


def _shown(at: datetime, seconds: bool = False) -> str:
    return at.isoformat(" ", "seconds" if seconds and at.second else "minutes")


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds") + "+08:00"


def _as_json(plan: Plan, left_out: list[tuple[str, Bilingual, Bilingual]], language: Language) -> dict[str, Any]:
    return {
        "version": 1,
        "templates": [
            {
                "path": each.candidate.path,
                "index": each.candidate.index,
                "name": each.candidate.analysis.template.name,
                "submit": _iso(each.submit),
                "earliest": _iso(each.earliest),
                "usual": _iso(each.usual),
                "steps": [
                    {
                        "step": step.step,
                        "earliest": _iso(step.earliest),
                        "usual": _iso(step.usual),
                        "source": step.source,
                    }
                    for step in each.steps
                ],
                "late": each.late,
            }
            for each in plan.templates
        ],
        "milestones": [
            {
                "name": each.name,
                "text": each.text.text(language),
                "earliest": _iso(each.earliest),
                "usual": _iso(each.usual),
                "source": each.source,
            }
            for each in plan.milestones
        ],
        "left_out": [
            {"path": path, "template": title.text(language), "reason": reason.text(language)}
            for path, title, reason in left_out
        ],
    }


def _request_lines(plan: Plan) -> Iterator[str]:
    for each in plan.templates:
        try:
            analysis = each.candidate.analysis
            request = request_of(analysis.template, files=analysis.files)
        except NoRequest as error:
            print_error(f"{each.candidate.path}: {error.reason.en}")
            continue
        line = {"not_before": _iso(each.submit), "call": request.call, "body": dict(request.body)}
        yield json_text(line, True) + "\n"


def _events(plan: Plan, stamp: datetime, language: Language) -> Iterator[str]:
    """The plan as a calendar (RFC 5545): an event for each request, and one for when its template can be used."""
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//smslint//plan//EN")
    for each in plan.templates:
        yield from _event(each, "submit", each.submit, stamp, language)
        yield from _event(each, "usable", each.usual, stamp, language)
    yield "END:VCALENDAR"


def _event(planned: PlannedTemplate, step: str, at: datetime, stamp: datetime, language: Language) -> Iterator[str]:
    candidate = planned.candidate
    key = digest(candidate.path, str(candidate.index), candidate.title, step)
    summary = messages.EVENT.text(language, template=candidate.title, step=messages.STEPS[step])
    for line in (
        "BEGIN:VEVENT",
        f"UID:{key}@smslint",
        f"DTSTAMP:{_utc(stamp)}",
        f"DTSTART:{_utc(at)}",
        f"DTEND:{_utc(at + timedelta(minutes=15))}",
        f"SUMMARY:{_ics(summary)}",
        f"DESCRIPTION:{_ics(messages.SOURCES[step])}",
        "END:VEVENT",
    ):
        yield from _folded(line)


def _utc(at: datetime) -> str:
    return (at - timedelta(hours=8)).strftime("%Y%m%dT%H%M%SZ")


def _ics(text: str) -> str:
    text = visible(text)
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """A content line, in parts of at most 75 bytes."""
    part, size = "", 0
    for character in line:
        width = len(character.encode("utf-8", "replace"))
        if size + width > 75:
            yield part
            part, size = " ", 1
        part, size = part + character, size + width
    yield part
