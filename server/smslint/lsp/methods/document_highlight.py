"""`textDocument/documentHighlight`: the variable under the cursor wherever it stands, and its example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lsprotocol import types

from smslint.lsp.cursor import named_at
from smslint.lsp.method import Method

if TYPE_CHECKING:
    from smslint.lsp.server import Server

_KINDS: Final = {
    "use": types.DocumentHighlightKind.Read,
    "redirection": types.DocumentHighlightKind.Read,
    "declaration": types.DocumentHighlightKind.Write,
    "example": types.DocumentHighlightKind.Text,
}


def highlight(server: Server, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
    """All occurrences in the template."""
    found = named_at(server, params.text_document, params.position)
    if found is None:
        return None
    places = found.inspection.places
    return [types.DocumentHighlight(places.range(each.start, each.end), _KINDS[each.role]) for each in found.all]


METHOD = Method(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, highlight)
