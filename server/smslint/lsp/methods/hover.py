"""`textDocument/hover`: what is known of what is under the cursor."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.cursor import cursor_at
from smslint.lsp.explain import explained_at
from smslint.lsp.method import Method
from smslint.lsp.session import Session


def hover(session: Session, params: types.HoverParams) -> types.Hover | None:
    """Findings, the variable, the field or the message at a position."""
    cursor = cursor_at(session, params.text_document, params.position)
    if cursor is None:
        return None
    found = explained_at(cursor.inspection, cursor.offset, session.client.language)
    if found is None:
        return None
    kind = types.MarkupKind.Markdown if session.client.shows_markdown else types.MarkupKind.PlainText
    return types.Hover(types.MarkupContent(kind, found.text), cursor.inspection.positions.range(found.start, found.end))


METHOD = Method(types.TEXT_DOCUMENT_HOVER, hover)
