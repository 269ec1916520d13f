"""`textDocument/completion` and `completionItem/resolve`: what can be completed at the cursor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lsprotocol import types

from smslint.core.change import Declare
from smslint.core.place import CONTENT
from smslint.core.text import Text
from smslint.documents.parsed_template import TemplateEntry
from smslint.lsp.client import Client
from smslint.lsp.completion import fields
from smslint.lsp.completion.acceptance import acceptable, breaks_document, breaks_settings
from smslint.lsp.completion.content import in_content
from smslint.lsp.completion.context import CompletionContext
from smslint.lsp.completion.declarations import attributes, examples, in_console, undeclared
from smslint.lsp.completion.settings import in_settings
from smslint.lsp.completion.skeletons import skeletons
from smslint.lsp.completion.suggestion import Suggestion
from smslint.lsp.documentation import catalog_lines
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method
from smslint.lsp.positions import PositionCodec
from smslint.lsp.session import Session
from smslint.lsp.uris import is_settings_file

_KINDS: Final = {
    "variable": types.CompletionItemKind.Variable,
    "suggested": types.CompletionItemKind.Variable,
    "attribute": types.CompletionItemKind.EnumMember,
    "value": types.CompletionItemKind.Value,
    "key": types.CompletionItemKind.Property,
    "choice": types.CompletionItemKind.EnumMember,
    "rule": types.CompletionItemKind.Reference,
    "phrase": types.CompletionItemKind.Snippet,
    "skeleton": types.CompletionItemKind.File,
}

_LONGEST_SETTINGS: Final = 1 << 16
"""Settings files with more code points get no completions: each is tried by reading all of it."""
_OF_CONTENT: Final = ("$", "{", "/", "￥", "＄", "¥", "｛")
_OF_FIELDS: Final = ("[", ":")
"""Characters that begin something in declarations and comments, but are mere punctuation in a message."""


def complete(session: Session, params: types.CompletionParams) -> types.CompletionList | None:
    """The suggestions at the cursor, each with the range that it replaces."""
    uri = params.text_document.uri
    if is_settings_file(uri):
        return _in_settings(session, uri, params.position)
    inspection = session.inspect(uri)
    if inspection is None or inspection.excluded:
        return None
    if inspection.is_code:
        return _in_code(session, inspection, params.position)
    whole = [
        _item(each, rank, inspection.positions, {"uri": uri}, session.client)
        for rank, each in enumerate(skeletons(inspection, session.client.language))
    ]
    if whole:
        return types.CompletionList(is_incomplete=False, items=whole)
    offset = inspection.positions.offset(params.position)
    cursor = inspection.document.context(offset)
    trigger = params.context.trigger_character if params.context is not None else None
    if cursor is None or (trigger in _OF_FIELDS and cursor.place == CONTENT):
        return None
    context = CompletionContext(inspection, offset, cursor, session.client.language)
    items: list[types.CompletionItem] = []
    found = acceptable(_suggestions(context), context.text, offset, breaks_document(inspection.document))
    for rank, each in enumerate(found):
        data = _data(each, inspection, context.entry)
        items.append(_item(each, rank, inspection.positions, data, session.client))
        if "declares" in data and not session.client.resolves_completion_edits:
            items[-1].additional_text_edits = declaring(inspection, data)
            _apart(items[-1])
    # The name that is being typed is one of the items of a content.
    return types.CompletionList(is_incomplete=cursor.place == CONTENT, items=items)


def _suggestions(context: CompletionContext) -> Iterator[Suggestion]:
    found = list(fields.rules(context))
    if found:
        yield from found
        return
    cursor = context.cursor
    if cursor.part == "value" and cursor.place == CONTENT:
        yield from in_content(context)
        return
    match cursor.part, cursor.place.path:
        case "value", ("variables", str() as name, "attribute"):
            yield from attributes(context, name)
        case "value", ("variables", str() as name, "example"):
            yield from examples(context, name)
        case "value", ("variables",):
            yield from in_console(context)
        case "value", _:
            yield from fields.choices(context)
        case "key", ("variables",):
            yield from undeclared(context)
        case "key", _:
            yield from fields.keys(context)


def _in_code(session: Session, inspection: Inspection, position: types.Position) -> types.CompletionList | None:
    if session.code is None:
        return None
    from smslint.lsp.completion.code import in_code

    text = inspection.positions.text.value.removeprefix("\ufeff")
    offset = inspection.positions.offset(position)
    found = in_code(session.code, inspection, text, offset, session.client.language)
    items = [
        _item(each, rank, inspection.positions, _data(each, inspection, None), session.client)
        for rank, each in enumerate(found)
    ]
    return types.CompletionList(is_incomplete=False, items=items) if items else None


def _in_settings(session: Session, uri: str, position: types.Position) -> types.CompletionList | None:
    document = session.documents.get(uri)
    if document is None or len(document.text) > _LONGEST_SETTINGS:
        return None
    positions = PositionCodec(document.text, session.client.encoding)
    file_rules = session.settings.of(uri).file_rules
    catalog, account = file_rules.catalog, file_rules.linter.account
    text = Text(document.text.value.removeprefix("\ufeff"))
    offset = positions.offset(position)
    suggestions = in_settings(text, offset, catalog, account, session.client.language)
    found = acceptable(suggestions, text.value, offset, breaks_settings(text.value))
    items = [_item(each, rank, positions, {"uri": uri}, session.client) for rank, each in enumerate(found)]
    return types.CompletionList(is_incomplete=False, items=items)


def _item(
    found: Suggestion, rank: int, positions: PositionCodec, data: dict[str, Any], client: Client
) -> types.CompletionItem:
    snippet = found.snippet if client.takes_snippets else None
    meaning = found.meaning or found.detail
    return types.CompletionItem(
        label=found.label,
        kind=_KINDS[found.sort],
        label_details=types.CompletionItemLabelDetails(description=meaning) if meaning else None,
        detail=found.detail or None,
        sort_text=f"{0 if found.best else 1}{rank:04}",
        filter_text=found.typed or found.label,
        preselect=True if found.best else None,
        insert_text_format=types.InsertTextFormat.Snippet if snippet else types.InsertTextFormat.PlainText,
        text_edit=types.TextEdit(positions.range(found.start, found.end), snippet or found.text),
        data=data,
    )


def _data(found: Suggestion, inspection: Inspection, entry: TemplateEntry | None) -> dict[str, Any]:
    """What `resolve_item` needs, without nulls, which Neovim drops from lists."""
    data: dict[str, Any] = {"uri": inspection.uri}
    if found.about is not None:
        data["about"] = list(found.about)
    if found.declares is not None and entry is not None:
        data["declares"] = [entry.index, found.declares.name, found.declares.attribute]
    return data


def declaring(inspection: Inspection, data: dict[str, Any]) -> list[types.TextEdit] | None:
    """The edits that declare the variable of an item in the current text; None if the format cannot hold
    declarations."""
    index, name, attribute = data["declares"]
    entry = inspection.entry(index)
    if entry is None or entry.template is None or name in entry.template.variables:
        return None
    edits = inspection.document.entry_edits(entry, [Declare(name, attribute)])
    return inspection.positions.edits(edits) if edits else None


def _apart(item: types.CompletionItem) -> None:
    """Keeps the edits of a declaration only where they do not touch the item's own: their order would be undefined."""
    own = item.text_edit.range if isinstance(item.text_edit, types.TextEdit) else None
    others = item.additional_text_edits or ()
    if own is not None and any(each.range.start <= own.end and own.start <= each.range.end for each in others):
        item.additional_text_edits = None


def resolve_item(session: Session, item: types.CompletionItem) -> types.CompletionItem:
    """The item with its documentation, and with the edits that declare its variable."""
    data = item.data if isinstance(item.data, dict) else {}
    uri = str(data.get("uri"))
    match data.get("about"):
        case [str(kind), str(name)]:
            file_rules = session.settings.of(uri).file_rules
            language, length = session.client.language, file_rules.linter.value_length
            lines = catalog_lines(kind, name, file_rules.catalog, language, length)
            if lines:
                item.documentation = types.MarkupContent(types.MarkupKind.Markdown, "  \n".join(lines))
    match data.get("declares"):
        case [int(), str(), str()] if item.additional_text_edits is None:
            inspection = session.inspect(uri)
            item.additional_text_edits = declaring(inspection, data) if inspection is not None else None
            _apart(item)
    return item


METHODS = (
    Method(
        types.TEXT_DOCUMENT_COMPLETION,
        complete,
        lambda client: types.CompletionOptions(trigger_characters=[*_OF_CONTENT, *_OF_FIELDS], resolve_provider=True),
        in_code=True,
    ),
    Method(types.COMPLETION_ITEM_RESOLVE, resolve_item),
)
