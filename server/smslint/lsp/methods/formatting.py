"""`textDocument/formatting`: the fields of all templates in their order, the declarations in one form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from smslint.lsp.formatting import formatted
from smslint.lsp.method import Method

if TYPE_CHECKING:
    from smslint.lsp.server import Server


def format_document(server: Server, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    """The edits of the whole document."""
    inspection = server.inspect(params.text_document.uri)
    if inspection is None or inspection.excluded:
        return None
    return inspection.places.edits(formatted(inspection, inspection.entries))


METHOD = Method(types.TEXT_DOCUMENT_FORMATTING, format_document)
