"""Starts the server: its log, its streams and its channel."""

from __future__ import annotations

import logging
from collections.abc import Callable

from smslint.io.opener import standard_input
from smslint.io.sink import standard_error, take_channel
from smslint.io.writer import open_log
from smslint.lsp.server import Server
from smslint.lsp.transport import serve_stdio, serve_tcp, serve_websocket

Address = tuple[str, int] | None


def start(*, tcp: Address, ws: Address, log_file: str | None, log_level: str, ready: Callable[[int], None]) -> int:
    """Serves one client until it disconnects; the exit code. `ready` gets the port that the server listens on."""
    _log(log_file, log_level)
    server = Server()
    if tcp is not None:
        serve_tcp(server, *tcp, ready)
    elif ws is not None:
        serve_websocket(server, *ws, ready)
    else:
        _serve_stdio(server)
    return server.exit_code


def _serve_stdio(server: Server) -> None:
    """Standard output carries the messages. Anything else that is printed goes to standard error."""
    channel = take_channel()
    try:
        serve_stdio(server, standard_input(), channel)
    except BrokenPipeError:
        logging.getLogger(__name__).info("The client disconnected.")


def _log(file: str | None, level: str) -> None:
    """The loggers of pygls are silenced: even its errors contain whole messages with the texts of templates."""
    handler = logging.StreamHandler(open_log(file) if file else standard_error())
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(level=level.upper(), handlers=[handler], format=form, force=True)
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    logging.getLogger("websockets").setLevel(logging.ERROR)
