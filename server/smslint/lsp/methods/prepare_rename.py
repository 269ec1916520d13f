"""`textDocument/prepareRename`: whether there is a variable to rename."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.cursor import variable_at
from smslint.lsp.method import Method
from smslint.lsp.session import Session


def prepare(session: Session, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """The name under the cursor."""
    found = variable_at(session, params.text_document, params.position)
    if found is None or found.here.role == "example":
        return None
    place = found.inspection.positions.range(found.here.start, found.here.end)
    return types.PrepareRenamePlaceholder(place, found.here.name)


METHOD = Method(types.TEXT_DOCUMENT_PREPARE_RENAME, prepare, offered=lambda client: client.prepares_rename)
