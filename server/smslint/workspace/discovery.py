"""Finds the documents that a run is about, one at a time.

A file that is named is checked whatever its ending. In folders, only files with the endings of templates are checked;
ignore files and the settings' `exclude` leave files out, and hidden folders are skipped. Linked folders are not
followed, since links can form a loop.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from smslint.dataclass import dataclass
from smslint.documents import Format, format_named, format_of
from smslint.io.opener import SETTINGS_SIZE, read_bytes
from smslint.workspace.patterns import decides, matches, relative, repository_of
from smslint.workspace.settings import ResolvedSettings
from smslint.workspace.settings_resolver import SettingsResolver

IGNORE_FILES = (".gitignore", ".ignore")
_STEP = 500
"""Entries of a folder that are looked at in a few milliseconds."""
_MOST_LINES = 10_000
"""Lines of the ignore files of a folder."""
_NEVER = frozenset({"node_modules", "__pycache__"})


@dataclass(slots=True)
class DiscoveredFile:
    """A document to be read: `file` is its path for the system, `display_path` the path in reports.

    `error` says why a folder cannot be walked. Not frozen, because a walk may make a hundred thousand of them.
    """

    file: str
    display_path: str
    resolved: ResolvedSettings
    format: Format | None
    error: OSError | None = None

    @property
    def path(self) -> Path:
        """The document's path."""
        return Path(self.file)


_Ignore: TypeAlias = tuple[Path, tuple[str, ...]]
"""A folder, and the lines of its ignore files."""
_Folder: TypeAlias = tuple[Path, tuple[_Ignore, ...]]
"""A folder on a walk, with the ignore files above it."""


def discover(
    paths: Iterable[Path], settings: SettingsResolver, force_exclude: bool = False
) -> Iterator[DiscoveredFile]:
    """The documents at and below some paths, sorted by path and then by name, each once. Raises SettingsError."""
    return (found for found in discover_in_steps(paths, settings, force_exclude) if found is not None)


def discover_in_steps(
    paths: Iterable[Path], settings: SettingsResolver, force_exclude: bool = False
) -> Iterator[DiscoveredFile | None]:
    """The same, with None for every few milliseconds in which nothing is found."""
    seen: set[object] = set()
    several = len(paths := list(paths)) > 1
    for path in paths:
        for found in _below(path, settings) if os.path.isdir(path) else _given(path, settings, force_exclude):
            if found is not None and (key := _identity(found.file, several)) is not None:
                if key in seen:
                    continue
                seen.add(key)
            yield found


def _identity(file: str, several: bool) -> object:
    """What is the same for all names of a file; None if the walk of one folder cannot meet it again."""
    try:
        state = os.stat(file)
    except (OSError, ValueError):
        return file if several else None
    return (state.st_dev, state.st_ino) if several or state.st_nlink > 1 else None


def _given(path: Path, settings: SettingsResolver, force_exclude: bool) -> Iterator[DiscoveredFile]:
    resolved = settings.of(path)
    display_path = resolved.display_path(path)
    if not (force_exclude and excluded(path, resolved)):
        format = format_of(path.name, named=True)
        if format is None and matches(resolved.settings.include, relative(path, resolved.root)):
            format = format_named("sms")
        format = format or source_code_format(path.name, resolved)
        yield DiscoveredFile(os.fspath(path), display_path, resolved, format)


def source_code_format(name: str, resolved: ResolvedSettings) -> Format | None:
    """The format of a file of source code, by its name and as the settings want it read; None if it is none."""
    from smslint.documents.code.languages import code_language_of

    if code_language_of(name) is None:
        return None
    from smslint.documents.formats.code import CodeOptions, code_format_of

    settings = resolved.settings.code_settings
    if settings is None:
        return code_format_of(name, CodeOptions())
    wrappers = tuple((each.call, each.code - 1, each.params - 1) for each in settings.send)
    return code_format_of(name, CodeOptions(settings.min_certainty, wrappers))


def _no_format(name: str, resolved: ResolvedSettings) -> None:
    """The format of source code where it is not read."""


def excluded(path: Path, resolved: ResolvedSettings) -> bool:
    """Whether the settings or an ignore file leave a file out."""
    if matches(resolved.settings.exclude, relative(path, resolved.root)):
        return True
    path = path.absolute()
    top = repository_of(path.parent)
    if top is None:
        return False
    ignores = _ignores_above(path.parent, resolved)
    way = [each for each in (path, *path.parents) if top in each.parents]
    for each in reversed(way):
        above = tuple(ignore for ignore in ignores if each.parent.is_relative_to(ignore[0]))
        if _ignored(each.name, _applicable(each.parent, above), each != path):
            return True
    return False


def _below(top: Path, settings: SettingsResolver) -> Iterator[DiscoveredFile | None]:
    """A walk without recursion: a deep tree must not exhaust the stack."""
    stack: list[Iterator[DiscoveredFile | _Folder | None]] = [
        iter([(top, _ignores_above(top.absolute().parent, settings.of(top)))])
    ]
    while stack:
        for child in stack[-1]:
            if isinstance(child, tuple):
                stack.append(_children(*child, settings, top))
                yield None
                break
            yield child
        else:
            stack.pop()


