"""The only way to standard output and standard error: text for people and for CI runners, and documents for pipes."""

from __future__ import annotations

import os
import sys
from typing import BinaryIO, TextIO


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


def print_out(text: str) -> None:
    """Writes text and a line break to standard output."""
    import click

    click.echo(text)


def print_error(text: str) -> None:
    """Writes text and a line break to standard error."""
    import click

    click.echo(text, err=True)


def standard_output() -> TextIO:
    """Standard output, for a report that is written piece by piece."""
    return sys.stdout


def standard_error() -> TextIO:
    """Standard error, for a report or a status line."""
    return sys.stderr


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
