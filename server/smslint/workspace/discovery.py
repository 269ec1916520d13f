"""Finds the documents that a run is about, one at a time.

A file that is named is checked whatever its ending; in folders only the names that mean templates count, and ignore
files, hidden folders and the settings' `exclude` leave things out. Linked folders are not followed, so that no loop
can trap a walk.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from smslint.dataclass import dataclass
from smslint.documents.formats import Format, format_of
from smslint.workspace.governing import SettingsByPath
from smslint.workspace.patterns import decides, matches, relative
from smslint.workspace.settings import Governing

IGNORE_FILES = (".gitignore", ".ignore")
_NEVER = frozenset({"node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Found:
    """A document to be read; `shown` is its path as reports show it. `error` says why a folder cannot be walked."""

    path: Path
    shown: str
    governing: Governing
    format: Format | None
    error: OSError | None = None


@dataclass(frozen=True, slots=True)
class _Ignore:
    """The lines of one folder's ignore files."""

    folder: Path
    lines: tuple[str, ...]


def discover(paths: Iterable[Path], settings: SettingsByPath, force_exclude: bool = False) -> Iterator[Found]:
    """The documents at and below some paths, in the order of the paths, then of names; each once.

    Raises SettingsError.
    """
    seen: set[str] = set()
    several = len(paths := list(paths)) > 1
    for path in paths:
        for found in _below(path, settings) if path.is_dir() else _named(path, settings, force_exclude):
            if several:
                key = os.path.realpath(found.path)
                if key in seen:
                    continue
                seen.add(key)
            yield found


def _named(path: Path, settings: SettingsByPath, force_exclude: bool) -> Iterator[Found]:
    governing = settings.of(path)
    shown = relative(path, governing.root)
    if not (force_exclude and excluded(path, governing)):
        yield Found(path, shown, governing, format_of(path.name, named=True))


def excluded(path: Path, governing: Governing) -> bool:
    """Whether the settings or an ignore file leave a file out."""
    if matches(governing.settings.exclude, relative(path, governing.root)):
        return True
    return _ignored(path, _ignores_above(path.absolute().parent), folder=False)


def _below(top: Path, settings: SettingsByPath) -> Iterator[Found]:
    """A walk without recursion: a deep tree must not exhaust the stack."""
    stack = [iter([(top, _ignores_above(top.absolute().parent))])]
    while stack:
        following = next(stack[-1], None)
        if following is None:
            stack.pop()
            continue
        path, ignores = following
        if path != top and not path.is_dir():
            yield from _file(path, settings)
            continue
        governing = settings.of(path)
        try:
            entries = _entries(path, governing, ignores)
        except OSError as error:
            yield Found(path, relative(path, governing.root), governing, None, error)
            continue
        stack.append(iter(entries))


def _file(path: Path, settings: SettingsByPath) -> Iterator[Found]:
    governing = settings.of(path)
    shown = relative(path, governing.root)
    format = format_of(path.name, named=False)
    if format is None and matches(governing.settings.include, shown):
        format = format_of(path.name, named=True) or "sms"
    if format:
        yield Found(path, shown, governing, format)


def _entries(
    folder: Path, governing: Governing, ignores: tuple[_Ignore, ...]
) -> list[tuple[Path, tuple[_Ignore, ...]]]:
    """What a folder holds and is not left out, by name."""
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    names = {entry.name for entry in entries}
    ignores = (*ignores, *_ignore_of(folder, [name for name in IGNORE_FILES if name in names]))
    kept: list[tuple[Path, tuple[_Ignore, ...]]] = []
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder and (entry.name.startswith(".") or entry.name in _NEVER):
            continue
        if not is_folder and (_leads_to_folder(entry) or not _may_count(entry.name, governing)):
            continue
        path = folder / entry.name
        if matches(governing.settings.exclude, relative(path, governing.root), is_folder):
            continue
        if not _ignored(path, ignores, is_folder):
            kept.append((path, ignores))
    return kept


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _may_count(name: str, governing: Governing) -> bool:
    return bool(governing.settings.include) or format_of(name, named=False) is not None


def _ignore_of(folder: Path, names: list[str]) -> Iterator[_Ignore]:
    lines: list[str] = []
    for name in names:
        try:
            lines += (folder / name).read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError:
            continue
    if lines:
        yield _Ignore(folder.absolute(), tuple(line.rstrip("\r") for line in lines))


def _ignores_above(folder: Path) -> tuple[_Ignore, ...]:
    """The ignore files from the repository's top down to a folder; none outside a repository."""
    way = [folder, *folder.parents]
    top = next((index for index, each in enumerate(way) if (each / ".git").exists()), None)
    if top is None:
        return ()
    found: list[_Ignore] = []
    for each in reversed(way[: top + 1]):
        found += _ignore_of(each, [name for name in IGNORE_FILES if (each / name).is_file()])
    return tuple(found)


def _ignored(path: Path, ignores: tuple[_Ignore, ...], folder: bool) -> bool:
    """Whether the deepest ignore file that speaks of a path leaves it out."""
    for ignore in reversed(ignores):
        decision = decides(ignore.lines, relative(path, ignore.folder), folder)
        if decision is not None:
            return decision
    return False
