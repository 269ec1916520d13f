"""The occurrences of the variable under the cursor: `textDocument/definition`, `references`, `documentHighlight` and
`linkedEditingRange`."""

from __future__ import annotations

from typing import Final

from lsprotocol import types

from smslint.core.placeholder import NAME
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


def linked(session: Session, params: types.LinkedEditingRangeParams) -> types.LinkedEditingRanges | None:
    """The names in content, declaration and redirection."""
    found = variable_at(session.inspect(params.text_document.uri), params.position)
    if found is None or found.here.role == "example" or len(found.names) < 2:
        return None
    positions = found.inspection.positions
    offset = positions.offset(params.position)
    if not found.here.start <= offset <= found.here.end:
        return None
    ranges = [positions.range(each.start, each.end) for each in found.names]
    return types.LinkedEditingRanges(ranges, word_pattern=NAME)


METHODS = (
    Method(types.TEXT_DOCUMENT_DEFINITION, definition),
    Method(types.TEXT_DOCUMENT_REFERENCES, references),
    Method(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, highlight),
    Method(types.TEXT_DOCUMENT_LINKED_EDITING_RANGE, linked),
)
