"""`smslint status`: what the lock says of what waits, was rejected, or needs something done."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from smslint.catalog.calendar import holidays_of
from smslint.cli.lock import existing_lock, given_time, named_lock
from smslint.cli.project import Project, with_project
from smslint.cli.terminal import LocalizedCommand, print_json
from smslint.core.timeline import WorkCalendar
from smslint.documents.account.answers import now_text
from smslint.io.escape import markdown, visible
from smslint.io.sink import print_out
from smslint.messages import Language
from smslint.messages import plan as messages
from smslint.messages.api import STATUSES
from smslint.messages.cli import COMMANDS
from smslint.messages.diff import QUALIFICATION_STATES
from smslint.workspace.status import RecordStatus, statuses


@click.command(cls=LocalizedCommand, about=COMMANDS["status"], options=messages.STATUS_OPTIONS)
@click.option("--waiting", is_flag=True)
@click.option("--lock", "named", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--at")
@click.option("--fail-on", type=click.Choice(["waiting", "overdue", "rejected"]))
@click.option("--format", type=click.Choice(["text", "json", "markdown"]), default="text")
@with_project("config")
def command(
    project: Project, waiting: bool, named: Path | None, at: str | None, fail_on: str | None, format: str
) -> int:
    """Prints the records; exits with 1 if one is in the state of `--fail-on`."""
    lock = existing_lock(named_lock(project.resolved, named))
    now = datetime.fromisoformat(given_time(at) or now_text()).replace(tzinfo=None)
    every = list(statuses(lock, now, WorkCalendar(holidays_of), project.catalog.lexicon))
    shown = [each for each in every if each.waits] if waiting else every
    language = project.language
    if format == "json":
        print_json({"version": 1, "records": [_json(each, language) for each in shown]})
    elif format == "markdown":
        print_out(*(f"- {markdown(_line(each, language))}" for each in shown))
    elif shown:
        print_out(*(visible(_line(each, language)) for each in shown))
    else:
        print_out(messages.STATUS_EMPTY.text(language))
    return int(any(_fails(each, fail_on) for each in every))


def _fails(each: RecordStatus, fail_on: str | None) -> bool:
    return {
        None: False,
        "waiting": each.waits,
        "overdue": each.overdue,
        "rejected": each.status in ("rejected", "failed"),
    }[fail_on]


def _line(each: RecordStatus, language: Language) -> str:
    since: Any = ""
    if each.since and each.review_minutes is not None:
        hours, minutes = divmod(each.review_minutes, 60)
        time = messages.HOURS.fill(hours=hours, minutes=minutes)
        since = messages.SINCE.fill(since=each.since[:16].replace("T", " "), time=time)
        if each.overdue:
            since = "".join((since.text(language), messages.OVERDUE.text(language)))
    state = STATUSES.get(each.status or "") or QUALIFICATION_STATES.get(each.status or "") or each.status or "-"
    advice = "".join(messages.REASON.text(language, reason=one.text(language)) for one in each.advice)
    reason = messages.REASON.fill(reason=each.reason) if each.reason else ""
    return messages.STATUS_LINE.text(language, key=each.key, status=state, since=since, reason=reason, advice=advice)


def _json(each: RecordStatus, language: Language) -> dict[str, Any]:
    return {
        "record": each.record,
        "key": each.key,
        "status": each.status,
        "since": each.since,
        "review_minutes": each.review_minutes,
        "overdue": each.overdue,
        "reason": each.reason,
        "advice": [one.text(language) for one in each.advice],
    }
