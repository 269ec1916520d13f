"""`completionItem/resolve`: an item's documentation, and the declaration that comes with it."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.documentation import catalog_documentation
from smslint.lsp.method import Method
from smslint.lsp.methods.completion import declaring
from smslint.lsp.session import Session
from smslint.lsp.uris import normalized


def resolve(session: Session, item: types.CompletionItem) -> types.CompletionItem:
    """The item, with what was left out of the list."""
    data = item.data if isinstance(item.data, dict) else {}
    uri = str(data.get("uri"))
    match data.get("about"):
        case [str(kind), str(name)]:
            file_rules = session.settings.of(normalized(uri)).file_rules
            text = catalog_documentation(
                kind, name, file_rules.catalog, session.client.language, file_rules.linter.value_length
            )
            if text is not None:
                item.documentation = types.MarkupContent(types.MarkupKind.Markdown, text)
    match data.get("declares"):
        case [int(), str(), str(), str() | None] if item.additional_text_edits is None:
            inspection = session.inspect(uri)
            item.additional_text_edits = declaring(inspection, data) if inspection is not None else None
    return item


METHOD = Method(types.COMPLETION_ITEM_RESOLVE, resolve)
