"""After any edits, the server shows all of a document as a new server would show it, although it kept most of it."""

from __future__ import annotations

import asyncio
import json
from random import Random
from typing import Any

import pytest

from lsp.editor import position
from lsp.wire import Wire
from smslint.documents import format_named, read
from smslint.documents.manifest import manifest_text

STEPS = 30
ROWS = [
    {"name": "登录", "type": "verification", "content": "验证码${a}，5分钟内有效", "variables": {"a": "numberCaptcha"}},
    {"name": "到货", "content": "您好${a}，快递😀已到【甲】，查看 http://a.cn/x"},
    {"name": "促销", "type": "promotional", "content": "全场五折，加微信 abc123，退订回T"},
    {"name": "登录", "content": "您的验证码为$ {code}"},
    {"name": "通知", "type": "notification", "content": "订单${no}已发，电话13800138000", "variables": {"x": "name"}},
    {"name": "空", "content": ""},
]  # fmt: skip
PIECES = (
    "😀",
    "\n",
    "\r\n",
    "\t",
    " ",
    "${code}",
    "$",
    "{",
    "验证码",
    "【甲】",
    "退订回T",
    '"',
    "'",
    ",",
    ":",
    "#",
    "- ",
    "\\",
    "a",
)
ASKED = ("documentSymbol", "codeLens", "semanticTokens/full", "foldingRange", "documentLink")


def documents() -> dict[str, str]:
    """The same templates in each format that can hold many."""
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    templates = [each.template for each in read(lines, "a.sms.jsonl").entries()]
    yaml = manifest_text([each for each in templates if each is not None], format_named("yaml"))
    assert yaml is not None
    cells = [[row["name"], row.get("type", ""), row["content"]] for row in ROWS]
    table = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in [["name", "type", "content"], *cells])
    return {"yaml": yaml, "json": json.dumps(ROWS, ensure_ascii=False, indent=2), "jsonl": lines, "csv": table}


async def shown(wire: Wire, uri: str) -> dict[str, Any]:
    """All that a server tells of a document unasked and asked."""
    await asyncio.sleep(0)
    published = [each["params"] for each in wire.take() if each.get("method") == "textDocument/publishDiagnostics"]
    found: dict[str, Any] = {"diagnostics": published[-1]["diagnostics"]}
    for method in ASKED:
        found[method] = (await wire.request(f"textDocument/{method}", {"textDocument": {"uri": uri}}))["result"]
    found["semanticTokens/full"].pop("resultId")
    return found


def open_document(wire: Wire, uri: str, format: str, text: str) -> None:
    """Opens a document in a server, anew if it is open."""
    wire.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    item = {"uri": uri, "languageId": format, "version": 1, "text": text}
    wire.notify("textDocument/didOpen", {"textDocument": item})


@pytest.mark.parametrize("format", ["yaml", "json", "jsonl", "csv"])
async def test_edits_show_what_opening_shows(format: str) -> None:
    random, text, uri = Random(format), documents()[format], f"file:///nowhere/a.sms.{format}"
    wire, fresh = Wire(), Wire()
    for each in (wire, fresh):
        await each.initialize()
    open_document(wire, uri, format, text)
    await shown(wire, uri)
    kept = 0
    for version in range(2, STEPS):
        changes = []
        if version % 4 == 0:  # as it was, so that it does not get more and more broken
            text = documents()[format]
            changes.append({"text": text})
        for _ in range(random.choice((1, 1, 1, 2))):
            places = [at for at in range(len(text) + 1) if text[max(at - 1, 0) : at + 1] != "\r\n"]
            start = random.choice(places)
            end = random.choice([start, start, *(at for at in places if start < at < start + 3)])
            new = random.choice(PIECES)
            ends = [position(text, at, "utf-16") for at in (start, end)]
            place = dict(
                zip(("start", "end"), ({"line": at.line, "character": at.character} for at in ends), strict=True)
            )
            changes.append({"range": place, "text": new})
            text = text[:start] + new + text[end:]
        identifier = {"uri": uri, "version": version}
        wire.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": changes})
        open_document(fresh, uri, format, text)
        assert await shown(wire, uri) == await shown(fresh, uri), (changes, text)
        inspection = wire.server.inspect(uri)
        assert inspection is not None
        kept += inspection.document.splice is not None
    assert kept
