"""Keeps folders of rules compiled, since parsing a hundred TOML files takes longer than checking a template.

A compiled folder is three lines: what it was made of, the heads and the details, the latter two as JSON (`marshal`
measured no faster, and reads no other Python's files).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from smslint import __version__
from smslint.catalog.part import Part, files_of, read_folder

_FORMAT: Final = f"smslint-catalog 1 {__version__} {sys.implementation.cache_tag}"
ANY: Final = "any"
"""The stamp of a catalog that travels with the very files that it was compiled from."""


def stamp_of(folder: Path) -> str:
    """Changes whenever a file of a folder does, without reading one."""
    digest = hashlib.sha256()
    for path in files_of(folder):
        about = path.stat()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{about.st_size}\0{about.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def compiled(folder: Path, file: Path, stamp: str, validate: Callable[[Path, Part], None] | None = None) -> Part:
    """A folder of rules from its compiled file, which is written anew where it is missing, of another stamp or broken.

    `validate` may refuse what is to be compiled. A cache that cannot be written is ignored.
    """
    part = _read(file, stamp)
    if part is None:
        part = read_folder(folder)
        if validate:
            validate(folder, part)
        if stamp != ANY:
            with contextlib.suppress(OSError):
                write(part, file, stamp)
    return part


def _read(file: Path, stamp: str) -> Part | None:
    try:
        header, heads, details = file.read_bytes().split(b"\n", 2)
        made_of, digest = header.decode("ascii").rsplit(" ", 1)
        if made_of != _header(stamp):
            return None
        return Part(json.loads(heads), details, digest)
    except (OSError, ValueError):
        return None


def _header(stamp: str) -> str:
    return f"smslint-catalog 1 {__version__} {ANY}" if stamp == ANY else f"{_FORMAT} {stamp}"


def write(part: Part, file: Path, stamp: str) -> None:
    """Writes a compiled folder whole or not at all."""
    heads = json.dumps(part.heads, ensure_ascii=False, separators=(",", ":")).encode()
    file.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(file, b"\n".join([f"{_header(stamp)} {part.digest}".encode("ascii"), heads, part.details]))


def write_atomically(file: Path, content: bytes) -> None:
    """Puts a file in its place when it is complete; raises OSError where it cannot."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        os.chmod(name, 0o644)
        os.replace(name, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
