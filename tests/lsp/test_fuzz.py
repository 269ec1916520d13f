"""10,000 messages, most of them wrong: each gets the response that the protocol requires, and the server keeps running.

The messages are the same every time. A separate reader takes the responses, since a full pipe would block both sides.
"""

from __future__ import annotations

import copy
import json
import threading
from collections import Counter
from random import Random
from typing import Any

from lsp.capabilities import _vscode
from lsp.process import Process, framed

MESSAGES = 10_000
URI = "file:///nowhere/fuzz.sms"
TEXT = "---\nname: 甲😀\ntype: notification\nvariables:\n  a: { attribute: others, example: 乙 }\n---\n您好【甲】${a}，http://a.cn/x\u2028\r\n"
PLACE = {"line": 6, "character": 10}
RANGE = {"start": {"line": 0, "character": 0}, "end": PLACE}
DOCUMENT = {"uri": URI}
AT = {"textDocument": DOCUMENT, "position": PLACE}
OPTIONS = {"tabSize": 2, "insertSpaces": True}
REQUESTS: dict[str, Any] = {
    "initialize": {"capabilities": {}},
    "textDocument/completion": AT,
    "completionItem/resolve": {
        "label": "a",
        "data": {"uri": URI, "about": ["rule", "x"], "declares": [0, "b", "others", "x"]},
    },
    "textDocument/hover": AT,
    "textDocument/definition": AT,
    "textDocument/references": AT | {"context": {"includeDeclaration": True}},
    "textDocument/documentHighlight": AT,
    "textDocument/linkedEditingRange": AT,
    "textDocument/prepareRename": AT,
    "textDocument/rename": AT | {"newName": "b"},
    "textDocument/codeAction": {
        "textDocument": DOCUMENT,
        "range": RANGE,
        "context": {"diagnostics": [], "only": ["quickfix"]},
    },
    "codeAction/resolve": {"title": "a", "data": {"uri": URI, "recipe": ["fix", 0, "x", 0], "unsafe": False}},
    "textDocument/inlayHint": {"textDocument": DOCUMENT, "range": RANGE},
    "textDocument/codeLens": {"textDocument": DOCUMENT},
    "textDocument/semanticTokens/full": {"textDocument": DOCUMENT},
    "textDocument/semanticTokens/full/delta": {"textDocument": DOCUMENT, "previousResultId": "1"},
    "textDocument/semanticTokens/range": {"textDocument": DOCUMENT, "range": RANGE},
    "textDocument/documentSymbol": {"textDocument": DOCUMENT},
    "textDocument/foldingRange": {"textDocument": DOCUMENT},
    "textDocument/selectionRange": {"textDocument": DOCUMENT, "positions": [PLACE]},
    "textDocument/documentLink": {"textDocument": DOCUMENT},
    "textDocument/formatting": {"textDocument": DOCUMENT, "options": OPTIONS},
    "textDocument/rangeFormatting": {"textDocument": DOCUMENT, "range": RANGE, "options": OPTIONS},
    "textDocument/diagnostic": {"textDocument": DOCUMENT, "previousResultId": "x"},
    "workspace/diagnostic": {"previousResultIds": [{"uri": URI, "value": "x"}], "partialResultToken": 4},
    "workspace/symbol": {"query": "甲", "workDoneToken": "w"},
    "workspace/executeCommand": {"command": "smslint.preview", "arguments": [{"uri": URI, "position": PLACE}]},
    "no/such/method": {},
    "$/unknown": {},
    "notebookDocument/didOpen": {},
}
COMMANDS = ("preview", "status", "payload", "settings", "newTemplate", "fixAll", "unknown")
NOTIFICATIONS: dict[str, Any] = {
    "textDocument/didOpen": {"textDocument": {"uri": URI, "languageId": "smstemplate", "version": 1, "text": TEXT}},
    "textDocument/didChange": {
        "textDocument": {"uri": URI, "version": 2},
        "contentChanges": [{"range": RANGE, "text": "a"}],
    },
    "textDocument/didClose": {"textDocument": {"uri": "file:///nowhere/other.sms"}},
    "workspace/didChangeConfiguration": {"settings": {"smslint": {"settings": {"ignore": ["length"]}}}},
    "workspace/didChangeWatchedFiles": {"changes": [{"uri": "file:///nowhere/smslint.toml", "type": 2}]},
    "workspace/didChangeWorkspaceFolders": {"event": {"added": [], "removed": []}},
    "window/workDoneProgress/cancel": {"token": 3},
    "$/cancelRequest": {"id": 3},
    "$/setTrace": {"value": "off"},
    "initialized": {},
    "notebookDocument/didOpen": {},
    "no/such/notification": {"a": 1},
}
JUNK = (
    None,
    True,
    -1,
    0,
    2**31,
    2**70,
    1.5,
    "",
    "x",
    "\ud800",
    "😀\u2028",
    [],
    [1],
    {},
    {"uri": 3},
    [[[]]],
    "file:///\x00",
    "file://[bad",
)
ANSWERS = {-32600, -32601, -32602, -32800, -32803}


