"""Measures the time from a keystroke to the diagnostics, in files of many templates of each format.

It is measured in the process of the server, from the bytes of the change to the bytes of the diagnostics.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import random
import statistics
import time
from typing import Any

from bench import corpus
from smslint.documents import format_named, read
from smslint.documents.manifest import manifest_text
from smslint.lsp.server import Server

TYPED = "，请于3日内领取${code}查收😀。"


class _Out:
    """Counts the messages that the server writes."""

    def __init__(self) -> None:
        self.written = 0

    def write(self, data: bytes) -> None:
        self.written += 1

    def close(self) -> None:
        """Nothing is open."""


def documents(count: int) -> dict[str, str]:
    """The same templates in each format that can hold many."""
    records = list(corpus.rows(count))
    lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records)
    templates = [each.template for each in read(lines, "a.sms.jsonl").entries()]
    table = io.StringIO()
    fields = ["name", "type", "content", "variables"]
    writer = csv.DictWriter(table, fields, extrasaction="ignore")
    writer.writeheader()
    for each in records:
        declared = json.dumps(each["variables"], ensure_ascii=False) if each.get("variables") else ""
        writer.writerow({**each, "variables": declared})
    manifest = manifest_text([each for each in templates if each is not None], format_named("yaml"))
    assert manifest is not None
    return {
        "sms.yaml": manifest,
        "sms.json": json.dumps(records, ensure_ascii=False, indent=2),
        "sms.jsonl": lines,
        "sms.csv": table.getvalue(),
    }


async def opened(uri: str, text: str) -> tuple[Server, _Out]:
    """A server that has told the diagnostics of a document."""
    server, out = Server(), _Out()
    server.protocol.set_writer(out)
    server.begin(asyncio.get_running_loop())
    send(server, "initialize", {"capabilities": {"general": {"positionEncodings": ["utf-16"]}}}, id=1)
    send(server, "textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "", "version": 1, "text": text}})
    while out.written < 2:  # the answer to `initialize`, and the diagnostics
        await asyncio.sleep(0)
    return server, out


def send(server: Server, method: str, params: Any, **others: Any) -> None:
    """A notification, or with an `id` a request."""
    server.protocol.receive(json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **others}).encode())


async def asked(ending: str, text: str, method: str, requests: int) -> list[float]:
    """The CPU milliseconds of each request; its position is behind the first placeholder of a line."""
    uri = f"file:///nowhere/a.{ending}"
    server, out = await opened(uri, text)
    chance = random.Random(ending)
    lines = [(number, line.index("${")) for number, line in enumerate(text.split("\n")) if "${" in line]
    taken: list[float] = []
    for number in range(requests):
        line, at = chance.choice(lines)
        place = {"line": line, "character": at + 2}
        options = {"tabSize": 2, "insertSpaces": True}
        params = {"textDocument": {"uri": uri}, "position": place, "options": options}
        before, start = out.written, time.process_time()
        send(server, method, params, id=number + 2)
        while out.written == before:
            await asyncio.sleep(0)
        taken.append((time.process_time() - start) * 1000)
    return taken


async def measured(ending: str, text: str, keystrokes: int) -> list[tuple[float, float]]:
    """The milliseconds and the CPU milliseconds of each keystroke."""
    uri = f"file:///nowhere/a.{ending}"
    server, out = await opened(uri, text)
    chance = random.Random(ending)
    places = [number for number, line in enumerate(text.split("\n")) if "。" in line]
    taken: list[tuple[float, float]] = []
    version, line, unit, letters = 1, 0, 0, ""
    for _ in range(keystrokes):
        if not letters:
            line = chance.choice(places)
            now = server.documents.get(uri)
            assert now is not None
            row = now.text.line(line)
            unit = len(row[: row.index("。")].encode("utf-16-le")) // 2
            letters = TYPED
        letter, letters = letters[0], letters[1:]
        version += 1
        place = {"line": line, "character": unit}
        change = {"range": {"start": place, "end": place}, "text": letter}
        params = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]}
        body = json.dumps({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": params}).encode()
        unit += len(letter.encode("utf-16-le")) // 2
        before, start, worked = out.written, time.perf_counter(), time.thread_time()
        server.protocol.receive(body)
        await asyncio.sleep(0)
        taken.append(((time.perf_counter() - start) * 1000, (time.thread_time() - worked) * 1000))
        assert out.written == before + 1
    return taken


def report(templates: int, keystrokes: int) -> str:
    """Median, p95 and p99 by format, and p95 of CPU time, which other programs do not affect."""
    lines = [
        f"### A keystroke in a file of {templates:,} templates: change to diagnostics",
        "",
        "| | median ms | p95 ms | p99 ms | p95 ms of processor |",
        "|---|---:|---:|---:|---:|",
    ]
    for ending, text in documents(templates).items():
        taken = asyncio.run(measured(ending, text, keystrokes))
        wall, worked = (statistics.quantiles(each, n=100) for each in zip(*taken, strict=True))
        lines.append(f"| {ending} | {wall[49]:.2f} | {wall[94]:.2f} | {wall[98]:.2f} | {worked[94]:.2f} |")
    return "\n".join([*lines, ""])


def requests(templates: int) -> str:
    """Completion (p95) and formatting (median) in files of some templates, in CPU milliseconds."""
    lines = [f"### Requests in a file of {templates:,} templates, ms of processor", "", "| | |", "|---|---:|"]
    for ending, text in documents(templates).items():
        taken = asyncio.run(asked(ending, text, "textDocument/completion", 200))
        lines.append(f"| completion, p95, {ending} | {statistics.quantiles(taken, n=20)[18]:.2f} |")
    for ending in ("sms.yaml", "sms.json"):
        taken = asyncio.run(asked(ending, documents(templates)[ending], "textDocument/formatting", 3))
        lines.append(f"| formatting, median, {ending} | {statistics.median(taken):.0f} |")
    return "\n".join([*lines, ""])
