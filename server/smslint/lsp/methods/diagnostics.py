"""`textDocument/diagnostic` and `workspace/diagnostic`: the diagnostics of one document, or of all documents of the
workspace, open or not, for clients that pull them."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from lsprotocol import types

from smslint.lsp.diagnostics import report_of
from smslint.lsp.files import workspace_files
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method
from smslint.lsp.publishing import AT_ONCE
from smslint.lsp.session import Session
from smslint.lsp.uris import normalized
from smslint.messages import lsp as messages

CODE: Final = "smslint-code"
"""What clients name that pull the diagnostics of source code, if they were asked to."""


async def diagnose(session: Session, params: types.DocumentDiagnosticParams) -> dict[str, Any]:
    """All diagnostics, or a report that they are unchanged. Other messages are read while many templates are
    checked."""
    if pause := session.pause(params.text_document.uri):
        await asyncio.sleep(pause)
    session.reload_changed_settings()
    while (inspection := session.inspect(params.text_document.uri)) is not None:
        if inspection.excluded or inspection.check_more(AT_ONCE):
            break
        await asyncio.sleep(0)
    if inspection is None:
        return {"kind": "full", "items": []}
    return report_of(inspection, session.client, params.previous_result_id)


async def diagnose_workspace(session: Session, params: types.WorkspaceDiagnosticParams) -> dict[str, Any]:
    """One report per document, also for those that the client knows and that are gone. Clients that accept partial
    results get each one at once, others all together."""
    session.reload_changed_settings()
    known = {normalized(each.uri): each.value for each in params.previous_result_ids}
    task = session.tasks.track(params.work_done_token)
    task.begin(messages.CHECKING.text(session.client.language))
    made: list[dict[str, Any]] = []

    def report(found: dict[str, Any]) -> None:
        if params.partial_result_token is None:
            made.append(found)
        else:
            value = types.ProgressParams(params.partial_result_token, {"items": [found]})
            session.protocol.notify(types.PROGRESS, value)

    gone = {normalized(each.uri): each.uri for each in params.previous_result_ids}
    try:
        files = [file async for file in workspace_files(session)]
        for number, file in enumerate(files):
            inspection = file.inspection()
            if inspection is None or not _is_asked(session, inspection, params.identifier):
                continue
            gone.pop(normalized(inspection.uri), None)
            found = report_of(inspection, session.client, known.get(normalized(inspection.uri)))
            report({**found, "uri": inspection.uri, "version": inspection.version})
            await task.step(number + 1, len(files), file.display_path)
        for uri in gone.values():
            report({"kind": "full", "items": [], "uri": uri, "version": None})
    finally:
        session.tasks.finish(task)
    return {"items": made}


def _is_asked(session: Session, inspection: Inspection, identifier: str | None) -> bool:
    """Whether a document is of those that were asked for. Who was asked for source code, asks twice."""
    return not session.registers_code or inspection.is_code == (identifier == CODE)


METHODS = (
    Method(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        diagnose,
        lambda client: types.DiagnosticOptions(
            inter_file_dependencies=True, workspace_diagnostics=True, identifier="smslint"
        ),
        offered=lambda client: client.pulls_diagnostics,
        in_code=True,
    ),
    Method(types.WORKSPACE_DIAGNOSTIC, diagnose_workspace, offered=lambda client: client.pulls_diagnostics),
)
