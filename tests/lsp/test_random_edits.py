"""After any edit, the server has the editor's text and reports what the command line reports, at the same characters.

The command line reads each text from scratch; the server reuses what an edit did not change. The 10,200 edits are the
same every time.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random
from typing import Any

import pytest
from lsprotocol import types

from lsp.editor import ENCODINGS, offset, position
from lsp.wire import Wire
from smslint.documents import format_named, read
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.run import DisplayFilter, Run
from smslint.workspace.settings_resolver import SettingsResolver

STEPS = 340
LONGEST = 500
STARTS: dict[str, str] = {
    "sms": "---\nname: 登录\ntype: verification\nvariables:\n  code: numberCaptcha\n---\n您的验证码为${code}【示例】\n",
    "yaml": "templates:\n  - name: 甲\n    content: 您好${a}【甲】\n  - name: 乙\n    type: promotional\n"
    "    content: |\n      乙\n",
    "json": '[\n  {"name": "甲", "content": "您好${a}【甲】"},\n  {"name": "乙", "content": "\\u4e59\\n"}\n]\n',
    "jsonl": '{"name": "甲", "content": "您好${a}【甲】"}\n{"name": "乙", "content": "乙"}\n',
    "csv": 'name,type,content\n甲,notification,您好${a}【甲】\n乙,,"乙\n""丙"""\n',
}
PIECES = (
    "😀", "𠮷", "e\u0301", "\u2028", "\u0085", "\x0c", "\r", "\n", "\r\n", "\ufeff", "\t", "\u200b", "　",
    "${code}", "$", "{", "}", "${", "【", "】", "验证码", "退订回T", "http://a.cn/x", "13800138000", "国",
    '"', "'", ",", ":", ": ", "#", " ", "- ", "---\n", "name: ", "\\", "\\n", "a", "1", "｛", "\u3000",
)  # fmt: skip


def edit(random: Random, text: str) -> tuple[int, int, str]:
    """A place that positions can express, and the text to insert there."""
    places = [at for at in range(len(text) + 1) if text[at - 1 : at + 1] != "\r\n" or at == 0]
    start = random.randrange(len(places))
    end = start
    if random.random() < (0.8 if len(text) > LONGEST else 0.35):
        end = min(len(places) - 1, start + random.choice((1, 1, 1, 2, 3, 8, 40)))
    new = "" if random.random() < 0.3 else "".join(random.choices(PIECES, k=random.choice((1, 1, 1, 2, 4))))
    return places[start], places[end], new


def command_line(text: str, name: str, format: str, run: Run) -> list[tuple[str, int, int]]:
    """The rules with findings, and the characters that they mark in the text without its byte order mark."""
    rule_resolver = run.rule_resolver
    resolved = rule_resolver.settings.of(Path(f"/nowhere/{name}"))
    document = read(text, name, format=format_named(format))
    told = run.document(document, name, rule_resolver.file_rules(resolved, name), lambda: document)
    found = [each for each in told if isinstance(each, Diagnostic) and not each.finding.match.minor]
    return sorted((each.finding.rule.id, *(each.range or (0, 0))) for each in found)


def shown(diagnostics: list[dict[str, Any]], text: str, encoding: str) -> list[tuple[str, int, int]]:
    """The same for published diagnostics, with positions computed by the test."""
    mark = 1 if text.startswith("\ufeff") else 0
    found = []
    for each in diagnostics:
        ends = [types.Position(**each["range"][end]) for end in ("start", "end")]
        start, end = (offset(text, place, encoding) - mark for place in ends)
        found.append((each["code"], start, end))
    return sorted(found)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("format", STARTS)
async def test_random_edits(encoding: str, format: str) -> None:
    random = Random(f"{encoding} {format}")
    wire = Wire()
    await wire.initialize(encoding)
    name = "a.sms" if format == "sms" else f"a.sms.{format}"
    uri, text, version = f"file:///nowhere/{name}", STARTS[format], 1
    item = {"uri": uri, "languageId": format, "version": version, "text": text}
    wire.notify("textDocument/didOpen", {"textDocument": item})
    await asyncio.sleep(0)
    run = Run(RuleResolver(SettingsResolver(Path("/nowhere"))), DisplayFilter(fixes=False))
    for _ in range(STEPS):
        wire.take()
        changes = []
        for _ in range(random.choice((1, 1, 1, 2))):
            start, end, new = edit(random, text)
            ends = [position(text, at, encoding) for at in (start, end)]
            place = {
                key: {"line": at.line, "character": at.character}
                for key, at in zip(("start", "end"), ends, strict=True)
            }
            changes.append({"range": place, "text": new})
            text = text[:start] + new + text[end:]
        version += 1
        identifier = {"uri": uri, "version": version}
        wire.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": changes})
        await asyncio.sleep(0)
        document = wire.server.documents.get(uri)
        assert document is not None
        assert document.text.value == text
        (published,) = [
            each["params"] for each in wire.take() if each.get("method") == "textDocument/publishDiagnostics"
        ]
        assert published["version"] == version
        assert shown(published["diagnostics"], text, encoding) == command_line(text, name, format, run), (changes, text)
