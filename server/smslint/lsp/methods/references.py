"""`textDocument/references`: all occurrences of the variable under the cursor."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.method import Method
from smslint.lsp.occurrences import variable_at
from smslint.lsp.session import Session


def references(session: Session, params: types.ReferenceParams) -> list[types.Location] | None:
    """Uses and redirection; also the declaration, if the client asks for it."""
    found = variable_at(session.inspect(params.text_document.uri), params.position)
    if found is None:
        return None
    positions = found.inspection.positions
    return [
        types.Location(found.inspection.uri, positions.range(each.start, each.end))
        for each in found.names
        if params.context.include_declaration or each.role != "declaration"
    ]


METHOD = Method(types.TEXT_DOCUMENT_REFERENCES, references)
