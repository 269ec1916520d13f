"""What a stranger's template holds is shown in an editor, and never obeyed."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from lsp.wire import Wire
from smslint.catalog import load
from smslint.core.text import Text

URI = "file:///nowhere/a.sms.json"
PICTURE = "![i](https://evil.example/x.png)"
PAYLOADS = (
    PICTURE,
    "[x](command:workbench.action.terminal.new)",
    "<img src=https://evil.example/x.png>",
    "`` ` `` <https://evil.example/>",
    "$(bug) @evil #1 | a",
    "\x1b[31m\u202eevil\u0085evil",
)
CAPABILITIES = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}}


def document(payload: str) -> str:
    template = {
        "TemplateName": payload,
        "TemplateType": 1,
        "TemplateContent": f"【{payload}】您好${{{payload}}}${{name}}${{code}}，详情见 javascript://a.cn/x 或 https://a.cn/{payload}",
        "SignName": payload,
        "RelatedSignName": payload,
        "TemplateRule": json.dumps({"name": payload, payload: payload, "code": "time"}),
        "TemplateStatus": "AUDIT_STATE_NOT_PASS",
        "AuditInfo": {"RejectInfo": payload},
        "Remark": payload,
        payload: payload,
    }
    return json.dumps([template], ensure_ascii=False, indent=1)


def tokens(markdown: str) -> Iterator[Token]:
    """The parts of a Markdown text, addresses that are links without markup included."""
    parser = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    for block in parser.parse(markdown):
        yield block
        yield from block.children or ()


def sources() -> set[str]:
    """The addresses of the catalog."""
    catalog = load()
    files: list[Any] = [each.file for each in (*catalog.rules.values(), *catalog.attributes.values())]
    return {source["address"] for file in files for source in file.get("sources", ())}


async def opened(payload: str) -> Wire:
    wire = Wire()
    await wire.initialize("utf-32", capabilities=CAPABILITIES, initializationOptions={"language": "en"})
    item = {"uri": URI, "languageId": "json", "version": 1, "text": document(payload)}
    wire.notify("textDocument/didOpen", {"textDocument": item})
    await asyncio.sleep(0)
    return wire


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_a_hover_holds_no_markup_of_a_template(payload: str) -> None:
    wire = await opened(payload)
    text = Text(document(payload))
    known = sources()
    shown: set[str] = set()
    for offset in range(0, len(text), 3):
        line, column = text.position(offset, "utf-32")
        place = {"line": line, "character": column}
        answer = await wire.request("textDocument/hover", {"textDocument": {"uri": URI}, "position": place})
        if answer["result"]:
            shown.add(answer["result"]["contents"]["value"])
    assert any("evil" in each or "command" in each for each in shown)
    for each in shown:
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", each)
        assert not re.search(r"\*[a-z_]+\*(?!\*)", each.replace("**", "")), each
        found = list(tokens(each))
        assert not [one for one in found if one.type in ("image", "html_inline", "html_block")], each
        links = {str(one.attrs["href"]) for one in found if one.type == "link_open"}
        assert not {link for link in links if not link.startswith("file:") and link not in known}, each
        assert len([line for line in each.split("\n") if line.startswith("Sources: ")]) <= 1
        for address in known:
            assert each.count(f"]({address})") <= 1


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_lenses_links_and_diagnostics_hold_text_alone(payload: str) -> None:
    wire = await opened(payload)
    (published,) = [each["params"] for each in wire.take() if each["method"].endswith("publishDiagnostics")]
    messages = [each["message"] for each in published["diagnostics"]]
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "".join(messages))
    lenses = (await wire.request("textDocument/codeLens", {"textDocument": {"uri": URI}}))["result"]
    titles = [each["command"]["title"] for each in lenses]
    assert not [each for each in titles if re.search(r"(?<!\\)\$\(", each) or "\x1b" in each]
    links = (await wire.request("textDocument/documentLink", {"textDocument": {"uri": URI}}))["result"]
    assert all(each["target"].startswith(("http://", "https://")) for each in links)


async def test_a_message_about_settings_holds_no_link(tmp_path: Path) -> None:
    (tmp_path / "smslint.toml").write_text('value-length = "[x](command:evil)\\u001b[31m"\n', encoding="utf-8")
    wire = Wire()
    await wire.initialize(workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "a"}])
    item = {"uri": (tmp_path / "a.sms").as_uri(), "languageId": "smstemplate", "version": 1, "text": "您好"}
    wire.notify("textDocument/didOpen", {"textDocument": item})
    await asyncio.sleep(0)
    (told,) = [each["params"]["message"] for each in wire.take() if each["method"] == "window/showMessage"]
    assert "value-length" in told
    assert "](" not in told
    assert "\x1b" not in told


async def test_what_an_editor_shows_as_a_message_holds_no_link(tmp_path: Path) -> None:
    link = "[x](command:evil)"
    wire = Wire()
    await wire.initialize(workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "a"}])
    item = {"uri": URI, "languageId": "json", "version": 1, "text": document(link)}
    wire.notify("textDocument/didOpen", {"textDocument": item})

    async def told(command: str, **argument: object) -> str:
        arguments = [{"uri": URI, **argument}]
        params = {"command": f"smslint.{command}", "arguments": arguments}
        wire.send({"jsonrpc": "2.0", "id": 7, "method": "workspace/executeCommand", "params": params})
        for _ in range(200):
            await asyncio.sleep(0.01)
            answers = [each for each in wire.take() if each.get("id") == 7]
            if answers:
                break
        answer = answers[0]
        shown = answer["error"]["message"] if "error" in answer else answer["result"]["problems"]
        return json.dumps(shown)

    for shown in (await told("rehearse", table=f"{link}.csv"), await told("payload", index=0)):
        assert "command:evil" in shown
        assert "](" not in shown


async def test_the_progress_of_a_check_holds_no_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smslint.lsp.progress._SLICE", 0)
    (tmp_path / "[x](command:evil).sms").write_text("您好", encoding="utf-8")
    wire = Wire()
    capabilities = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}
    await wire.initialize(capabilities=capabilities, workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "a"}])
    await wire.request("workspace/diagnostic", {"previousResultIds": [], "workDoneToken": "work"})
    shown = json.dumps([each["params"]["value"] for each in wire.take() if each.get("method") == "$/progress"])
    assert "command:evil" in shown
    assert "](" not in shown


@pytest.mark.parametrize(
    "address", ["command:evil", "javascript:evil//{rule}", "file:///etc/{rule}", "\\\\\\\\evil\\\\x"]
)
async def test_the_page_of_a_rule_is_a_page(tmp_path: Path, address: str) -> None:
    (tmp_path / "smslint.toml").write_text(f'rule-url = "{address}"\n', encoding="utf-8")
    wire = Wire()
    capabilities = {"textDocument": {"publishDiagnostics": {"codeDescriptionSupport": True}}}
    await wire.initialize(capabilities=capabilities, workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "a"}])
    item = {"uri": (tmp_path / "a.sms").as_uri(), "languageId": "smstemplate", "version": 1, "text": "您好【甲】"}
    wire.notify("textDocument/didOpen", {"textDocument": item})
    await asyncio.sleep(0)
    sent = wire.take()
    (published,) = [each["params"] for each in sent if each["method"].endswith("publishDiagnostics")]
    assert published["diagnostics"]
    assert "evil" not in json.dumps([each.get("codeDescription") for each in published["diagnostics"]])
    assert any("rule-url" in each["params"]["message"] for each in sent if each["method"] == "window/showMessage")