def mutated(random: Random, value: Any) -> Any:
    """The value with junk in place of a random part, or without that part."""
    value = copy.deepcopy(value)
    holder, key, node = None, None, value
    for _ in range(random.randrange(6)):
        if isinstance(node, dict) and node:
            holder, key = node, random.choice(sorted(node))
        elif isinstance(node, list) and node:
            holder, key = node, random.randrange(len(node))
        else:
            break
        node = holder[key]
    if holder is None:
        return random.choice(JUNK)
    if isinstance(holder, dict) and random.random() < 0.2:
        del holder[key]
    else:
        holder[key] = random.choice(JUNK)
    return value


class Fuzz:
    """Generates messages, and knows the required responses."""

    def __init__(self) -> None:
        self.random = Random("fuzz")
        self.awaited: Counter[str] = Counter()

    def message(self, number: int) -> bytes:
        """The bytes of a message with its headers."""
        kind = self.random.random()
        if kind < 0.6:
            body = self._request(number)
        elif kind < 0.85:
            method = self.random.choice(sorted(NOTIFICATIONS))
            params = NOTIFICATIONS[method]
            if self.random.random() < 0.7:
                params = mutated(self.random, params)
            body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params})
        elif kind < 0.95:
            body = self._no_message(number)
        else:
            body = json.dumps({"jsonrpc": "2.0", "id": f"never-{number}", "result": self.random.choice(JUNK)})
        return self._framed(body.encode("utf-8", "surrogatepass"))

    def _request(self, number: int) -> str:
        method = self.random.choice(sorted(REQUESTS))
        params = copy.deepcopy(REQUESTS[method])
        if method == "workspace/executeCommand":
            params["command"] = f"smslint.{self.random.choice(COMMANDS)}"
        if self.random.random() < 0.7:
            params = mutated(self.random, params)
        identity = f"f{number}"
        self.awaited[identity] += 1
        return json.dumps({"jsonrpc": "2.0", "id": identity, "method": method, "params": params})

    def _no_message(self, number: int) -> str:
        """Data that is not a message; it is refused with a null id."""
        self.awaited["None"] += 1
        return self.random.choice(
            (
                "{",
                "",
                "[" * 5000,
                "[]",
                "[{}]",
                "3",
                "null",
                '"text"',
                "{}",
                '{"jsonrpc": "1.0", "id": 1, "method": "shutdown"}',
                '{"jsonrpc": "2.0", "id": {}, "method": "textDocument/hover"}',
                '{"jsonrpc": "2.0", "id": null, "method": "textDocument/hover"}',
                '{"jsonrpc": "2.0", "id": 1.5, "method": "textDocument/hover"}',
                '{"jsonrpc": "2.0", "id": 1, "method": 7}',
                "\ud800",
                '{"jsonrpc": "2.0", "id": 1, "method": "\\u',
            )
        )

    def _framed(self, body: bytes) -> bytes:
        if not body:
            body = b" "
        odd = self.random.random()
        length = b"%d" % len(body)
        if odd < 0.1:
            return (
                b"content-LENGTH:   "
                + length
                + b"\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n"
                + body
            )
        if odd < 0.15:
            return b"X-Other: 1\r\n\r\n" + framed(body)
        return framed(body)


def test_fuzz() -> None:
    process, fuzz = Process(), Fuzz()
    capabilities = _vscode("utf-16")
    capabilities["workspace"]["applyEdit"] = False
    capabilities["window"]["showDocument"]["support"] = False
    process.request("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
    heard: list[dict[str, Any]] = []
    all_sent = threading.Event()

    def hear() -> None:
        answered = 0
        while not (all_sent.is_set() and answered == fuzz.awaited.total() + 1):
            heard.append(process.read())
            answered += "method" not in heard[-1]

    reader = threading.Thread(target=hear)
    reader.start()
    process.notify("textDocument/didOpen", NOTIFICATIONS["textDocument/didOpen"])
    for number in range(MESSAGES):
        data = fuzz.message(number)
        if fuzz.random.random() < 0.02:
            cut = fuzz.random.randrange(1, len(data))
            process.write(data[:cut])
            data = data[cut:]
        process.write(data)
    all_sent.set()
    process.send({"jsonrpc": "2.0", "id": "last", "method": "textDocument/hover", "params": AT})
    reader.join(timeout=120)
    assert not reader.is_alive()
    answers = [each for each in heard if "method" not in each and each["id"] != "last"]
    assert Counter(str(each["id"]) for each in answers) == fuzz.awaited
    codes = Counter(each["error"]["code"] for each in answers if "error" in each and each["id"] is not None)
    assert not codes.keys() - ANSWERS, codes
    assert {each["error"]["code"] for each in answers if each["id"] is None} == {-32700, -32600}
    assert "result" in next(each for each in heard if each.get("id") == "last")
    code, told = process.leave()
    assert code == 0
    assert "Fault" not in told, told
    assert not [
        each for each in heard if each.get("method") == "window/showMessage" and "failed" in each["params"]["message"]
    ]
