"""`textDocument/diagnostic`: the diagnostics of a document, for clients that pull them."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from smslint.lsp.diagnostics import report_of
from smslint.lsp.method import Method
from smslint.lsp.session import Session


def diagnose(session: Session, params: types.DocumentDiagnosticParams) -> dict[str, Any]:
    """All diagnostics, or a report that they are unchanged."""
    session.reload_changed_settings()
    inspection = session.inspect(params.text_document.uri)
    if inspection is None:
        return {"kind": "full", "items": []}
    return report_of(inspection, session.client, params.previous_result_id)


METHOD = Method(
    types.TEXT_DOCUMENT_DIAGNOSTIC,
    diagnose,
    lambda client: types.DiagnosticOptions(
        inter_file_dependencies=True, workspace_diagnostics=True, identifier="smslint"
    ),
    offered=lambda client: client.pulls_diagnostics,
)
