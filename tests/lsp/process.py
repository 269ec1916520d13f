"""A server in its own process, which is addressed in bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


class Process:
    """`smslint server` with its standard streams."""

    def __init__(self, *options: str, **others: Any) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "smslint", "server", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C"},
            **others,
        )
        self._id = 0
        self.heard: list[dict[str, Any]] = []
        self.pid = self._process.pid

    def write(self, data: bytes) -> None:
        """Sends bytes."""
        assert self._process.stdin is not None
        self._process.stdin.write(data)
        self._process.stdin.flush()

    def send(self, message: Any) -> None:
        """Sends a message with its header."""
        self.write(framed(json.dumps(message).encode()))

    def notify(self, method: str, params: Any = None) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def read(self) -> dict[str, Any]:
        """The next message."""
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server is gone"
        found: dict[str, Any] = json.loads(stream.read(length))
        return found

    def request(self, method: str, params: Any = None) -> dict[str, Any]:
        """The response to a request; earlier messages are stored in `heard`."""
        self._id += 1
        self.send({"jsonrpc": "2.0", "id": self._id, "method": method, "params": params})
        return self.answer(self._id)

    def answer(self, identity: object) -> dict[str, Any]:
        """The response with an id."""
        while True:
            message = self.read()
            if "method" not in message and message.get("id") == identity:
                return message
            self.heard.append(message)

    def initialize(self, folder: Path | None = None, **capabilities: Any) -> dict[str, Any]:
        """Begins a session."""
        uri = folder.as_uri() if folder is not None else None
        answer = self.request("initialize", {"processId": None, "rootUri": uri, "capabilities": capabilities})
        self.notify("initialized", {})
        return answer

    def open(self, uri: str, text: str) -> dict[str, Any]:
        """Opens a text; returns the diagnostics that the server pushes for it."""
        item = {"uri": uri, "languageId": "smstemplate", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})
        return self.diagnostics(uri)

    def change(self, uri: str, version: int, text: str) -> dict[str, Any]:
        """Replaces a text; returns the diagnostics that the server pushes for it."""
        identifier = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": [{"text": text}]})
        return self.diagnostics(uri)

    def diagnostics(self, uri: str) -> dict[str, Any]:
        """The next diagnostics of a document."""
        while True:
            message = self.read()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                found: dict[str, Any] = message["params"]
                return found
            self.heard.append(message)

    def port(self) -> int:
        """The port on which the server listens, which it prints."""
        assert self._process.stderr is not None
        return int(self._process.stderr.readline())

    def line(self) -> str:
        """The next line that the server prints to standard error."""
        assert self._process.stderr is not None
        return self._process.stderr.readline().decode("utf-8")

    def wait(self) -> int:
        """Waits until the process ends by itself, with its streams open; returns its exit code."""
        code = self._process.wait(timeout=20)
        self._process.communicate()
        return code

    def end(self) -> tuple[int, str]:
        """Waits for the process; returns its exit code and standard error."""
        _, told = self._process.communicate(timeout=20)
        return self._process.returncode, told.decode("utf-8")

    def kill(self) -> None:
        """Ends the process at once."""
        self._process.kill()
        self._process.communicate()

    def leave(self) -> tuple[int, str]:
        """Ends a session as the protocol requires."""
        assert self.request("shutdown")["result"] is None
        self.notify("exit")
        return self.end()


def framed(body: bytes) -> bytes:
    """A body with its header."""
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
