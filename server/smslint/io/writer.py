"""The only way to write files: a file is written next to its target and put in its place when it is complete.

So a reader never sees half a file, and the old one stays if something fails. A file keeps its mode, owner, group and
extended attributes; a symbolic link keeps leading to it. All errors are OSError and name the target.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from struct import Struct
from typing import IO, Any, BinaryIO, Final, TextIO, cast

from smslint.io import unfinished

_IN_MEMORY: Final = 1 << 20
_PLACE: Final = Struct(">QQ")
"""Where a text begins, and how long it is."""
_MENTIONED: Final = re.compile(r"\(os error ([0-9]+)\)")
"""How Rust tells the number of an error."""


_CACHE_FILES: Final = {
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# Made by smslint; see https://bford.info/cachedir/\n",
    ".gitignore": "*\n",
}


class ChangedMeanwhileError(OSError):
    """The target is no longer the file that was read."""


def replace(path: Path, data: bytes, is_unchanged: Callable[[], bool] | None = None) -> int:
    """Replaces a file, and returns how many other names (hard links) the old one has, which keep the old text.

    A file without write permission is not replaced, even if its folder would allow it. `is_unchanged` is asked at the
    last moment; if it denies, ChangedMeanwhileError is raised.
    """
    target = _Target(path)
    with target.replacing(is_unchanged) as file:
        file.write(data)
    return target.other_names


def replace_derived(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Replaces a file that can be computed again, such as a cache: with a mode of its own, not forced to the disk."""
    with _Target(path, derived=mode).replacing() as file:
        file.write(data)


def make_cache_folder(path: Path, ending: str, days: int) -> None:
    """Makes a folder of files that can be computed again, for this user alone, which Git and backups pass over.

    Its files with an ending that are older than some days are removed. A link, or the folder of somebody else, is
    refused.
    """
    with contextlib.suppress(FileExistsError):
        os.mkdir(path, 0o700)
    state = os.lstat(path)
    if not stat.S_ISDIR(state.st_mode) or (os.name == "posix" and state.st_uid != os.geteuid()):
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), str(path))
    for name, text in _CACHE_FILES.items():
        if not os.path.lexists(path / name):
            replace_derived(path / name, text.encode("ascii"))
    oldest = time.time() - days * 86_400
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.name.endswith(ending) and entry.stat(follow_symlinks=False).st_mtime < oldest:
                os.unlink(entry.path)


def remove_cache_folder(path: Path, ending: str) -> bool:
    """Removes a folder that `make_cache_folder` made; false if there is none. What somebody else put there stays."""
    if os.path.islink(path) or not os.path.isdir(path):
        return False
    for name in os.listdir(path):
        if name in _CACHE_FILES or name.endswith(ending) or unfinished.is_unfinished(name):
            os.unlink(path / name)
    os.rmdir(path)
    return True


@contextlib.contextmanager
def replacing_text(path: Path, report: Callable[[int], None]) -> Iterator[TextIO]:
    """A text file in UTF-8 that replaces `path` if the block ends well; `report` then gets the result of `replace`."""
    target = _Target(path)
    with target.replacing() as file:
        out = io.TextIOWrapper(file, "utf-8", "backslashreplace", newline="")
        yield out
        out.detach()
    report(target.other_names)


def open_in_place(path: Path) -> TextIO:
    """A device or a pipe, to be written as text in UTF-8; the caller closes it."""
    return path.open("w", encoding="utf-8", errors="backslashreplace", newline="")


def open_log(path: str) -> TextIO:
    """A log file, to be written at its end as text in UTF-8."""
    return open(path, "a", encoding="utf-8")


class StagingFolder:
    """A hidden folder next to a target in which a large file is prepared; the caller discards it in any case.

    A new file is no more readable than `like`, the file whose rows it repeats.
    """

    def __init__(self, target: Path, like: str | None) -> None:
        self._target = _Target(target)
        self._like = like
        with self._target.named_in_errors():
            path, self._lock = unfinished.unfinished_folder(str(self._target.path.parent))
        self.path = Path(path)

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Errors in the block are about the target, also those of the system that a library only mentions."""
        with self._target.named_in_errors():
            try:
                yield
            except Exception as error:
                found = _MENTIONED.search(str(error))
                if found is None:
                    raise
                raise OSError(int(found[1]), os.strerror(int(found[1]))) from None

    def append(self, name: str) -> BinaryIO:
        """A file of the folder, to be written at its end."""
        return (self.path / name).open("ab")

    def create(self, name: str) -> BinaryIO:
        """A new file of the folder, in which its writer may move."""
        return (self.path / name).open("xb")

    def commit(self, name: str) -> int:
        """Puts a file of the folder in the target's place; the result is that of `replace`."""
        part = self.path / name
        with self._target.named_in_errors(), part.open("rb+") as file:
            if self._like is not None:
                with contextlib.suppress(OSError):
                    mode = _mode(os.fstat(file.fileno())) & _mode(os.stat(self._like))
                    part.chmod(mode | stat.S_IRUSR | stat.S_IWUSR)
            self._target.put(str(part), file)
        return self._target.other_names

    def discard(self) -> None:
        """Removes the folder with all that is left in it."""
        unfinished.remove(str(self.path))
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


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


