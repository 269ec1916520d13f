"""The only way to read files and standard input: regular files alone, and each up to a size that the caller names.

A path may come from a stranger: a pipe never answers, a device never ends. What is not a regular file is refused at
once, even if it became one thing or another after its folder was listed. All errors are OSError, and
`messages.system.os_error_text` has their sentences.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from os import PathLike
from typing import BinaryIO, Final

from smslint.messages import Bilingual
from smslint.messages import system as messages

SETTINGS_SIZE: Final = 1 << 20
"""The most bytes of a settings file or an ignore file."""
DATA_SIZE: Final = 16 << 20
"""The most bytes of a rule file, a baseline or a list of paths."""
_BLOCK: Final = 1 << 16
_NO_WAIT: Final = getattr(os, "O_NONBLOCK", 0)
"""Opening a pipe must not wait for its other end. This changes nothing for regular files; Windows has no such flag."""
_READ: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
_KINDS: Final = {
    stat.S_IFDIR: messages.IS_FOLDER,
    stat.S_IFIFO: messages.IS_PIPE,
    stat.S_IFSOCK: messages.IS_SOCKET,
    stat.S_IFCHR: messages.IS_DEVICE,
    stat.S_IFBLK: messages.IS_DEVICE,
}


class RefusedFileError(OSError):
    """A file that this program does not read, although the system would allow it; `text` says why."""

    def __init__(self, path: str | PathLike[str], text: Bilingual) -> None:
        super().__init__(errno.EINVAL, text.en, os.fspath(path))
        self.text = text


def open_file(path: str | PathLike[str]) -> BinaryIO:
    """A regular file to be read block by block; the caller closes it."""
    return open(path, "rb", opener=_open_regular)


def read_bytes(path: str | PathLike[str], limit: int, too_large: Bilingual = messages.TOO_LARGE) -> bytes:
    """A whole regular file, if it has at most `limit` bytes; else `too_large` says why it is refused.

    It is read a block at a time: making room for 64 MiB takes 25 µs, six times as long as reading a small file. A file
    object around the handle would take half as long as all else.
    """
    blocks: list[bytes] = []
    left = limit + 1
    handle = _open_regular(os.fspath(path), _READ)
    try:
        while left:
            block = os.read(handle, min(left, _BLOCK))
            if not block:
                break
            blocks.append(block)
            left -= len(block)
        if not left:
            size = max(os.fstat(handle).st_size, limit + 1)
            raise RefusedFileError(path, too_large.fill(size=size, limit=limit))
    finally:
        os.close(handle)
    return blocks[0] if len(blocks) == 1 else b"".join(blocks)


def read_start(path: str | PathLike[str], limit: int) -> tuple[bytes, int]:
    """At most `limit` bytes from the start of a regular file, and how many it has."""
    with open(path, "rb", opener=_open_regular) as file:
        data = file.read(limit)
        return data, max(os.fstat(file.fileno()).st_size, len(data))


def read_own_bytes(path: str | PathLike[str], limit: int) -> bytes:
    """Like `read_bytes`, of a file that nobody else can have written: ours or root's, and no other may write it."""
    state = os.stat(path)
    if os.name == "posix" and (state.st_uid not in (0, os.geteuid()) or state.st_mode & 0o022):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), os.fspath(path))
    return read_bytes(path, limit)


def read_text(path: str | PathLike[str], limit: int) -> str:
    """Like `read_bytes`, in UTF-8 with or without a byte order mark. Raises UnicodeDecodeError, too."""
    return read_bytes(path, limit).decode("utf-8-sig")


def _open_regular(path: str, flags: int) -> int:
    _refuse_special(os.stat(path).st_mode, path)  # opening a device may already do something
    handle = os.open(path, flags | _NO_WAIT)
    try:
        _refuse_special(os.fstat(handle).st_mode, path)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _refuse_special(mode: int, path: str) -> None:
    if not stat.S_ISREG(mode):
        raise RefusedFileError(path, _KINDS.get(stat.S_IFMT(mode), messages.IS_DEVICE))


def standard_input() -> BinaryIO:
    """Standard input as bytes."""
    return sys.stdin.buffer
