"""`smslint server`: the language server, over standard input and output, TCP or a WebSocket."""

from __future__ import annotations

import ipaddress
import os
from functools import partial
from pathlib import Path

import click

from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError, chosen_language
from smslint.io.sink import print_error
from smslint.messages import cli as messages

_TOKEN_SIZE = 1000
LEVELS = ("error", "warning", "info", "debug")


@click.command(cls=LocalizedCommand, about=messages.COMMANDS["server"], options=messages.SERVER)
@click.option("--tcp", metavar="HOST:PORT")
@click.option("--ws", metavar="HOST:PORT")
@click.option("--token", metavar="TEXT")
@click.option("--token-file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--allow-origin", metavar="ORIGIN", multiple=True)
@click.option("--log-file", type=click.Path(dir_okay=False))
@click.option("--log-level", type=click.Choice(LEVELS), default="warning")
@click.option("--stdio", is_flag=True, hidden=True)
def command(
    tcp: str | None,
    ws: str | None,
    token: str | None,
    token_file: Path | None,
    allow_origin: tuple[str, ...],
    log_file: str | None,
    log_level: str,
    stdio: bool,
) -> int:
    if sum(map(bool, (tcp, ws, stdio))) > 1:
        raise LocalizedUsageError(messages.ONE_CHANNEL)
    from smslint.lsp import transport

    if tcp is not None:
        host, port = _address(tcp)
        return transport.start(
            partial(transport.serve_tcp, host=host, port=port, ready=_listening), log_file, log_level
        )
    if ws is None:
        return transport.start(transport.serve_standard_streams, log_file, log_level)
    from smslint.lsp.websocket import Admission, serve_websocket

    host, port = _address(ws)
    known = _token(token, token_file)

    def ready(address: str, port: int) -> None:
        _listening(address, port)
        if token is None and token_file is None:
            print_error(messages.TOKEN.text(chosen_language(None), token=known))

    admission = Admission(known, host, allow_origin)
    serve = partial(serve_websocket, host=host, port=port, admission=admission, ready=ready)
    try:
        return transport.start(serve, log_file, log_level)
    except ImportError as error:
        if error.name != "websockets":
            raise
        raise LocalizedUsageError(messages.NO_WEBSOCKETS) from None


def _listening(address: str, port: int) -> None:
    """Prints the port, and a warning if other machines can connect."""
    print_error(f"{port}")
    if not ipaddress.ip_address(address.partition("%")[0]).is_loopback:
        print_error(messages.NOT_LOOPBACK.text(chosen_language(None), address=address))


def _token(given: str | None, file: Path | None) -> str:
    """The token that a client must know: the given one, that of a file, or a new one. Raises LocalizedUsageError."""
    if given is not None:
        return given
    if file is None:
        import secrets

        return secrets.token_urlsafe(24)
    from smslint.io.opener import read_text

    try:
        if file.stat().st_mode & 0o077 and os.name == "posix":
            raise LocalizedUsageError(messages.TOKEN_FILE.fill(file=file))
        found = read_text(file, _TOKEN_SIZE).strip()
    except (OSError, UnicodeDecodeError):
        found = ""
    if not found:
        raise LocalizedUsageError(messages.NO_TOKEN.fill(file=file))
    return found


def _address(given: str) -> tuple[str, int]:
    """Host and port of `HOST:PORT`; the host may be left out. Raises LocalizedUsageError."""
    host, _, port = given.rpartition(":")
    if not (port.isascii() and port.isdecimal() and int(port[:6]) < 65536 and len(port) < 6):
        raise LocalizedUsageError(messages.BAD_ADDRESS.fill(given=given))
    return host.strip("[]") or "127.0.0.1", int(port)
