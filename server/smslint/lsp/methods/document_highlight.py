"""`textDocument/documentHighlight`: all occurrences of the variable under the cursor, and its example."""

from __future__ import annotations

from typing import Final

from lsprotocol import types

from smslint.lsp.method import Method
from smslint.lsp.occurrences import variable_at
from smslint.lsp.session import Session

_KINDS: Final = {
    "use": types.DocumentHighlightKind.Read,
    "redirection": types.DocumentHighlightKind.Read,
    "declaration": types.DocumentHighlightKind.Write,
    "example": types.DocumentHighlightKind.Text,
}


def highlight(session: Session, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
    """All occurrences in the template."""
    found = variable_at(session.inspect(params.text_document.uri), params.position)
    if found is None:
        return None
    positions = found.inspection.positions
    return [types.DocumentHighlight(positions.range(each.start, each.end), _KINDS[each.role]) for each in found.all]


METHOD = Method(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, highlight)
