"""Keeps folders of rules compiled, since parsing a hundred TOML files takes longer than checking a template.

A compiled folder is one line that says what it was made of, its check sum and how long the heads are, then heads and
details as `marshal` packs them (2.3 ms for the heads; JSON takes 3.0). `marshal` must not read what somebody else
wrote: a file is believed only if its check sum is right, it is ours, and nobody else can write it; else it is compiled
again.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from smslint import __version__
from smslint.catalog.rule_folder import APART, KINDS, RuleFolder, marshalled, read_folder
from smslint.io.opener import DATA_SIZE, read_bytes, read_own_bytes

_FORMAT: Final = f"smslint-catalog 4 {__version__}"
ANY: Final = "any"
"""The stamp of a catalog that travels with the very files that it was compiled from."""


_kept = True


def disable_cache() -> None:
    """For `--no-cache`: from now on nothing compiled is read or written, but what travels with the program."""
    global _kept
    _kept = False


def stamp_of(folder: Path, kinds: Sequence[str] = KINDS) -> str:
    """Changes whenever a file of a folder does that these kinds are read from, without reading one.

    A check sum and the sum of all times are enough here: a digest would import OpenSSL, which takes 2.5 ms.
    """
    from zlib import crc32

    entries = _entries(folder)
    for inner in [entry for entry in entries if entry.is_dir()]:
        if (inner.name in APART) == (kinds == APART):
            entries += _entries(inner.path)
    about = [(entry.path, entry.stat()) for entry in entries if entry.name.endswith(".toml")]
    summary = "\0".join(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}" for path, stat in about)
    times = sum(stat.st_mtime_ns for _, stat in about)
    return f"{crc32(summary.encode('utf-8', 'surrogateescape')):08x}-{times:x}"


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def compiled(
    folder: Path,
    file: Path,
    stamp: str,
    validate: Callable[[Path, RuleFolder], None] | None = None,
    kinds: Sequence[str] = KINDS,
) -> RuleFolder:
    """A folder's files of some kinds from the compiled file, which is written again if missing, outdated or broken.

    `validate` may refuse what is to be compiled. A cache that cannot be written is ignored.
    """
    part = _read(file, stamp) if _kept or stamp == ANY else None
    if part is None:
        part = read_folder(folder, kinds)
        if validate:
            validate(folder, part)
        if _kept and stamp != ANY:
            with contextlib.suppress(OSError):
                write(part, file, stamp)
    return part


def _read(file: Path, stamp: str) -> RuleFolder | None:
    try:
        read = read_bytes if stamp == ANY else read_own_bytes
        header, content = read(file, DATA_SIZE).split(b"\n", 1)
        made_of, digest, checked, length = header.decode("ascii").rsplit(" ", 3)
        if made_of != _header(stamp) or checked != _check_sum(digest, length, content):
            return None
        return RuleFolder(marshal.loads(content), content[int(length) :], digest)
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _check_sum(digest: str, length: str, content: bytes) -> str:
    """Finds accidents. A digest against intent would take long to import; the file's owner answers for that."""
    from zlib import crc32

    return f"{crc32(content, crc32(f'{digest} {length}'.encode())):08x}"


def _header(stamp: str) -> str:
    return f"{_FORMAT} {ANY}" if stamp == ANY else f"{_FORMAT} {sys.implementation.cache_tag} {stamp}"


def write(part: RuleFolder, file: Path, stamp: str) -> None:
    """Writes a compiled folder."""
    from smslint.io.writer import replace_derived

    heads = marshalled(part.heads)
    checked = _check_sum(part.digest, str(len(heads)), heads + part.details)
    header = f"{_header(stamp)} {part.digest} {checked} {len(heads)}\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_derived(file, header.encode("ascii") + heads + part.details)
