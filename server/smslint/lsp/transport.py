"""Messages over standard input and output or TCP, with headers, and over a WebSocket, one per frame.

The loops of pygls drop messages with unknown headers, and never answer a body that is not JSON. Here, the protocol
gets every complete message as bytes.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import threading
from collections.abc import Callable, Iterator
from typing import BinaryIO

from smslint.io.opener import standard_input
from smslint.io.sink import guarded_stream, standard_error, take_channel
from smslint.io.writer import open_log
from smslint.lsp.server import Server

logger = logging.getLogger(__name__)

Address = tuple[str, int] | None
MOST_BYTES = 256 * 1024 * 1024
"""Longer messages are refused. The settings do not allow documents of that size."""
_LENGTH = re.compile(rb"(?i)content-length:[ \t]*(\d+)[ \t]*(?:\r?\n|\Z)")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = 65536


class BrokenFrame(Exception):
    """The headers are broken, so that the start of the next message is unknown."""


class Frames:
    """Cuts a stream of bytes into the bodies of messages. Headers without a length are skipped."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._wanted: int | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The bodies that these bytes complete. Raises BrokenFrame."""
        self._buffer += data
        while True:
            if self._wanted is None and not self._headers():
                return
            wanted = self._wanted
            if wanted is None:
                continue
            if len(self._buffer) < wanted:
                return
            body = bytes(self._buffer[:wanted])
            del self._buffer[:wanted]
            self._wanted = None
            yield body

    def _headers(self) -> bool:
        """Reads a block of headers; False if it is still incomplete."""
        found = _END.search(self._buffer)
        if found is None:
            if len(self._buffer) > _CHUNK:
                raise BrokenFrame
            return False
        lengths = _LENGTH.findall(self._buffer[: found.start()])
        del self._buffer[: found.end()]
        if lengths:
            if len(lengths[-1]) > 12 or int(lengths[-1]) > MOST_BYTES:
                raise BrokenFrame
            self._wanted = int(lengths[-1])
        return True


class _Out:
    """Standard output as a writer."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self._stream.flush()

    def close(self) -> None:
        self._stream.flush()


def serve_stdio(server: Server, stdin: BinaryIO, stdout: BinaryIO) -> None:
    """Serves until `exit`, or until the client closes the connection."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        server.protocol.set_writer(_Out(stdout))
        server.begin(loop)
        # A daemon thread on the bare file descriptor, since it may be waiting for input when the process ends
        threading.Thread(target=_read, args=(stdin.fileno(), loop, server), daemon=True).start()
        await server.ended.wait()

    asyncio.run(main())


def _read(descriptor: int, loop: asyncio.AbstractEventLoop, server: Server) -> None:
    frames = Frames()

    def post(call: Callable[..., None], *arguments: bytes) -> None:
        try:
            loop.call_soon_threadsafe(call, *arguments)
        except RuntimeError:  # the loop has been closed
            raise BrokenFrame from None

    try:
        while data := os.read(descriptor, _CHUNK):
            for body in frames.feed(data):
                post(server.protocol.receive, body)
        post(server.end)
    except (BrokenFrame, OSError):
        try:
            loop.call_soon_threadsafe(server.end)
        except RuntimeError:
            logger.debug("The event loop ended before the input.")


def serve_tcp(server: Server, host: str, port: int, ready: Callable[[int], None]) -> None:
    """Serves one client. `ready` gets the port that the server listens on."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if server.connected:
            writer.close()
            return
        server.connected = True
        server.protocol.set_writer(writer)
        frames = Frames()
        try:
            while not server.ended.is_set() and (data := await reader.read(_CHUNK)):
                for body in frames.feed(data):
                    server.protocol.receive(body)
        except (BrokenFrame, ConnectionError):
            logger.warning("The connection broke.")
        server.end()
        writer.close()

    async def main() -> None:
        server.begin(asyncio.get_running_loop())
        listening = await asyncio.start_server(connected, host, port)
        ready(listening.sockets[0].getsockname()[1])
        await server.ended.wait()
        listening.close()

    asyncio.run(main())


def serve_websocket(server: Server, host: str, port: int, ready: Callable[[int], None]) -> None:
    """Serves one client over a WebSocket. Raises ImportError if `websockets` is not installed."""
    from websockets.asyncio.server import ServerConnection, serve
    from websockets.exceptions import ConnectionClosed

    async def connected(socket: ServerConnection) -> None:
        if server.connected:
            return
        server.connected = True
        writer = _Socket(socket)
        server.protocol.set_writer(writer, include_headers=False)
        try:
            while not server.ended.is_set():
                data = await socket.recv(decode=False)
                server.protocol.receive(data)
            await writer.drain()
        except ConnectionClosed:
            logger.info("The client disconnected.")
        server.end()

    async def main() -> None:
        server.begin(asyncio.get_running_loop())
        async with serve(connected, host, port, max_size=MOST_BYTES) as listening:
            ready(next(iter(listening.sockets)).getsockname()[1])
            await server.ended.wait()

    asyncio.run(main())


class _Socket:
    """A WebSocket as a writer that keeps the order of messages."""

    def __init__(self, socket: object) -> None:
        self._socket = socket
        self._last: asyncio.Task[None] | None = None

    def write(self, data: bytes) -> None:
        self._last = asyncio.ensure_future(self._send(data, self._last))

    async def _send(self, data: bytes, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        await self._socket.send(data.decode("utf-8"))  # type: ignore[attr-defined]

    async def drain(self) -> None:
        """Waits until all has been sent."""
        if self._last is not None:
            await asyncio.wait([self._last])

    def close(self) -> None:
        """The connection is closed with its server."""


def start(*, tcp: Address, ws: Address, log_file: str | None, log_level: str, ready: Callable[[int], None]) -> int:
    """Serves one client until it disconnects; the exit code. `ready` gets the port that the server listens on."""
    _log(log_file, log_level)
    server = Server()
    if tcp is not None:
        serve_tcp(server, *tcp, ready)
    elif ws is not None:
        serve_websocket(server, *ws, ready)
    else:
        _serve_standard_streams(server)
    return server.exit_code


def _serve_standard_streams(server: Server) -> None:
    """Standard output carries the messages. Anything else that is printed goes to standard error."""
    channel = take_channel()
    try:
        serve_stdio(server, standard_input(), channel)
    except BrokenPipeError:
        logger.info("The client disconnected.")


def _log(file: str | None, level: str) -> None:
    """The loggers of pygls are silenced: even its errors contain whole messages with the texts of templates."""
    handler = logging.StreamHandler(guarded_stream(open_log(file)) if file else standard_error())
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(level=level.upper(), handlers=[handler], format=form, force=True)
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    logging.getLogger("websockets").setLevel(logging.ERROR)
