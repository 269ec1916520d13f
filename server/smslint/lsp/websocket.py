"""Messages over a WebSocket, one per frame.

Any page in a browser can open a WebSocket to this machine. So a client must know the token, come from no page or from
an allowed one, and have asked for this machine by a name that no foreign name server can give to it.
"""

from __future__ import annotations

import asyncio
import hmac
import ipaddress
import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from smslint.dataclass import dataclass
from smslint.lsp.server import Server
from smslint.lsp.transport import MOST_BYTES, Ready

if TYPE_CHECKING:
    from websockets.asyncio.server import ServerConnection
    from websockets.http11 import Request, Response

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Admission:
    """Who may connect: clients that know the token, from no page or from one of `origins`, under the name `host`."""

    token: str
    host: str
    origins: tuple[str, ...] = ()

    def refusal(self, path: str, host: str, authorization: str, origins: Sequence[str]) -> str | None:
        """Why a request is refused; None if it is not."""
        if any(origin not in self.origins for origin in origins):
            return "A page of this origin is not allowed."
        if not self._is_own(host):
            return "The server does not have this host name."
        given = parse_qs(urlsplit(path).query).get("token", [authorization.removeprefix("Bearer ")])[-1]
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self.token.encode("utf-8")):
            return "The token is missing or wrong."
        return None

    def _is_own(self, host: str) -> bool:
        name = urlsplit(f"//{host}").hostname or ""
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name in ("localhost", self.host.lower())
        return True


def serve_websocket(server: Server, host: str, port: int, admission: Admission, ready: Ready) -> None:
    """Serves one client over a WebSocket. Raises ImportError if `websockets` is not installed."""
    from websockets.asyncio.server import serve
    from websockets.exceptions import ConnectionClosed, ConnectionClosedOK

    def admit(connection: ServerConnection, request: Request) -> Response | None:
        headers = request.headers
        hosts = headers.get_all("Host")
        authorization = (headers.get_all("Authorization") or [""])[-1]
        host = hosts[0] if len(hosts) == 1 else ""
        reason = admission.refusal(request.path, host, authorization, headers.get_all("Origin"))
        if reason is None:
            return None
        logger.warning("A client was refused: %s", reason)
        return connection.respond(HTTPStatus.FORBIDDEN, f"{reason}\n")

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
        except ConnectionClosedOK:
            logger.info("The client disconnected.")
        except ConnectionClosed as error:
            logger.warning("The connection broke: %s", error)
        server.end()

    async def main() -> None:
        server.begin(asyncio.get_running_loop())
        async with serve(connected, host, port, max_size=MOST_BYTES, process_request=admit) as listening:
            ready(*next(iter(listening.sockets)).getsockname()[:2])
            await server.ended.wait()

    asyncio.run(main())


class _Socket:
    """A WebSocket as a writer that keeps the order of messages."""

    def __init__(self, socket: ServerConnection) -> None:
        self._socket = socket
        self._last: asyncio.Task[None] | None = None

    def write(self, data: bytes) -> None:
        self._last = asyncio.ensure_future(self._send(data, self._last))

    async def _send(self, data: bytes, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        await self._socket.send(data.decode("utf-8"))

    async def drain(self) -> None:
        """Waits until all has been sent."""
        if self._last is not None:
            await asyncio.wait([self._last])

    def close(self) -> None:
        """The connection is closed with its server."""
