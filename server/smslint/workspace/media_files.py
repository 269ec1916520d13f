"""Reads the files that templates name: relative to their document, below the settings' folder, whatever links say."""

from __future__ import annotations

import os
from collections import OrderedDict
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

from smslint.core.media import MediaFile, media_of
from smslint.io.opener import RefusedFileError, read_start
from smslint.messages import system
from smslint.messages import workspace as messages

_KEPT: Final = 256
"""How many files are remembered, each with the state of the disk that it was read from."""
_known: OrderedDict[tuple[object, ...], MediaFile] = OrderedDict()


class FilesBeside:
    """The files beside a document.

    They must lie below `root`, or below the document's own folder if that lies elsewhere.
    """

    def __init__(self, document: str, root: Path) -> None:
        self._folder = os.path.realpath(os.path.dirname(document))
        top = os.path.realpath(root)
        self._top = top if _is_below(self._folder, top) else self._folder

    def look(self, path: str, limit: int) -> MediaFile:
        """The file at a path as the template writes it, of which at most `limit` bytes are read."""
        try:
            file = self._real_path(path)
            state = os.stat(file)
            key = (file, limit, state.st_mtime_ns, state.st_size, state.st_ino)
            if key in _known:
                _known.move_to_end(key)
                return _known[key]
            data, size = read_start(file, limit)
        except (OSError, ValueError) as error:
            return MediaFile(problem=system.os_error_text(error))
        found = _known[key] = MediaFile(size, media_of(data, size))
        if len(_known) > _KEPT:
            _known.popitem(last=False)
        return found

    def read(self, path: str, limit: int) -> bytes:
        """The bytes of a file. Raises OSError and ValueError, also if it has more than `limit`."""
        file = self._real_path(path)
        data, size = read_start(file, limit)
        if size > limit:
            raise RefusedFileError(file, system.TOO_LARGE.fill(size=size, limit=limit))
        return data

    def _real_path(self, path: str) -> str:
        """Where a path leads. Raises OSError if that is not below the folder."""
        if PurePosixPath(path).is_absolute() or PureWindowsPath(path).anchor:
            raise RefusedFileError(path, messages.NOT_RELATIVE)
        file = os.path.realpath(os.path.join(self._folder, path))
        if not _is_below(file, self._top):
            raise RefusedFileError(path, messages.OUTSIDE.fill(folder=os.path.basename(self._top)))
        return file


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
