"""`smslint.rehearse`: a template tried with every row of a table, with progress, off the loop that serves the
editor."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smslint.core.analysis import Analysis
from smslint.lsp.commands.arguments import entry_of, inspection_of, text_of
from smslint.lsp.method import Command, Declined, WrongParams
from smslint.lsp.progress import Work
from smslint.messages import lsp as messages

if TYPE_CHECKING:
    from smslint.lsp.server import Server
    from smslint.values.rehearsal import Rehearsal, RehearsalProgress


class _BrokenOff(Exception):
    """The user does not want to know any more."""


async def run(server: Server, argument: dict[str, Any]) -> dict[str, Any]:
    """What sending the template to every row will do. Raises Declined where the table cannot be used."""
    inspection = inspection_of(server, argument)
    entry = entry_of(inspection, argument)
    template = inspection.template(entry) if entry is not None else None
    if template is None:
        raise WrongParams("No readable template.")
    mapping = argument.get("map") or {}
    if not isinstance(mapping, dict) or not all(isinstance(value, str) for value in mapping.values()):
        raise WrongParams("'map' must map columns to variables.")
    table = str(server.root / Path(text_of(argument, "table")))
    analysis = inspection.file_rules.linter.read(template)
    work = await server.works.start(argument.get("workDoneToken"), messages.REHEARSING.text(server.client.language))
    try:
        made = await _rehearsed(server, analysis, table, mapping, work)
    except asyncio.CancelledError:
        work.cancelled = True
        raise
    finally:
        server.works.finish(work)
    return _answer(made, table, server)


async def _rehearsed(server: Server, analysis: Analysis, table: str, mapping: dict[str, str], work: Work) -> Rehearsal:
    """The rehearsal, in a thread: a table takes seconds, and the editor goes on asking. Raises Declined and
    CancelledError."""
    from smslint.values.rehearsal import TableError, rehearse

    language, loop = server.client.language, server.loop

    def tell(progress: RehearsalProgress) -> None:
        if work.cancelled:
            raise _BrokenOff
        message = messages.ROWS.text(language, rows=f"{progress.rows:,}")
        loop.call_soon_threadsafe(work.show, progress.done, message)

    try:
        return await asyncio.to_thread(rehearse, analysis, table, mapping, tell)
    except _BrokenOff:
        raise asyncio.CancelledError from None
    except TableError as error:
        raise Declined(error.text.text(language)) from None
    except OSError as error:
        from smslint.messages.system import os_error_text

        raise Declined(messages.NO_TABLE.text(language, table=table, why=os_error_text(error))) from None
    except ImportError as error:
        raise Declined(messages.TABLES_NEEDED.text(language, package=error.name)) from None


def _answer(made: Rehearsal, table: str, server: Server) -> dict[str, Any]:
    language = server.client.language
    return {
        "rows": made.rows,
        "offending": made.offending,
        "segments": {str(number): rows for number, rows in made.segments.items()},
        "causes": [
            {
                "severity": cause.severity,
                "error": cause.error,
                "column": cause.column,
                "variable": cause.variable,
                "count": cause.count,
                "message": cause.message.text(language),
                "samples": [{"row": sample.row, "value": sample.value} for sample in cause.samples],
            }
            for cause in made.causes
        ],
        "unchanging": [{"column": each.column, "value": each.value} for each in made.unchanging],
        "table": table,
    }


COMMAND = Command("smslint.rehearse", run)
