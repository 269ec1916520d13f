"""Variables in content, declarations, examples and redirection."""

from __future__ import annotations

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from lsp.editor import CURSOR, Editor

pytestmark = [
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.filterwarnings("error::pytest_lsp.LspSpecificationWarning"),
]

FORMATS = {
    "sms": (
        "smstemplate",
        "---\nname: 订单😀\ntype: notification\nvariables:\n  orderName: {{ attribute: others, example: 红茶 }}\n"
        "redirection:\n  - {{ kind: domain, variable: orderName }}\n---\n😀您的${{{here}}}已发货，"
        "${{orderName}}请注意查收。",
    ),
    "sms.yaml": (
        "yaml",
        "name: 订单😀\ntype: notification\nvariables:\n  orderName: {{ attribute: others, example: 红茶 }}\n"
        "redirection:\n  - kind: domain\n    variable: orderName\ncontent: 😀您的${{{here}}}已发货，"
        "${{orderName}}请注意查收。\n",
    ),
    "sms.json": (
        "json",
        '{{"name": "订单😀", "type": "notification", "variables": {{"orderName": {{"attribute": "others", '
        '"example": "红茶"}}}},\n'
        ' "redirection": [{{"kind": "domain", "variable": "orderName"}}],\n'
        ' "content": "\\uD83D\\uDE00您的${{{here}}}已发货，${{orderName}}请注意查收。"}}\n',
    ),
    "sms.jsonl": (
        "jsonl",
        '{{"content": "甲"}}\n{{"name": "订单😀", "type": "notification", '
        '"variables": {{"orderName": {{"attribute": "others", '
        '"example": "红茶"}}}}, "redirection": [{{"kind": "domain", "variable": "orderName"}}], '
        '"content": "😀您的${{{here}}}已发货，${{orderName}}请注意查收。"}}\n',
    ),
    "sms.csv": (
        "csv",
        "name,type,variables,redirection,content\n"
        '订单😀,notification,"{{""orderName"": {{""attribute"": ""others"", ""example"": ""红茶""}}}}",'
        '"[{{""kind"": ""domain"", ""variable"": ""orderName""}}]",😀您的${{{here}}}已发货，'
        "${{orderName}}请注意查收。\n",
    ),
}


async def opened(editor: Editor, ending: str, here: str = f"order{CURSOR}Name") -> tuple[str, types.Position]:
    language, text = FORMATS[ending]
    return await editor.open(f"a.{ending}", text.format(here=here), language)


@pytest.mark.parametrize("ending", FORMATS)
async def test_references_and_highlights(push: Editor, ending: str) -> None:
    uri, place = await opened(push, ending)
    document = types.TextDocumentIdentifier(uri)
    context = types.ReferenceContext(include_declaration=True)
    found = await push.client.text_document_references_async(types.ReferenceParams(context, document, place))
    assert [push.covered(uri, each.range) for each in found or ()] == ["orderName"] * 4
    context = types.ReferenceContext(include_declaration=False)
    found = await push.client.text_document_references_async(types.ReferenceParams(context, document, place))
    assert len(found or ()) == 3
    marked = await push.client.text_document_document_highlight_async(types.DocumentHighlightParams(document, place))
    assert {push.covered(uri, each.range) for each in marked or ()} == {"orderName", "红茶"}
    assert len(marked or ()) == 5


@pytest.mark.parametrize("ending", FORMATS)
async def test_definition(push: Editor, ending: str) -> None:
    uri, place = await opened(push, ending)
    params = types.DefinitionParams(types.TextDocumentIdentifier(uri), place)
    found = await push.client.text_document_definition_async(params)
    assert isinstance(found, types.Location)
    assert push.covered(uri, found.range) == "orderName"
    text = push.texts[uri]
    start = text.index("orderName")
    params.position = types.Position(found.range.start.line, found.range.start.character)
    again = await push.client.text_document_definition_async(params)
    assert again == found
    assert text[start : start + 9] == "orderName"


@pytest.mark.parametrize("ending", FORMATS)
async def test_rename_reaches_every_place(push: Editor, ending: str) -> None:
    uri, place = await opened(push, ending)
    document = types.TextDocumentIdentifier(uri)
    prepared = await push.client.text_document_prepare_rename_async(types.PrepareRenameParams(document, place))
    assert isinstance(prepared, types.PrepareRenamePlaceholder)
    assert (push.covered(uri, prepared.range), prepared.placeholder) == ("orderName", "orderName")
    edit = await push.client.text_document_rename_async(types.RenameParams(document, place, "goods"))
    assert edit is not None
    assert edit.changes is not None
    after = push.after(uri, edit.changes[uri])
    assert after == push.texts[uri].replace("orderName", "goods")


async def test_rename_refuses_what_cannot_be_a_name(push: Editor) -> None:
    uri, place = await opened(push, "sms")
    document = types.TextDocumentIdentifier(uri)
    for name in ("订单", "1a", ""):
        with pytest.raises(JsonRpcException) as caught:
            await push.client.text_document_rename_async(types.RenameParams(document, place, name))
        assert caught.value.code == types.LSPErrorCodes.RequestFailed.value


async def test_rename_is_versioned_where_the_client_can(pull: Editor) -> None:
    uri, place = await opened(pull, "sms")
    document = types.TextDocumentIdentifier(uri)
    edit = await pull.client.text_document_rename_async(types.RenameParams(document, place, "goods"))
    assert edit is not None
    assert edit.changes is None
    (change,) = edit.document_changes or ()
    assert isinstance(change, types.TextDocumentEdit)
    assert change.text_document.version == 1


@pytest.mark.parametrize("ending", FORMATS)
async def test_linked_editing(push: Editor, ending: str) -> None:
    uri, place = await opened(push, ending)
    params = types.LinkedEditingRangeParams(types.TextDocumentIdentifier(uri), place)
    found = await push.client.text_document_linked_editing_range_async(params)
    assert found is not None
    assert [push.covered(uri, each) for each in found.ranges] == ["orderName"] * 4


@pytest.mark.parametrize("ending", FORMATS)
async def test_inlay_hints_follow_variables(push: Editor, ending: str) -> None:
    uri, _ = await opened(push, ending)
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    params = types.InlayHintParams(types.TextDocumentIdentifier(uri), whole)
    hints = await push.client.text_document_inlay_hint_async(params)
    assert hints
    for hint in hints:
        before = types.Range(types.Position(hint.position.line, hint.position.character - 1), hint.position)
        assert push.covered(uri, before) == "}"
        assert str(hint.label) == "Other 1–35"
    assert len(hints) == 2


@pytest.mark.parametrize("ending", FORMATS)
async def test_hover_on_a_variable(push: Editor, ending: str) -> None:
    uri, place = await opened(push, ending)
    params = types.HoverParams(types.TextDocumentIdentifier(uri), place)
    found = await push.client.text_document_hover_async(params)
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert "others" in found.contents.value
    assert "红茶" in found.contents.value
    assert found.range is not None
    assert push.covered(uri, found.range) == "orderName"
