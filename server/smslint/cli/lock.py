"""`smslint lock`: merges answers of the vendor's API into the lock, and says what changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smslint.cli.project import STANDARD_INPUT, Project, with_project, write_file
from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError, file_error
from smslint.documents.account.answers import Answer, NotAnAnswer, answers_in, now_text
from smslint.documents.account.lockfile import LARGEST, Lock, LockError, lock_text
from smslint.documents.account.merge import Incomplete, LockChange, incomplete, merge, missing_calls
from smslint.documents.account.values import time_text
from smslint.io import opener
from smslint.io.escape import is_unicode, json_text, visible
from smslint.io.sink import print_error, print_out, standard_output
from smslint.messages import Bilingual, Language
from smslint.messages import account as messages
from smslint.messages.api import STATUSES
from smslint.messages.cli import COMMANDS, NO_INPUT
from smslint.messages.system import os_error_text
from smslint.workspace.lock import load_lock, lock_path

if TYPE_CHECKING:
    from smslint.workspace.settings import ResolvedSettings


@click.command(cls=LocalizedCommand, about=COMMANDS["lock"], options=messages.LOCK_OPTIONS)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--lock", "named", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True)
@click.option("--prune", is_flag=True)
@click.option("--account")
@click.option("--missing", is_flag=True)
@click.option("--at")
@with_project("format", "config")
def command(
    project: Project,
    files: tuple[Path, ...],
    named: Path | None,
    dry_run: bool,
    prune: bool,
    account: str | None,
    missing: bool,
    at: str | None,
    format: str,
) -> int:
    """Merges, writes and tells; exits with 1 for a conflict or an answer that cannot be read."""
    if not (files or missing or prune or account):
        raise LocalizedUsageError(messages.NO_ANSWERS_GIVEN)
    path = named_lock(project.resolved, named)
    lock = existing_lock(path) if path.exists() else Lock()
    known = lock_text(lock)
    problems: list[Bilingual] = []
    answers = [answer for file in files for answer in _answers(file, given_time(at), problems)]
    changes = merge(lock, answers, prune)
    if account is not None:
        lock.account = account
    text = lock_text(lock)
    if not dry_run and (text != known or not path.exists()) and (answers or prune or account):
        write_file(project, path, text, replaces=path)
    calls = list(missing_calls(lock)) if missing else []
    refused = bool(problems)
    if format == "json":
        problems += map(_incomplete, incomplete(lock))
        out = standard_output()
        out.write(json_text(_json(changes, calls, problems, project.language), is_unicode(out), 2) + "\n")
    else:
        _tell(project, lock, changes, calls, problems)
        if any(answer.call.endswith(("Qualification", "QualificationRecord")) for answer in answers):
            print_error(messages.NO_PERSONS.text(project.language))
    return int(refused or any(change.change == "conflict" for change in changes))


def named_lock(resolved: ResolvedSettings, named: Path | None) -> Path:
    """The lock that an option names, else that of the settings. Raises LocalizedUsageError if these have none."""
    path = named or lock_path(resolved)
    if path is None:
        raise LocalizedUsageError(messages.LOCK_OFF)
    return path


def existing_lock(path: Path) -> Lock:
    """A lock that must exist. Raises LocalizedUsageError if it does not, or cannot be used."""
    try:
        return load_lock(path)
    except FileNotFoundError:
        raise LocalizedUsageError(messages.NO_LOCK) from None
    except OSError as error:
        raise file_error(NO_INPUT, path, error) from None
    except LockError as error:
        raise LocalizedUsageError(messages.BAD_LOCK.fill(path=path, line=error.line, reason=error.reason)) from None


def given_time(value: str | None) -> str | None:
    """The time of an option, in UTC+8 where it names no zone. Raises LocalizedUsageError."""
    if value is None:
        return None
    try:
        return time_text(datetime.fromisoformat(value.strip()))
    except ValueError:
        raise LocalizedUsageError(messages.BAD_TIME.fill(value=value)) from None


def _answers(file: Path, at: str | None, problems: list[Bilingual]) -> Iterator[Answer]:
    """The answers of a file; what cannot be read is added to `problems`."""
    try:
        if file == STANDARD_INPUT:
            data, time = opener.standard_input().read(), now_text()
        else:
            data = opener.read_bytes(file, LARGEST)
            time = time_text(datetime.fromtimestamp(os.stat(file).st_mtime).astimezone())
        yield from answers_in(data, time, at)
    except OSError as error:
        problems.append(messages.UNREADABLE_FILE.fill(path=file, reason=os_error_text(error)))
    except NotAnAnswer as error:
        problems.append(messages.UNREADABLE_FILE.fill(path=file, reason=error.reason))


def _tell(project: Project, lock: Lock, changes: list[LockChange], calls: list[str], problems: list[Bilingual]) -> None:
    language = project.language
    for change in changes:
        (print_error if change.change == "conflict" else print_out)(_sentence(change, language))
    for call in calls:
        print_out(call)
    for each in incomplete(lock):
        print_error(_incomplete(each).text(language))
    for problem in problems:
        print_error(problem.text(language))
    if not (changes or calls or problems):
        print_error(messages.UNCHANGED.text(language))


def _incomplete(each: Incomplete) -> Bilingual:
    pages = ", ".join(map(str, each.missing[:20])) + (" …" if len(each.missing) > 20 else "")
    return messages.INCOMPLETE.fill(read=each.read, total=each.total, pages=pages, kind=messages.KINDS[each.kind])


def _sentence(change: LockChange, language: Language) -> str:
    status, reason = change.after, None
    if isinstance(change.after, dict) and change.change not in ("changed", "attributes"):
        status, reason = change.after.get("status"), change.after.get("reason")
    state = STATUSES.get(status) if isinstance(status, str) else None
    return messages.CHANGES[change.change].text(
        language,
        key=visible(str(change.key[0])),
        kind=messages.KINDS[change.kind],
        status=messages.REASON.fill(reason=state) if state else "",
        reason=messages.REASON.fill(reason=visible(str(reason))) if reason else "",
        names=tuple(change.after) if change.change == "changed" else "",
        before=visible(str(change.before)),
        after=visible(str(change.after)),
    )


def _json(
    changes: list[LockChange], calls: list[str], problems: list[Bilingual], language: Language
) -> dict[str, object]:
    return {
        "version": 1,
        "changes": [
            {
                "kind": each.kind,
                "key": each.key[0],
                "change": each.change,
                "before": each.before,
                "after": each.after,
            }
            for each in changes
        ],
        "missing": calls,
        "problems": [each.text(language) for each in problems],
    }
