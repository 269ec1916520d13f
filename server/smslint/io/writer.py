"""The only way to write files: a file is written next to its target and put in its place when it is complete.

So a reader never sees half a file, and the old one stays if something fails. All errors are OSError.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO, cast

_IN_MEMORY: Final = 1 << 20


def replace(path: Path, data: bytes) -> None:
    """Replaces a file and keeps its mode; a symbolic link keeps leading to the file.

    A file without write permission is not replaced, even if its folder would allow it.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    with _replacing(target) as handle, os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_derived(path: Path, data: bytes) -> None:
    """Replaces a file that can be computed again, such as a cache: readable by all, and not forced to the disk."""
    with _replacing(path, 0o644) as handle, os.fdopen(handle, "wb") as file:
        file.write(data)


@contextlib.contextmanager
def replacing_text(path: Path) -> Iterator[TextIO]:
    """A text file in UTF-8 that replaces `path` when the block ends well."""
    with (
        _replacing(Path(os.path.realpath(path))) as handle,
        os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as out,
    ):
        yield out


def open_in_place(path: Path) -> TextIO:
    """A device or a pipe, to be written as text in UTF-8; the caller closes it."""
    return path.open("w", encoding="utf-8", errors="backslashreplace", newline="")


def open_log(path: str) -> TextIO:
    """A log file, to be written at its end as text in UTF-8."""
    return open(path, "a", encoding="utf-8")


class StagingFolder:
    """A hidden folder next to a target in which a large file is prepared; the caller discards it in any case."""

    def __init__(self, target: Path) -> None:
        import tempfile

        self._target = target
        self.path = Path(tempfile.mkdtemp(dir=target.absolute().parent, prefix=f".{target.name}."))

    def append(self, name: str) -> BinaryIO:
        """A file of the folder, to be written at its end."""
        return (self.path / name).open("ab")

    def commit(self, name: str) -> None:
        """Puts a file of the folder in the target's place."""
        os.replace(self.path / name, self._target)

    def discard(self) -> None:
        """Removes the folder with all that is left in it."""
        shutil.rmtree(self.path, ignore_errors=True)


class Spool:
    """Text that is put aside and copied into the output later; kept on disk once it is large."""

    def __init__(self) -> None:
        from tempfile import SpooledTemporaryFile

        # It outlives every block: it is written until the run ends, and `copy_to` closes it.
        self._file: Any = SpooledTemporaryFile(  # noqa: SIM115
            _IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline=""
        )

    def write(self, text: str) -> None:
        """Adds to what is put aside."""
        self._file.write(text)

    def copy_to(self, out: TextIO) -> None:
        """Writes all of it, and frees it."""
        self._file.seek(0)
        shutil.copyfileobj(cast(TextIO, self._file), out)
        self._file.close()


@contextlib.contextmanager
def _replacing(target: Path, mode: int | None = None) -> Iterator[int]:
    """The descriptor of a hidden file in the target's folder, which the block writes and closes.

    If the block ends well, the file replaces the target; otherwise it is removed.
    """
    import tempfile

    handle, written = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        yield handle
        os.chmod(written, _mode(target) if mode is None else mode)
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
