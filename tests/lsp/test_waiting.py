"""What waits is looked at, and nobody waits for what takes long: a check, or formatting, of many templates."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from lsp.wire import Wire
from smslint.lsp.publishing import AT_ONCE

MANY = "".join(f'{{"content":"验证码${{c{number}}}","name":"{number}"}}\n' for number in range(2 * AT_ONCE + 10))
URI = "file:///nowhere/a.sms.jsonl"


async def opened(text: str = MANY) -> Wire:
    wire = Wire()
    await wire.initialize()
    wire.take()
    wire.notify("textDocument/didOpen", {"textDocument": {"uri": URI, "languageId": "", "version": 1, "text": text}})
    return wire


def request(wire: Wire, identity: int, method: str, **params: Any) -> None:
    wire.send({"jsonrpc": "2.0", "id": identity, "method": method, "params": {"textDocument": {"uri": URI}, **params}})


def typed(wire: Wire, version: int) -> None:
    place = {"line": 1, "character": 12}
    change = {"range": {"start": place, "end": place}, "text": "新"}
    identifier = {"uri": URI, "version": version}
    wire.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": [change]})


async def test_a_request_that_a_waiting_message_cancels_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    wire = await opened("")
    begun: list[object] = []
    monkeypatch.setitem(wire.server.protocol.fm.features, "textDocument/hover", begun.append)
    cancel = {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 5}}
    wire.server.protocol.foresee(json.dumps(cancel).encode())
    position = {"line": 0, "character": 0}
    request(wire, 5, "textDocument/hover", position=position)
    assert [each["error"]["code"] for each in wire.take()] == [-32800]
    assert not begun
    wire.send(cancel)
    request(wire, 5, "textDocument/hover", position=position)  # the id is free again
    assert len(begun) == 1


async def test_a_completion_does_not_wait_for_a_check() -> None:
    wire = await opened()
    await asyncio.sleep(0)
    request(wire, 5, "textDocument/completion", position={"line": 0, "character": 12})
    typed(wire, 2)
    for _ in range(20):
        await asyncio.sleep(0)
    messages = wire.take()
    assert messages[0]["id"] == 5
    published = [each["params"] for each in messages[1:] if each["method"] == "textDocument/publishDiagnostics"]
    assert {each["version"] for each in published} == {2}
    assert len(published[0]["diagnostics"]) > AT_ONCE


async def test_diagnostics_that_are_pulled_come_in_steps() -> None:
    capabilities = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}
    wire = Wire()
    await wire.initialize(capabilities=capabilities)
    wire.notify("textDocument/didOpen", {"textDocument": {"uri": URI, "languageId": "", "version": 1, "text": MANY}})
    wire.take()
    request(wire, 5, "textDocument/diagnostic")
    await asyncio.sleep(0)
    assert not wire.take()
    for _ in range(20):
        await asyncio.sleep(0)
    assert [len(each["result"]["items"]) > AT_ONCE for each in wire.take() if each.get("id") == 5] == [True]


@pytest.mark.parametrize("edited", [False, True])
async def test_formatting_does_not_block(edited: bool) -> None:
    wire = await opened()
    for _ in range(20):
        await asyncio.sleep(0)
    wire.take()
    request(wire, 5, "textDocument/formatting", options={"tabSize": 2, "insertSpaces": True})
    await asyncio.sleep(0)
    assert not wire.take()
    if edited:
        typed(wire, 2)
    found: list[dict[str, Any]] = []
    for _ in range(3000):
        await asyncio.sleep(0.01)
        found += (each for each in wire.take() if each.get("id") == 5)
        if found:
            break
    if edited:
        assert found[0]["error"]["code"] == -32801
    else:
        assert found[0]["result"]
