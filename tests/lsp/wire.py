"""A server in the process of the test, with the messages that it receives and sends."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from smslint.lsp.server import Server


class Out:
    """Stores the data written to it as messages."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    def write(self, data: bytes) -> None:
        self.messages.append(json.loads(data.partition(b"\r\n\r\n")[2]))

    def close(self) -> None:
        """Does nothing, since nothing is open."""


class Wire:
    """The two ends of a connection; must be created in a running loop."""

    def __init__(self) -> None:
        self.server = Server()
        self.out = Out()
        self.server.protocol.set_writer(self.out)
        self.server.begin(asyncio.get_running_loop())
        self._id = 0

    def send(self, message: Any) -> None:
        """Sends one message, as the bytes of its JSON."""
        self.server.protocol.receive(json.dumps(message).encode())

    def notify(self, method: str, params: Any) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    async def request(self, method: str, params: Any) -> dict[str, Any]:
        """The response to a request; it is removed from the messages."""
        self._id += 1
        identity = f"wire-{self._id}"
        self.send({"jsonrpc": "2.0", "id": identity, "method": method, "params": params})
        for _ in range(1000):
            for index, message in enumerate(self.out.messages):
                if message.get("id") == identity and "method" not in message:
                    return self.out.messages.pop(index)
            await asyncio.sleep(0)
        raise AssertionError(f"{method} was never answered")

    async def initialize(self, encoding: str = "utf-16", **others: Any) -> dict[str, Any]:
        """Begins a session."""
        capabilities = {"general": {"positionEncodings": [encoding]}, **others.pop("capabilities", {})}
        params = {"processId": None, "rootUri": None, "capabilities": capabilities, **others}
        answer = await self.request("initialize", params)
        self.notify("initialized", {})
        return answer

    def take(self) -> list[dict[str, Any]]:
        """The messages since the last call."""
        taken, self.out.messages[:] = list(self.out.messages), []
        return taken
