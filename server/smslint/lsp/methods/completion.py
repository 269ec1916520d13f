"""`textDocument/completion`: what can be typed at the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types

from smslint.core.change import Declare
from smslint.lsp.client import Client
from smslint.lsp.completion.site import Site, site_at
from smslint.lsp.completion.suggest import suggestions
from smslint.lsp.completion.suggestion import Suggestion
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method

if TYPE_CHECKING:
    from smslint.lsp.server import Server

_KINDS: Final = {
    "variable": types.CompletionItemKind.Variable,
    "suggested": types.CompletionItemKind.Variable,
    "attribute": types.CompletionItemKind.EnumMember,
    "value": types.CompletionItemKind.Value,
    "key": types.CompletionItemKind.Property,
    "choice": types.CompletionItemKind.EnumMember,
    "rule": types.CompletionItemKind.Reference,
    "phrase": types.CompletionItemKind.Snippet,
}


def complete(server: Server, params: types.CompletionParams) -> types.CompletionList | None:
    """The suggestions, each with the range that it replaces."""
    inspection = server.inspect(params.text_document.uri)
    if inspection is None or inspection.ruled.excluded:
        return None
    site = site_at(inspection, inspection.places.offset(params.position), server.client.language)
    if site is None:
        return None
    found = suggestions(site)
    items = [_item(each, rank, site, server.client) for rank, each in enumerate(found)]
    return types.CompletionList(is_incomplete=False, items=items)


def _item(found: Suggestion, rank: int, site: Site, client: Client) -> types.CompletionItem:
    places = site.inspection.places
    snippet = found.snippet if client.takes_snippets else None
    data = _data(found, site)
    item = types.CompletionItem(
        label=found.label,
        kind=_KINDS[found.sort],
        detail=found.detail or None,
        sort_text=f"{0 if found.best else 1}{rank:04}",
        filter_text=found.typed,
        preselect=True if found.best else None,
        insert_text_format=types.InsertTextFormat.Snippet if snippet else types.InsertTextFormat.PlainText,
        text_edit=types.TextEdit(places.range(found.start, found.end), snippet or found.text),
        data=data,
    )
    if "declares" in data and not client.resolves_completion_edits:
        item.additional_text_edits = declaring(site.inspection, data)
    return item


def _data(found: Suggestion, site: Site) -> dict[str, Any]:
    """What resolving needs."""
    data: dict[str, Any] = {"uri": site.inspection.uri}
    if found.about is not None:
        data["about"] = list(found.about)
    if found.declares is not None and site.entry is not None:
        declares = found.declares
        data["declares"] = [site.entry.index, declares.name, declares.attribute, declares.example]
    return data


def declaring(inspection: Inspection, data: dict[str, Any]) -> list[types.TextEdit] | None:
    """The edits that declare the variable of an item, in the text as it is now; None where its format cannot say them."""
    index, name, attribute, example = data["declares"]
    if not (isinstance(index, int) and 0 <= index < len(inspection.entries)):
        return None
    entry = inspection.entries[index]
    if entry.template is None or name in entry.template.variables:
        return None
    edits = inspection.document.entry_edits(entry, [Declare(name, attribute, example)])
    return inspection.places.edits(edits) if edits else None


METHOD = Method(
    types.TEXT_DOCUMENT_COMPLETION,
    complete,
    lambda client: types.CompletionOptions(trigger_characters=["$", "{", "/", "[", ":"], resolve_provider=True),
)
