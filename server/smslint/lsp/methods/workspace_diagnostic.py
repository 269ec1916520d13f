"""`workspace/diagnostic`: the diagnostics of all documents of the workspace, open or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from smslint.lsp.diagnostics import report_of
from smslint.lsp.files import files_of
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method
from smslint.messages import lsp as messages

if TYPE_CHECKING:
    from smslint.lsp.server import Server


async def diagnose(server: Server, params: types.WorkspaceDiagnosticParams) -> dict[str, Any]:
    """A report a document: as they are made where the client takes them in parts, else all together."""
    server.notice_settings()
    known = {each.uri: each.value for each in params.previous_result_ids}
    work = server.works.quiet(params.work_done_token)
    work.begin(messages.CHECKING.text(server.client.language))
    made: list[dict[str, Any]] = []
    try:
        files = list(files_of(server))
        for number, file in enumerate(files):
            inspection = file.inspection()
            if inspection is None:
                continue
            report = _report(server, inspection, known.get(inspection.uri))
            if params.partial_result_token is not None:
                value = {"items": [report]}
                server.protocol.notify(types.PROGRESS, types.ProgressParams(params.partial_result_token, value))
            else:
                made.append(report)
            await work.step(number + 1, len(files), file.shown)
    finally:
        server.works.finish(work)
    return {"items": made}


def _report(server: Server, inspection: Inspection, previous: str | None) -> dict[str, Any]:
    report = report_of(inspection, server.client, previous)
    return report | {"uri": inspection.uri, "version": inspection.version}


METHOD = Method(types.WORKSPACE_DIAGNOSTIC, diagnose, offered=lambda client: client.pulls_diagnostics)