def _children(
    folder: Path, ignores: tuple[_Ignore, ...], settings: SettingsResolver, top: Path
) -> Iterator[DiscoveredFile | _Folder | None]:
    """The documents and folders of a folder that are not left out, sorted by name.

    Settings and ignore files are resolved once for the folder, and its files are judged by their names: a `Path` for
    each, made relative three times, took 18 µs a file; this takes 3.
    """
    resolved = settings.of(folder)
    display_path = resolved.display_path(folder)
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        yield DiscoveredFile(os.fspath(folder), display_path, resolved, None, error)
        return
    names = {entry.name for entry in entries}
    ignores = (*ignores, *_ignore_of(folder, [name for name in _ignore_files(resolved) if name in names]))
    applicable = _applicable(folder, ignores)
    include, exclude = resolved.settings.include, resolved.settings.exclude
    code = source_code_format if resolved.settings.code_settings is not None else _no_format
    before, displayed_before = _before(relative(folder, resolved.root)), _before(display_path)
    for number, entry in enumerate(entries):
        if number % _STEP == _STEP - 1:
            yield None
        name, format = entry.name, None
        if is_folder := entry.is_dir(follow_symlinks=False):
            if name.startswith(".") or name in _NEVER:
                continue
        elif (
            ((format := format_of(name, named=False) or code(name, resolved)) is None and not include)
            or name.startswith(".#")  # the lock of a file that is open in Emacs
            or not _may_be_file(entry)
            or (entry.is_symlink() and _is_needless_link(entry.path, top, settings))
        ):
            continue
        path = before + name
        if matches(exclude, path, is_folder) or _ignored(name, applicable, is_folder):
            continue
        if is_folder:
            yield folder / name, ignores
        elif format is not None:
            yield DiscoveredFile(entry.path, displayed_before + name, resolved, format)
        elif matches(include, path):
            yield DiscoveredFile(
                entry.path, displayed_before + name, resolved, format_of(name, named=True) or format_named("sms")
            )


def _before(folder: str) -> str:
    """The folder's path as the prefix of its files' paths."""
    return "" if folder == "." else folder.rstrip("/") + "/"


def _may_be_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file or a link that should lead to one; reading a pipe would block."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))
    except OSError:  # a link that leads to itself
        return True


def _is_needless_link(link: str, top: Path, settings: SettingsResolver) -> bool:
    """Whether a link leads out of the project, or to a file below `top` that is found by its own name."""
    target, start = Path(os.path.realpath(link)), Path(os.path.realpath(top))
    resolved = settings.of(target)
    projects = [start, Path(os.path.realpath(settings.of(start).root)), repository_of(start)]
    if not any(each is not None and target.is_relative_to(each) for each in projects):
        return True
    if not target.is_relative_to(start) or not target.exists():
        return False
    is_hidden = any(name.startswith(".") or name in _NEVER for name in target.relative_to(start).parts)
    return not is_hidden and format_of(target.name, named=False) is not None and not excluded(target, resolved)


def _ignore_files(resolved: ResolvedSettings) -> tuple[str, ...]:
    return (".gitignore",) if resolved.is_sole else IGNORE_FILES


def _ignore_of(folder: Path, names: Iterable[str]) -> Iterator[_Ignore]:
    lines: list[str] = []
    for path in (folder / name for name in names):
        try:
            if path.is_file():
                text = read_bytes(path, SETTINGS_SIZE).decode("utf-8", "replace")
                lines += text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        except OSError:
            continue
    if lines:
        # Those that are left out only let more files be checked.
        yield folder.absolute(), tuple(line for line in lines if line and line[0] != "#")[:_MOST_LINES]


def _ignores_above(folder: Path, resolved: ResolvedSettings) -> tuple[_Ignore, ...]:
    """The ignore files from the repository's top down to a folder; none outside a repository."""
    top = repository_of(folder)
    way = [each for each in (folder, *folder.parents) if top is not None and each.is_relative_to(top)]
    return tuple(ignore for each in reversed(way) for ignore in _ignore_of(each, _ignore_files(resolved)))


def _applicable(folder: Path, ignores: tuple[_Ignore, ...]) -> list[tuple[tuple[str, ...], str]]:
    """The lines of the ignore files that apply to a folder, the deepest first.

    Each comes with the prefix that turns names of the folder into paths relative to the ignore file.
    """
    return [(lines, _before(relative(folder, top))) for top, lines in reversed(ignores)]


def _ignored(name: str, applicable: list[tuple[tuple[str, ...], str]], folder: bool) -> bool:
    """Whether a path is ignored: the deepest ignore file that matches it decides."""
    for lines, before in applicable:
        decision = decides(lines, before + name, folder)
        if decision is not None:
            return decision
    return False
