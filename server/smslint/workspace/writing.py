"""Writes files whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path


def replace(path: Path, data: bytes) -> None:
    """Puts data in a file's place, with its mode kept; a link keeps leading to it.

    A file that may not be written is not replaced either, though its folder would allow it. Raises OSError, and the
    file is then as it was.
    """
    import tempfile

    target = Path(os.path.realpath(path))
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    with replace_with(Path(name), target), os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def replace_with(written: Path, path: Path) -> Iterator[None]:
    """Puts a written file in another's place when the block has ended well, and removes it when it has not."""
    target = Path(os.path.realpath(path))
    try:
        yield
        os.chmod(written, _mode(target))
        os.replace(written, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(written)
        raise


def _mode(path: Path) -> int:
    """A file's mode, or that of a new one."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
