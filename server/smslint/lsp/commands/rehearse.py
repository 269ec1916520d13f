"""`smslint.rehearse`: tries a template with every row of a table, in a thread, and shows the progress."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smslint.core.analysis import Analysis
from smslint.lsp.commands.arguments import document_argument, string_argument, template_argument
from smslint.lsp.errors import InvalidParams, RequestFailed
from smslint.lsp.method import Command
from smslint.lsp.progress import TrackedTask, in_thread
from smslint.lsp.session import Session
from smslint.messages import lsp as messages
from smslint.messages.counts import count

if TYPE_CHECKING:
    from smslint.values.rehearsal import RehearsalProgress
    from smslint.values.rehearsal.summary import Rehearsal


class _Canceled(Exception):
    """The user has canceled the rehearsal, so that nobody waits for it."""


async def run(session: Session, argument: dict[str, Any]) -> dict[str, Any]:
    """What sending the template to every row would do. Raises RequestFailed if the table cannot be used."""
    inspection = document_argument(session, argument)
    entry = template_argument(inspection, argument)
    template = inspection.template(entry) if entry is not None else None
    if template is None:
        raise InvalidParams("No readable template.")
    mapping = argument.get("map") or {}
    if not isinstance(mapping, dict) or not all(isinstance(value, str) for value in mapping.values()):
        raise InvalidParams("'map' must map columns to variables.")
    table = str(session.root / Path(string_argument(argument, "table")))
    analysis = inspection.file_rules.linter.read(template)
    title = messages.REHEARSING.text(session.client.language)
    visible = session.client.shows_progress
    task = await session.tasks.start(argument.get("workDoneToken"), title, visible=visible)
    try:
        made = await _rehearsed(session, analysis, table, mapping, task)
    except asyncio.CancelledError:
        task.cancelled = True
        raise
    finally:
        session.tasks.finish(task)
    return _answer(made, table, session)


async def _rehearsed(
    session: Session, analysis: Analysis, table: str, mapping: dict[str, str], task: TrackedTask
) -> Rehearsal:
    """The rehearsal, in a thread: a table takes seconds, and other requests are served meanwhile. Raises RequestFailed
    and CancelledError."""
    from smslint.values.rehearsal import rehearse
    from smslint.values.tables.batch import InputError

    language, loop = session.client.language, session.loop

    def report(progress: RehearsalProgress) -> None:
        if task.cancelled:
            raise _Canceled
        message = count("row", progress.rows, grouped=True).text(language)
        loop.call_soon_threadsafe(task.show, progress.done, message)

    try:
        return await in_thread(partial(rehearse, analysis, table, mapping, report))
    except InputError as error:
        raise RequestFailed(error.text.text(language)) from None
    except OSError as error:
        from smslint.messages.system import os_error_text

        raise RequestFailed(messages.NO_TABLE.text(language, table=table, why=os_error_text(error))) from None
    except ImportError as error:
        raise RequestFailed(messages.TABLES_NEEDED.text(language, package=error.name)) from None


def _answer(made: Rehearsal, table: str, session: Session) -> dict[str, Any]:
    language = session.client.language
    return {
        "rows": made.rows,
        "offending": made.refused,
        "segments": {str(number): rows for number, rows in made.segments.items()},
        "causes": [
            {
                "severity": cause.key.severity,
                "error": cause.key.error or None,
                "column": cause.key.column or None,
                "variable": cause.key.variable or None,
                "count": cause.count,
                "message": cause.message.text(language),
                "samples": [
                    {"row": sample.row, "value": sample.value}
                    for sample in cause.samples
                    if cause.key.reason != "missing-column"  # all rows, and no value
                ],
            }
            for cause in made.causes
        ],
        "unchanging": [{"column": each.column, "value": each.value} for each in made.unchanging],
        "table": table,
    }


COMMAND = Command("smslint.rehearse", run)
