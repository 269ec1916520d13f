"""`smslint.rehearse`: tries a template with every row of a table, in a thread, and shows the progress.

With `output`, the rows with problems are saved, too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smslint.core.analysis import Analysis
from smslint.lsp.commands.arguments import document_argument, string_argument, template_argument
from smslint.lsp.errors import InvalidParams, RequestFailed
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Command
from smslint.lsp.progress import TrackedTask, in_thread
from smslint.lsp.session import Session
from smslint.lsp.uris import path_of
from smslint.messages import lsp as messages
from smslint.messages.counts import count

if TYPE_CHECKING:
    from smslint.values.rehearsal import RehearsalProgress
    from smslint.values.rehearsal.summary import Rehearsal


class _Canceled(Exception):
    """The user has canceled the rehearsal, so that nobody waits for it."""


async def run(session: Session, argument: dict[str, Any]) -> dict[str, Any]:
    """What sending the template to every row would do. Raises RequestFailed if the table cannot be used, or the file
    `output` not be written."""
    inspection = document_argument(session, argument)
    entry = template_argument(inspection, argument)
    template = inspection.template(entry) if entry is not None else None
    if template is None:
        raise InvalidParams("No readable template.")
    mapping = argument.get("map") or {}
    if not isinstance(mapping, dict) or not all(isinstance(value, str) for value in mapping.values()):
        raise InvalidParams("'map' must map columns to variables.")
    table = str(session.root / Path(string_argument(argument, "table")))
    output = session.root / string_argument(argument, "output") if "output" in argument else None
    analysis = inspection.file_rules.linter.read(template)
    title = messages.REHEARSING.text(session.client.language)
    visible = session.client.shows_progress
    task = await session.tasks.start(argument.get("workDoneToken"), title, visible=visible)
    try:
        with _failures(session, table, output):
            if output is not None:
                _refuse(output, inspection, table, session)
            made, written = await _rehearsed(session, analysis, table, mapping, task, output)
    except asyncio.CancelledError:
        task.cancelled = True
        raise
    finally:
        session.tasks.finish(task)
    return {**_answer(made, table, session), "written": written}


async def _rehearsed(
    session: Session,
    analysis: Analysis,
    table: str,
    mapping: dict[str, str],
    task: TrackedTask,
    output: Path | None,
) -> tuple[Rehearsal, int]:
    """The rehearsal, in a thread: a table takes seconds, and other requests are served meanwhile; and the number of
    rows that were saved. Raises InputError, OSError, ImportError and CancelledError."""
    from smslint.values.rehearsal import rehearse
    from smslint.values.rehearsal.faulty_rows import FaultyRowsWriter

    language, loop = session.client.language, session.loop

    def report(progress: RehearsalProgress) -> None:
        if task.cancelled:
            raise _Canceled
        message = count("row", progress.rows, grouped=True).text(language)
        loop.call_soon_threadsafe(task.show, progress.done, message)

    def work() -> tuple[Rehearsal, int]:
        if output is None:
            return rehearse(analysis, table, mapping, report), 0
        with FaultyRowsWriter(output, language, table) as rows:
            made = rehearse(analysis, table, mapping, report, rows)
        return made, rows.written

    return await in_thread(work)


@contextmanager
def _failures(session: Session, table: str, output: Path | None) -> Iterator[None]:
    """Errors of the table and of the file of rows as RequestFailed."""
    from smslint.values.rehearsal.likely_columns import NoColumnError
    from smslint.values.tables.batch import InputError

    language = session.client.language
    try:
        yield
    except NoColumnError as error:
        names = tuple(f"{column} → {variable}" for variable, column in error.likely.items())
        likely = messages.LIKELY_NAMES.fill(names=names) if names else ""
        text = messages.NO_COLUMN.text(language, variables=error.variables, columns=error.columns, likely=likely)
        raise RequestFailed(text) from None
    except InputError as error:
        raise RequestFailed(error.text.text(language)) from None
    except OSError as error:
        from smslint.messages.system import os_error_text

        why = os_error_text(error)
        if output is not None and error.filename is not None and Path(error.filename) == output:
            raise RequestFailed(messages.NOT_SAVED.text(language, path=output, why=why)) from None
        raise RequestFailed(messages.NO_TABLE.text(language, table=table, why=why)) from None
    except ImportError as error:
        raise RequestFailed(messages.TABLES_NEEDED.text(language, package=error.name)) from None


def _refuse(output: Path, inspection: Inspection, table: str, session: Session) -> None:
    """Raises RequestFailed if rows cannot be saved as such a file, or it is one that the rehearsal reads."""
    from smslint.values.rehearsal.faulty_rows import ENDINGS

    language = session.client.language
    if output.suffix.lower() not in ENDINGS:
        raise RequestFailed(messages.BAD_ROWS_FILE.text(language, path=output))
    inputs = (Path(table), path_of(inspection.uri))
    if output.exists() and any(each is not None and each.exists() and output.samefile(each) for each in inputs):
        raise RequestFailed(messages.SAVED_OVER_INPUT.text(language, path=output))


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
                    {"row": sample.row, "value": sample.value, "suggestion": sample.repair}
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