class SortedSpool:
    """Texts that are put aside and read in the order of their keys, which stay in memory, then in that of writing.

    All keys have the same length. The texts are kept on disk once they are large.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] = io.BytesIO()
        self._places: list[bytes] = []
        self._size = 0

    def write(self, text: str, key: bytes = b"") -> None:
        """Adds to what is put aside."""
        data = text.encode("utf-8", "surrogatepass")
        self._places.append(key + _PLACE.pack(self._size, len(data)))
        self._size += self._file.write(data)
        if self._size > _IN_MEMORY and isinstance(self._file, io.BytesIO):
            from tempfile import TemporaryFile  # most runs put less aside

            written, self._file = self._file.getbuffer(), TemporaryFile()  # noqa: SIM115
            self._file.write(written)

    def texts(self) -> Iterator[str]:
        """All of them, and then frees them."""
        self._places.sort()
        for place in self._places:
            start, size = _PLACE.unpack(place[-_PLACE.size :])
            self._file.seek(start)
            yield self._file.read(size).decode("utf-8", "surrogatepass")
        self._file.close()


class _Target:
    """A file to be replaced: what it is now, and how another one takes its place."""

    def __init__(self, named: Path, derived: int | None = None) -> None:
        self.named = named
        self.path = Path(os.path.realpath(named))
        self.derived = derived
        self.state: os.stat_result | None = None
        with self.named_in_errors():
            try:
                self.state = os.stat(self.path)
            except FileNotFoundError:
                return
            if stat.S_ISDIR(self.state.st_mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            if not stat.S_ISREG(self.state.st_mode):
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
            if not os.access(self.path, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    @property
    def other_names(self) -> int:
        """How many other names (hard links) the file has."""
        return self.state.st_nlink - 1 if self.state else 0

    @contextlib.contextmanager
    def named_in_errors(self) -> Iterator[None]:
        """Errors about what is unfinished, or about nothing that has a name, are about the file that was named."""
        try:
            yield
        except OSError as error:
            of = error.filename
            if not of or (isinstance(of, str) and (of == str(self.path) or unfinished.is_unfinished(of))):
                error.filename = str(self.named)
            raise

    @contextlib.contextmanager
    def replacing(self, is_unchanged: Callable[[], bool] | None = None) -> Iterator[BinaryIO]:
        """An unfinished file, which replaces the target if the block ends well and is removed otherwise."""
        with self.named_in_errors():
            mode = 0o600 if self.state else 0o666
            written, descriptor = unfinished.unfinished_file(str(self.path.parent), mode)
            file = os.fdopen(descriptor, "wb")
            try:
                yield file
                file.flush()
                self.put(written, file, is_unchanged)
            finally:
                with contextlib.suppress(OSError):  # what could not be written is tried once more when it is closed
                    file.close()
                unfinished.remove(written)

    def put(self, written: str, file: BinaryIO, is_unchanged: Callable[[], bool] | None = None) -> None:
        """Puts a complete file in the target's place, with what the target has beside its content."""
        if self.derived is not None:
            os.chmod(written, self.derived)
        else:
            os.fsync(file.fileno())
            if self.state is not None:
                _take_over(self.path, self.state, written)
        if os.name == "nt":  # where an open file cannot be moved
            file.close()
        if is_unchanged is not None and not is_unchanged():
            raise ChangedMeanwhileError(errno.ESTALE, os.strerror(errno.ESTALE))
        os.replace(written, self.path)


def _take_over(old: Path, state: os.stat_result, new: str) -> None:
    """Gives a new file the owner, group, extended attributes and mode of an old one, as far as the system allows.

    Rights never go to others than before: without its owner, nothing runs as the owner.
    """
    mode = _mode(state)
    if hasattr(os, "chown"):
        for owner in ((state.st_uid, state.st_gid), (-1, state.st_gid)):
            now = os.stat(new)
            if (now.st_uid, now.st_gid) != (state.st_uid, state.st_gid):
                with contextlib.suppress(OSError):
                    os.chown(new, *owner)
        now = os.stat(new)
        if now.st_gid != state.st_gid:
            mode &= ~stat.S_IRWXG | (mode & stat.S_IRWXO) << 3
        if (now.st_uid, now.st_gid) != (state.st_uid, state.st_gid):
            mode &= 0o777
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(old):
                with contextlib.suppress(OSError):
                    os.setxattr(new, name, os.getxattr(old, name))
    os.chmod(new, mode)


def _mode(state: os.stat_result) -> int:
    return stat.S_IMODE(state.st_mode)
