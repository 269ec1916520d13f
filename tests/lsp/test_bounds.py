"""No message keeps the server busy for long, and nothing that a client has done stays in memory."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

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
async def test_a_text_in_place_of_a_list_is_refused_at_once(method: str, params: dict[str, Any]) -> None:
    wire = Wire()
    await wire.initialize(capabilities=PULLING)
    since = time.process_time()
    answer = await wire.request(method, params)
    assert time.process_time() - since < 2
    assert answer["error"]["code"] == -32602


PULLING = {
    "textDocument": {
        "diagnostic": {},
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
    },
    "workspace": {"diagnostics": {"refreshSupport": True}, "inlayHint": {"refreshSupport": True}},
}


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


def test_the_end_of_a_loop_waits_for_no_thread() -> None:
    async def main() -> None:
        asyncio.ensure_future(in_thread(lambda: time.sleep(5)))  # noqa: RUF006
        await asyncio.sleep(0.01)

    since = time.monotonic()
    asyncio.run(main())
    assert time.monotonic() - since < 4


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
