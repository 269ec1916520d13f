"""`textDocument/linkedEditingRange`: the places that change together when a variable is renamed by typing."""

from __future__ import annotations

from lsprotocol import types

from smslint.core.placeholder import NAME
from smslint.lsp.method import Method
from smslint.lsp.occurrences import variable_at
from smslint.lsp.session import Session


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


METHOD = Method(types.TEXT_DOCUMENT_LINKED_EDITING_RANGE, linked)
