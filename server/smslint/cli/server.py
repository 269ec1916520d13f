"""`smslint server`: the language server, over standard input and output, TCP or a WebSocket."""

from __future__ import annotations

import click

from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError
from smslint.io.sink import print_error
from smslint.messages import cli as messages

LEVELS = ("error", "warning", "info", "debug")


@click.command(cls=LocalizedCommand, about=messages.COMMANDS["server"], options=messages.SERVER)
@click.option("--tcp", metavar="HOST:PORT")
@click.option("--ws", metavar="HOST:PORT")
@click.option("--log-file", type=click.Path(dir_okay=False))
@click.option("--log-level", type=click.Choice(LEVELS), default="warning")
@click.option("--stdio", is_flag=True, hidden=True)
def command(tcp: str | None, ws: str | None, log_file: str | None, log_level: str, stdio: bool) -> int:
    if sum(map(bool, (tcp, ws, stdio))) > 1:
        raise LocalizedUsageError(messages.ONE_CHANNEL)
    from smslint.lsp.transport import start

    try:
        channels = {"tcp": _address(tcp), "ws": _address(ws)}
        return start(**channels, log_file=log_file, log_level=log_level, ready=lambda port: print_error(f"{port}"))
    except ImportError as error:
        if error.name != "websockets":
            raise
        raise LocalizedUsageError(messages.NO_WEBSOCKETS) from None


def _address(given: str | None) -> tuple[str, int] | None:
    """Host and port of `HOST:PORT`; the host may be left out. Raises LocalizedUsageError."""
    if given is None:
        return None
    host, _, port = given.rpartition(":")
    if not (port.isascii() and port.isdecimal() and int(port) < 65536):
        raise LocalizedUsageError(messages.BAD_ADDRESS.fill(given=given))
    return host.strip("[]") or "127.0.0.1", int(port)
