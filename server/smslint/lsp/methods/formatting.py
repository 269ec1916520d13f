"""`textDocument/formatting`: the fields of all templates in their order, the declarations in one form."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.formatting import formatted
from smslint.lsp.method import Method
from smslint.lsp.session import Session


def format_document(session: Session, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    """The edits of the whole document."""
    inspection = session.inspect(params.text_document.uri)
    if inspection is None or inspection.excluded:
        return None
    return inspection.positions.edits(formatted(inspection, inspection.entries))


METHOD = Method(types.TEXT_DOCUMENT_FORMATTING, format_document)
