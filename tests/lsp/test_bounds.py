"""No message keeps the server busy for long, and nothing that a client has done stays in memory."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from counted import CountedCalls
from lsp.wire import Wire
from smslint.lsp import files
from smslint.lsp.progress import in_thread

LONG = "x" * 200_000
AT = {"line": 0, "character": 0}
DOCUMENT = {"uri": "untitled:a"}


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/selectionRange", {"textDocument": DOCUMENT, "positions": LONG}),
        ("workspace/diagnostic", {"previousResultIds": LONG}),
        ("workspace/executeCommand", {"command": "smslint.preview", "arguments": LONG}),
        (
            "textDocument/codeAction",
            {"textDocument": DOCUMENT, "range": {"start": AT, "end": AT}, "context": {"diagnostics": LONG}},
        ),
        ("textDocument/formatting", {"textDocument": DOCUMENT, "options": LONG}),
    ],
)
async def test_a_text_in_place_of_a_list_is_refused_at_once(
    method: str, params: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("smslint.lsp.methods.workspace_changes.typical_values", lambda *_: None)  # what it does idle
    wire = Wire()
    await wire.initialize(capabilities=PULLING)
    await wire.request(method, params)  # imports what it needs
    with CountedCalls() as work:
        answer = await wire.request(method, params)
    assert work.calls < 2 * len(LONG)
    assert answer["error"]["code"] == -32602


PULLING = {
    "textDocument": {
        "diagnostic": {},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
    },
    "workspace": {"diagnostics": {"refreshSupport": True}, "inlayHint": {"refreshSupport": True}},
}


async def test_a_menu_for_a_whole_document_grows_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smslint.lsp.methods.workspace_changes.typical_values", lambda *_: None)

    async def calls(count: int) -> int:
        wire = Wire()
        await wire.initialize(capabilities=PULLING)
        item = {**DOCUMENT, "languageId": "smstemplate", "version": 1, "text": "---\nname: a\n---\n" + "${a}" * count}
        wire.notify("textDocument/didOpen", {"textDocument": item})
        everything = {"start": AT, "end": {"line": 9, "character": 0}}
        params = {"textDocument": DOCUMENT, "range": everything, "context": {"diagnostics": []}}
        with CountedCalls() as work:
            answer = await wire.request("textDocument/codeAction", params)
        assert answer["result"]
        return work.calls

    await calls(10)  # imports what it needs
    assert await calls(200) < 2.3 * await calls(100)


async def test_what_is_asked_on_saving_tries_no_single_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smslint.lsp.methods.code_action.quick_fixes", None)
    wire = Wire()
    await wire.initialize(capabilities=PULLING)
    item = {**DOCUMENT, "languageId": "smstemplate", "version": 1, "text": "您好，订单已发货 "}
    wire.notify("textDocument/didOpen", {"textDocument": item})
    context = {"diagnostics": [], "only": ["source.fixAll"]}
    params = {"textDocument": DOCUMENT, "range": {"start": AT, "end": AT}, "context": context}
    (action,) = (await wire.request("textDocument/codeAction", params))["result"]
    assert action["kind"] == "source.fixAll.smslint"


@pytest.mark.parametrize(
    "text",
    [
        "exclude = ['" + "a" * 60_000,
        "[" * 60_000,
        "[" + " " * 60_000,
        "a" + ".a" * 20_000 + " = 1",
        "exclude = ['" + "a" * 1_000_000,
        "x = 1\n" * 150_000,
    ],
)
@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.timeout(60)  # what a pattern does is no call
async def test_settings_of_a_stranger_are_completed_soon(text: str, part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smslint.lsp.methods.workspace_changes.typical_values", lambda *_: None)
    wire = Wire()
    await wire.initialize()
    uri = "file:///nowhere/smslint.toml"
    item = {"uri": uri, "languageId": "toml", "version": 1, "text": text}
    wire.notify("textDocument/didOpen", {"textDocument": item})
    lines = text.split("\n")
    place = {"line": part * (len(lines) - 1), "character": part * len(lines[-1])}
    with CountedCalls() as work:
        await wire.request("textDocument/completion", {"textDocument": {"uri": uri}, "position": place})
    assert work.calls < len(text)


async def test_refreshes_are_gathered() -> None:
    wire = Wire()
    await wire.initialize(capabilities=PULLING)
    change = {"changes": [{"uri": "file:///nowhere/smslint.toml", "type": 2}]}
    for _ in range(20):
        wire.notify("workspace/didChangeWatchedFiles", change)
    await asyncio.sleep(0.1)
    asked = [each["method"] for each in wire.take() if each.get("method", "").endswith("refresh")]
    assert sorted(asked) == ["workspace/diagnostic/refresh", "workspace/inlayHint/refresh"]


async def test_a_walk_lets_messages_through_even_if_it_finds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        (tmp_path / f"{number}").mkdir()
    for number in range(3000):
        (tmp_path / "0" / f"{number}.txt").touch()
    monkeypatch.setattr(files, "_SLICE", 0)
    wire = Wire()
    await wire.initialize(capabilities=PULLING, workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "a"}])
    wire.send({"jsonrpc": "2.0", "id": 7, "method": "workspace/symbol", "params": {"query": "a"}})
    for _ in range(40):
        await asyncio.sleep(0)
    assert not [each for each in wire.out.messages if each.get("id") == 7]
    assert (await wire.request("textDocument/hover", {"textDocument": DOCUMENT, "position": AT}))["result"] is None


async def test_a_rehearsal_that_hangs_can_be_cancelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*arguments: object) -> None:
        while not ended:
            time.sleep(0.01)

    ended: list[bool] = []
    monkeypatch.setattr("smslint.values.rehearsal.rehearse", hang)
    wire = Wire()
    await wire.initialize()
    item = {**DOCUMENT, "languageId": "smstemplate", "version": 1, "text": "您好${name}"}
    wire.notify("textDocument/didOpen", {"textDocument": item})
    argument = {"uri": "untitled:a", "table": "a.csv"}
    for way in ("$/cancelRequest", "window/workDoneProgress/cancel"):
        params = {"command": "smslint.rehearse", "arguments": [argument], "workDoneToken": "work"}
        wire.send({"jsonrpc": "2.0", "id": 7, "method": "workspace/executeCommand", "params": params})
        await asyncio.sleep(0.05)
        wire.notify(way, {"id": 7, "token": "work"})
        await asyncio.sleep(0.05)
        (answer,) = [each for each in wire.take() if each.get("id") == 7]
        assert answer["error"]["code"] == -32800
    ended.append(True)


@pytest.mark.timeout(60)
def test_the_end_of_a_loop_waits_for_no_thread() -> None:
    async def main() -> None:
        asyncio.ensure_future(in_thread(ended.wait))  # noqa: RUF006
        await asyncio.sleep(0.01)

    ended = threading.Event()
    asyncio.run(main())  # ends, though the thread does not
    ended.set()


async def test_a_closed_document_leaves_nothing_behind(tmp_path: Path) -> None:
    wire = Wire()
    await wire.initialize(workspaceFolders=[{"uri": tmp_path.as_uri(), "name": "a"}])
    for number in range(20):
        uri = (tmp_path / f"SECRET{number}" / "a.sms").as_uri()
        item = {"uri": uri, "languageId": "smstemplate", "version": 1, "text": "您好【${name}】"}
        wire.notify("textDocument/didOpen", {"textDocument": item})
        await asyncio.sleep(0)
        wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    await asyncio.sleep(0.5)
    server = wire.server
    held = [server.documents, server.settings, server._publisher, server._workspace_rules, server.semantic_tokens]
    kept = [vars(each) for each in (*held, server._files)] + [server._inspections]
    assert "SECRET" not in repr([{key: each for key, each in one.items() if key != "_session"} for one in kept])
