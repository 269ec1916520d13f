"""Messages over standard input and output or TCP, with headers; `websocket` has those over a WebSocket.

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
from contextlib import suppress
from typing import BinaryIO, Final

from smslint.io.opener import standard_input
from smslint.io.sink import guarded_stream, standard_error, take_channel
from smslint.io.writer import open_log
from smslint.lsp.server import Server

logger = logging.getLogger(__name__)

Ready = Callable[[str, int], None]
MOST_BYTES = 256 * 1024 * 1024
"""Longer messages are refused. The settings do not allow documents of that size."""
_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d+)[ \t]*\r?$")
_HEADER = b"content-"
"""How the headers of a message begin. A browser, which any page can make connect, sends others first."""
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = 65536


_PATIENCE: Final = 30
"""Seconds in which a client over TCP must send its first message."""
_WAITING: Final = 64
"""The most messages from standard input that are kept before they are handled."""
_WATCH: Final = 2
"""Seconds between two looks at the process of the client."""


class BrokenFrame(Exception):
    """The headers are broken, so that the start of the next message is unknown; the text says why."""


class Frames:
    """Cuts a stream of bytes into the bodies of messages. Headers without a length are skipped, unless `strict`."""

    def __init__(self, strict: bool = False) -> None:
        self._buffer = bytearray()
        self._wanted: int | None = None
        self._strict = strict

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
        start = bytes(self._buffer[: len(_HEADER)]).lower()
        if self._strict and not _HEADER.startswith(start):
            raise BrokenFrame("A message does not begin with a header of the protocol.")
        found = _END.search(self._buffer)
        if found is None:
            if len(self._buffer) > _CHUNK:
                raise BrokenFrame(f"The headers of a message are longer than {_CHUNK} bytes.")
            return False
        lengths = _LENGTH.findall(self._buffer[: found.start()])
        del self._buffer[: found.end()]
        if lengths:
            if len(lengths[-1]) > 12 or int(lengths[-1]) > MOST_BYTES:
                length = lengths[-1][:20].decode("ascii")
                raise BrokenFrame(f"A message of {length} bytes is longer than the {MOST_BYTES} that are allowed.")
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
    """Serves until `exit`, or until the client closes the connection or is gone."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        server.protocol.set_writer(_Out(stdout))
        server.begin(loop)
        # A daemon thread on the bare file descriptor, since it may be waiting for input when the process ends
        threading.Thread(target=_read, args=(stdin.fileno(), loop, server), daemon=True).start()
        watching = asyncio.ensure_future(_end_with_client(server))
        await server.ended.wait()
        watching.cancel()

    asyncio.run(main())


async def _end_with_client(server: Server) -> None:
    """Ends the server when the process that started it has ended, as the protocol requires: the pipes may stay open in
    another process."""
    while not _is_gone(server.client_process):
        await asyncio.sleep(_WATCH)
    logger.warning("The process of the client is gone.")
    server.end()


def _is_gone(process: int | None) -> bool:
    """Whether a process has ended; False where that cannot be told."""
    if process is None or os.name != "posix":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # of another user, or no number of a process
        return False
    return False


def _read(descriptor: int, loop: asyncio.AbstractEventLoop, server: Server) -> None:
    """Reads standard input. It waits where the server falls behind, so that memory does not grow."""
    frames, room = Frames(), threading.Semaphore(_WAITING)

    def receive(body: bytes) -> None:
        room.release()
        server.protocol.receive(body)

    try:
        while data := os.read(descriptor, _CHUNK):
            for body in frames.feed(data):
                room.acquire()
                server.protocol.foresee(body)
                loop.call_soon_threadsafe(receive, body)
    except (BrokenFrame, OSError) as error:
        logger.error("The connection broke: %s", error)
    except RuntimeError:
        logger.debug("The event loop ended before the input.")
        return
    with suppress(RuntimeError):  # the loop has been closed
        loop.call_soon_threadsafe(server.end)


def serve_tcp(server: Server, host: str, port: int, ready: Ready) -> None:
    """Serves one client: the first that sends a message. `ready` gets the address on which the server listens."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        frames = Frames(strict=True)
        try:
            bodies: list[bytes] = []
            async with asyncio.timeout(_PATIENCE):
                while not bodies and (data := await reader.read(_CHUNK)):
                    bodies += frames.feed(data)
        except (BrokenFrame, OSError, TimeoutError) as error:
            logger.warning("A client was refused: %s", error or "it sent nothing.")
            bodies = []
        if server.connected or not bodies:
            writer.close()
            return
        server.connected = True
        server.protocol.set_writer(writer)
        try:
            while bodies:
                for body in bodies:
                    server.protocol.foresee(body)
                for body in bodies:
                    server.protocol.receive(body)
                    await writer.drain()
                bodies = []
                while not (bodies or server.ended.is_set()) and (data := await reader.read(_CHUNK)):
                    bodies += frames.feed(data)
        except (BrokenFrame, OSError) as error:
            logger.warning("The connection broke: %s", error)
        server.end()
        writer.close()

    async def main() -> None:
        server.begin(asyncio.get_running_loop())
        listening = await asyncio.start_server(connected, host, port)
        ready(*listening.sockets[0].getsockname()[:2])
        await server.ended.wait()
        listening.close()

    asyncio.run(main())


def start(serve: Callable[[Server], None], log_file: str | None, log_level: str) -> int:
    """Serves one client with `serve` until it disconnects; the exit code."""
    begin_log(log_file, log_level)
    server = Server()
    serve(server)
    return server.exit_code


def serve_standard_streams(server: Server) -> None:
    """Standard output carries the messages. Anything else that is printed goes to standard error."""
    channel = take_channel()
    try:
        serve_stdio(server, standard_input(), channel)
    except BrokenPipeError:
        logger.info("The client disconnected.")


def begin_log(file: str | None, level: str) -> None:
    """The loggers of pygls are silenced: even its errors contain whole messages with the texts of templates."""
    handler = logging.StreamHandler(guarded_stream(open_log(file)) if file else standard_error())
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(level=level.upper(), handlers=[handler], format=form, force=True)
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    logging.getLogger("websockets").setLevel(logging.ERROR)
