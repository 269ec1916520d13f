"""In the texts of frames everything works that works in a content, and files beside the document are looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

import made_media as made
from lsp.editor import CURSOR, Editor
from lsp.test_commands import run

pytestmark = pytest.mark.asyncio(loop_scope="session")

FORMATS = {
    "sms": (
        "smstemplate",
        "---\ntype: digital\nframes:\n  - image: a.png\n    text: 😀亲爱的${{{here}}}，\n  - text: |-\n      请看\n"
        "      ${{orderName}}{end}\nvariables:\n  orderName: {{ example: 红茶 }}\n  shop: {{ example: 城东 }}\n---\n",
    ),
    "sms.yaml": (
        "yaml",
        'type: digital\nframes:\n  - {{ image: a.png, text: "\\U0001F600亲爱的${{{here}}}，" }}\n'
        "  - text: '请看${{orderName}}{end}'\n"
        "variables:\n  orderName: {{ example: 红茶 }}\n  shop: {{ example: 城东 }}\n",
    ),
    "sms.json": (
        "json",
        '{{"type": "digital", "frames": [{{"image": "a.png", "text": "\\ud83d\\ude00亲爱的${{{here}}}，"}},\n'
        ' {{"text": "请看\\n${{orderName}}{end}"}}],\n'
        ' "variables": {{"orderName": {{"example": "红茶"}}, "shop": {{"example": "城东"}}}}}}\n',
    ),
    "sms.jsonl": (
        "jsonl",
        '{{"type": "digital", "content": "甲"}}\n{{"type": "digital", "frames": [{{"image": "a.png", '
        '"text": "😀亲爱的${{{here}}}，"}}, {{"text": "请看\\n${{orderName}}{end}"}}], '
        '"variables": {{"orderName": {{"example": "红茶"}}, "shop": {{"example": "城东"}}}}}}\n',
    ),
    "sms.csv": (
        "csv",
        'type,variables,frames\ndigital,"{{""orderName"": {{""example"": ""红茶""}}, '
        '""shop"": {{""example"": ""城东""}}}}",'
        '"[{{""image"": ""a.png"", ""text"": ""😀亲爱的${{{here}}}，""}}, '
        '{{""text"": ""请看\\n${{orderName}}{end}""}}]"\n',
    ),
}


async def opened(editor: Editor, ending: str, here: str = "orderName", end: str = "") -> tuple[str, types.Position]:
    language, text = FORMATS[ending]
    return await editor.open(f"frames.{ending}", text.format(here=here, end=end), language)


@pytest.mark.parametrize("ending", FORMATS)
async def test_rename_and_references(push: Editor, ending: str) -> None:
    uri, place = await opened(push, ending, f"order{CURSOR}Name")
    document = types.TextDocumentIdentifier(uri)
    context = types.ReferenceContext(include_declaration=True)
    found = await push.client.text_document_references_async(types.ReferenceParams(context, document, place))
    assert [push.covered(uri, each.range) for each in found or ()] == ["orderName"] * 3
    edit = await push.client.text_document_rename_async(types.RenameParams(document, place, "goods"))
    assert edit is not None
    assert edit.changes is not None
    assert push.after(uri, edit.changes[uri]) == push.texts[uri].replace("orderName", "goods")


@pytest.mark.parametrize("ending", ["sms", "sms.json"])
async def test_diagnostics_and_hovers(pull: Editor, ending: str) -> None:
    uri, place = await opened(pull, ending, f"order{CURSOR}Name")
    found = {each.code: pull.covered(uri, each.range) for each in await pull.diagnostics(uri)}
    assert found["repeated-variable"] == "${orderName}"
    params = types.HoverParams(types.TextDocumentIdentifier(uri), place)
    hover = await pull.client.text_document_hover_async(params)
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert "`${orderName}`" in hover.contents.value
    assert "红茶" in hover.contents.value


@pytest.mark.parametrize("ending", ["sms.yaml", "sms.csv"])
async def test_completion_knows_the_variables_of_other_frames(push: Editor, ending: str) -> None:
    uri, place = await opened(push, ending, end=f"${{{CURSOR}}}")
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), place)
    found = await push.client.text_document_completion_async(params)
    labels = [each.label for each in (found.items if isinstance(found, types.CompletionList) else found or ())]
    assert "${shop}" in labels
    assert "${orderName}" not in labels


async def test_keys_of_a_frame_are_completed(push: Editor) -> None:
    text = f"type: digital\nframes:\n  - image: a.png\n    {CURSOR}\n"
    uri, place = await push.open("keys.sms.yaml", text, "yaml")
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), place)
    found = await push.client.text_document_completion_async(params)
    labels = [each.label for each in (found.items if isinstance(found, types.CompletionList) else found or ())]
    assert labels == ["video", "audio", "text"]


def beside(editor: Editor) -> tuple[Path, str]:
    """A folder of its own, and the URI of a document in it."""
    assert editor.folder is not None
    folder = editor.folder / "frames"
    folder.mkdir(exist_ok=True)
    return folder, (folder / "a.sms.yaml").as_uri()


TEXT = "type: digital\nframes:\n  - image: a.png\n    text: 你好${who}\nvariables: { who: { example: 李女士 } }\n"


async def test_changed_files_are_looked_at_again(pull: Editor) -> None:
    folder, uri = beside(pull)
    (folder / "a.png").write_bytes(made.gif())
    await pull.open(uri, TEXT, "yaml")
    assert "media-format" in {each.code for each in await pull.diagnostics(uri)}
    (folder / "a.png").write_bytes(made.png())
    change = types.FileEvent((folder / "a.png").as_uri(), types.FileChangeType.Changed)
    pull.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
    for method in ("diagnostic", "inlayHint", "codeLens", "semanticTokens"):
        await pull.claim(f"workspace/{method}/refresh")
    assert "media-format" not in {each.code for each in await pull.diagnostics(uri)}
    (folder / "a.png").unlink()
    codes = {each.code for each in await pull.type(uri, 0, 0, "name: 春茶\n")}
    assert "media-file" in codes


async def test_the_preview_has_frames_and_sends_known_files_once(pull: Editor) -> None:
    folder, uri = beside(pull)
    (folder / "a.png").write_bytes(made.png())
    await pull.open(uri, TEXT, "yaml")
    found = await run(pull, "preview", uri=uri, index=0)
    (frame,) = found["frames"]
    (media,) = frame["media"]
    assert (media["shows"], media["fault"]) == ("image", False)
    assert media["data"].startswith("data:image/png;base64,")
    assert "a.png" in media["about"]
    assert frame["typical"] == "你好李女士"
    again = await run(pull, "preview", uri=uri, index=0, known=[media["key"]])
    assert again["frames"][0]["media"][0] == {**media, "data": None}
    (folder / "a.png").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    (media,) = (await run(pull, "preview", uri=uri, index=0))["frames"][0]["media"]
    assert (media["shows"], media["data"]) == (None, None)


async def test_the_preview_of_a_text_has_no_frames(pull: Editor) -> None:
    uri, _ = await pull.open("none.sms", "---\ntype: digital\n---\n你好")
    found = await run(pull, "preview", uri=uri, index=0)
    assert (found["frames"], found["sum"]) == ([], None)
