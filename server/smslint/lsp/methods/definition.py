"""`textDocument/definition`: from a variable to its declaration."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.method import Method
from smslint.lsp.occurrences import variable_at
from smslint.lsp.session import Session


def definition(session: Session, params: types.DefinitionParams) -> types.Location | None:
    """Where the variable under the cursor is declared."""
    found = variable_at(session.inspect(params.text_document.uri), params.position)
    if found is None:
        return None
    declared = next((each for each in found.all if each.role == "declaration"), None)
    if declared is None:
        return None
    return types.Location(found.inspection.uri, found.inspection.positions.range(declared.start, declared.end))


METHOD = Method(types.TEXT_DOCUMENT_DEFINITION, definition)
