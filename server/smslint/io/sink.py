"""The only way to standard output and standard error: text for people and for CI runners, and documents for pipes.

Nothing that passes here is obeyed by a terminal or a runner, unless the program itself wrote it. What is printed is
escaped line by line; a report escapes what it quotes, each format in its own way, and its stream is a second wall.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import BinaryIO, TextIO, cast

from smslint.io.escape import guarded, visible, visible_line


def prepare_streams() -> None:
    """Makes sure that no character of a message fails in a console that cannot show it (cp936).

    The place of a closed stream is taken, so that no other file gets it. Reading and printing then fail, but messages
    on a closed standard error are lost.
    """
    for name, flags in (("stdin", os.O_WRONLY), ("stdout", os.O_RDONLY), ("stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, flags), "r" if name == "stdin" else "w"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


def print_out(*lines: str) -> None:
    """Writes lines to standard output; a line break within one is shown as a character."""
    _print(lines, error=False)


def print_error(*lines: str) -> None:
    """Writes lines to standard error; a line break within one is shown as a character."""
    _print(lines, error=True)


def _print(lines: Iterable[str], error: bool) -> None:
    import click

    click.echo("\n".join(map(visible_line, lines)), err=error)


class _GuardedStream:
    """A text stream through which nothing goes that a terminal or a runner obeys.

    It has what writers of reports and logs use. `colors` and `commands` let the report's own through.
    """

    def __init__(self, stream: TextIO, colors: bool, commands: bool) -> None:
        self._stream = stream
        self._colors = colors
        self._commands = commands
        self.encoding = getattr(stream, "encoding", None)
        self.isatty = stream.isatty
        self.flush = stream.flush
        self.close = stream.close

    def write(self, text: str) -> int:
        self._stream.write(guarded(text, colors=self._colors, commands=self._commands))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)


def guarded_stream(stream: TextIO, *, colors: bool = False, commands: bool = False) -> TextIO:
    """A stream for text that people or runners read."""
    return cast(TextIO, _GuardedStream(stream, colors, commands))


def standard_output(*, colors: bool = False, commands: bool = False) -> TextIO:
    """Standard output, for a report that is written piece by piece."""
    return guarded_stream(sys.stdout, colors=colors, commands=commands)


def standard_bytes() -> TextIO:
    """Standard output, to whose `buffer` a report writes that is no text."""
    return sys.stdout


def standard_error(*, colors: bool = False, commands: bool = False) -> TextIO:
    """Standard error, for a report or a log."""
    return guarded_stream(sys.stderr, colors=colors, commands=commands)


def write_status(text: str) -> None:
    """Writes a line on a terminal's standard error over the one that was written before."""
    sys.stderr.write(f"\r\x1b[K{visible(text)}")
    sys.stderr.flush()


def write_bytes(data: bytes) -> None:
    """Writes bytes as they are to standard output, after all text that was printed before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def is_writable() -> bool:
    """Whether all that was printed to standard output got there."""
    try:
        sys.stdout.flush()
    except OSError:
        return False
    return True


def close_unread() -> None:
    """Points standard output at nothing: Python flushes it once more at exit, and that must not fail again."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115


def take_channel() -> BinaryIO:
    """Standard output as the channel of a protocol; from now on all that is printed goes to standard error."""
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdout = sys.stderr
    return channel
