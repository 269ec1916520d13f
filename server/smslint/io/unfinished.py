"""Files and folders that are being written: they have names of their own, are locked, and never stay.

A run that is ended by a signal removes its own. What a killed run left is no longer locked, and is removed when the
next run writes into the same folder.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from collections.abc import Callable
from typing import Final

_NAME: Final = re.compile(r"\.smslint-[0-9a-f]{16}\.tmp")
"""Short, so that targets with the longest possible names can be replaced."""
_ABANDONED_S: Final = 3600
"""How old it must be to be removed where it cannot be locked."""
_NEW_FILE: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_own: dict[str, int] = {}
"""What this process has not finished, with the process that made it: a forked worker knows it, too."""
_swept: set[str] = set()


def unfinished_file(folder: str, mode: int) -> tuple[str, int]:
    """A new file in a folder: its path, and its locked descriptor."""
    path, descriptor = _make(folder, lambda path: os.open(path, _NEW_FILE, mode))
    assert descriptor is not None
    return path, descriptor


def unfinished_folder(folder: str) -> tuple[str, int | None]:
    """A new folder in a folder: its path, and its locked descriptor; None on systems that do not open folders."""

    def make(path: str) -> int | None:
        os.mkdir(path, 0o700)
        return None if os.name == "nt" else os.open(path, os.O_RDONLY)

    return _make(folder, make)


def is_unfinished(path: str) -> bool:
    """Whether a path is that of something unfinished, or leads through it."""
    return any(_NAME.fullmatch(part) for part in re.split(r"[/\\]", path))


def remove(path: str) -> None:
    """Removes something unfinished, unless it has been put in a target's place."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass
    except OSError:
        shutil.rmtree(path, ignore_errors=True)
    _own.pop(path, None)


def remove_all() -> None:
    """Removes what this process has not finished, because it ends now."""
    for path, process in tuple(_own.items()):
        if process == os.getpid():
            remove(path)


def _make(folder: str, make: Callable[[str], int | None]) -> tuple[str, int | None]:
    _sweep(folder)
    while True:
        path = os.path.join(folder, f".smslint-{os.urandom(8).hex()}.tmp")
        _own[path] = os.getpid()
        try:
            descriptor = make(path)
        except OSError:
            remove(path)
            raise
        # Another run can take it for abandoned before it is locked.
        if descriptor is None or (_lock(descriptor) is not False and os.path.exists(path)):
            return path, descriptor
        os.close(descriptor)


def _sweep(folder: str) -> None:
    """Removes what killed runs left in a folder, once a run."""
    if folder in _swept:
        return
    _swept.add(folder)
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) and entry.path not in _own and not entry.is_symlink():
                _remove_abandoned(entry)


def _remove_abandoned(entry: os.DirEntry[str]) -> None:
    state = entry.stat(follow_symlinks=False)
    if os.name == "nt":
        if time.time() - state.st_mtime > _ABANDONED_S:
            remove(entry.path)
        return
    if state.st_uid != os.geteuid():
        return
    descriptor = os.open(entry.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        locked = _lock(descriptor)
        if locked or (locked is None and time.time() - state.st_mtime > _ABANDONED_S):
            remove(entry.path)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool | None:
    """Locks what is open, for as long as it is; False if another process has locked it, None if that is impossible."""
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        return None
    return True
