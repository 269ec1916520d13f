"""Messages from and to a page in a browser: a server that is called, on an event loop that runs already.

The page's worker loads this module (`docs/playground/src/server.js`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from smslint.lsp.server import Server
from smslint.lsp.transport import begin_log


class _Port:
    """A function that takes messages, as a writer."""

    def __init__(self, send: Callable[[str], object]) -> None:
        self._send = send

    def write(self, data: bytes) -> None:
        self._send(data.decode("utf-8"))

    def close(self) -> None:
        """There is nothing to close."""


def serve_messages(send: Callable[[str], object]) -> Callable[[str], None]:
    """Starts a server on the running event loop, which sends messages with `send`; returns the function that takes
    those of its client. Messages are JSON."""
    begin_log(None, "warning")
    server, loop = Server(), asyncio.get_running_loop()
    server.protocol.set_writer(_Port(send), include_headers=False)
    server.begin(loop)

    def take(message: str) -> None:
        body = message.encode("utf-8", "surrogatepass")
        server.protocol.foresee(body)
        loop.call_soon(server.protocol.receive, body)

    return take
