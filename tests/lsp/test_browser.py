"""Messages of a page in a browser, as its worker hands them over and gets them."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import pytest

from smslint.lsp.browser import serve_messages

URI = "vscode-vfs://github/some/one/a.sms"
TEXT = "---\nname: 取件通知\ntype: notification\n---\n您好{{name}}，取件码$"
CLIENT = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}


@pytest.fixture(autouse=True)
def _log() -> Any:
    """The log as it was before: a server sets up the one of its process."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


async def test_a_document_of_no_disk_is_checked_and_completed() -> None:
    sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    take = serve_messages(lambda text: sent.put_nowait(json.loads(text)))

    def tell(**message: Any) -> None:
        take(json.dumps({"jsonrpc": "2.0", **message}))

    async def receive(**wanted: Any) -> dict[str, Any]:
        async with asyncio.timeout(60):
            while not wanted.items() <= (message := await sent.get()).items():
                pass
        return message

    tell(id=1, method="initialize", params={"processId": None, "rootUri": None, "capabilities": CLIENT})
    assert "completionProvider" in (await receive(id=1))["result"]["capabilities"]
    tell(method="initialized", params={})
    opened = {"uri": URI, "languageId": "smstemplate", "version": 1, "text": TEXT}
    tell(method="textDocument/didOpen", params={"textDocument": opened})
    found = (await receive(method="textDocument/publishDiagnostics"))["params"]
    assert found["uri"] == URI
    assert "foreign-placeholder" in {each["code"] for each in found["diagnostics"]}
    place = {"textDocument": {"uri": URI}, "position": {"line": 4, "character": 15}}
    tell(id=2, method="textDocument/completion", params=place)
    assert "${pick_up_code}" in [each["label"] for each in (await receive(id=2))["result"]["items"]]


async def test_a_request_that_was_cancelled_meanwhile_is_not_begun() -> None:
    sent: list[dict[str, Any]] = []
    take = serve_messages(lambda text: sent.append(json.loads(text)))
    for message in (
        {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
        {"id": 2, "method": "workspace/executeCommand", "params": {"command": "smslint.explain", "arguments": []}},
        {"method": "$/cancelRequest", "params": {"id": 2}},
    ):
        take(json.dumps({"jsonrpc": "2.0", **message}))
    async with asyncio.timeout(60):
        while len(sent) < 2:
            await asyncio.sleep(0)
    assert [(each["id"], each.get("error", {}).get("code")) for each in sent] == [(1, None), (2, -32800)]
