"""`textDocument/diagnostic` and `workspace/diagnostic`: the diagnostics of one document, or of all documents of the
workspace, open or not, for clients that pull them."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from smslint.lsp.diagnostics import report_of
from smslint.lsp.files import workspace_files
from smslint.lsp.method import Method
from smslint.lsp.session import Session
from smslint.messages import lsp as messages


def diagnose(session: Session, params: types.DocumentDiagnosticParams) -> dict[str, Any]:
    """All diagnostics, or a report that they are unchanged."""
    session.reload_changed_settings()
    inspection = session.inspect(params.text_document.uri)
    if inspection is None:
        return {"kind": "full", "items": []}
    return report_of(inspection, session.client, params.previous_result_id)


async def diagnose_workspace(session: Session, params: types.WorkspaceDiagnosticParams) -> dict[str, Any]:
    """One report per document. Clients that accept partial results get each one at once, others all together."""
    session.reload_changed_settings()
    known = {each.uri: each.value for each in params.previous_result_ids}
    task = session.tasks.track(params.work_done_token)
    task.begin(messages.CHECKING.text(session.client.language))
    made: list[dict[str, Any]] = []
    try:
        files = list(workspace_files(session))
        for number, file in enumerate(files):
            inspection = file.inspection()
            if inspection is None:
                continue
            report = report_of(inspection, session.client, known.get(inspection.uri))
            report |= {"uri": inspection.uri, "version": inspection.version}
            if params.partial_result_token is not None:
                value = {"items": [report]}
                session.protocol.notify(types.PROGRESS, types.ProgressParams(params.partial_result_token, value))
            else:
                made.append(report)
            await task.step(number + 1, len(files), file.display_path)
    finally:
        session.tasks.finish(task)
    return {"items": made}


METHODS = (
    Method(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        diagnose,
        lambda client: types.DiagnosticOptions(
            inter_file_dependencies=True, workspace_diagnostics=True, identifier="smslint"
        ),
        offered=lambda client: client.pulls_diagnostics,
    ),
    Method(types.WORKSPACE_DIAGNOSTIC, diagnose_workspace, offered=lambda client: client.pulls_diagnostics),
)
