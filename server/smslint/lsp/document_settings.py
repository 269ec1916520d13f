"""The settings of each document, and whether they have changed.

Clients that watch files report changes. For other clients, the server compares the modification times of all settings
files before each check. Settings that cannot be used are reported once; the last usable ones stay in force, or those
of the editor.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from smslint.dataclass import dataclass
from smslint.lsp.uris import file_name, normalized, path_of
from smslint.messages import Language
from smslint.workspace.baseline import Baseline, load_baseline
from smslint.workspace.diagnostic_builder import never
from smslint.workspace.lock import lock_path
from smslint.workspace.patterns import matches, relative
from smslint.workspace.rule_resolver import FileRules, RuleResolver
from smslint.workspace.settings import ResolvedSettings, SettingsError, SettingsWarning
from smslint.workspace.settings_file import NAME, PYPROJECT
from smslint.workspace.settings_resolver import SettingsResolver

Stamp = tuple[int, int] | None
SettingsProblem = SettingsError | SettingsWarning


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """The rules for one document, and the path that reports show.

    `excluded` documents are not checked; `included` ones are, whatever their names.
    """

    file_rules: FileRules
    display_path: str
    excluded: bool
    included: bool


class SettingsCache:
    """The settings of each document.

    `problems` are those of the settings in force. `roots` are the folders of the workspace, `editor_settings` are those
    of the editor itself, and `folder_settings` those that it has for single folders. `trusted` says whether
    the user trusts what the folders hold.
    """

    def __init__(
        self,
        roots: Sequence[Path],
        editor_settings: Mapping[str, Any],
        report: Callable[[SettingsProblem], None],
        trusted: bool = True,
    ) -> None:
        self.roots = tuple(roots) or (Path.cwd(),)
        self.editor_settings = editor_settings
        self.folder_settings: Mapping[Path, Mapping[str, Any]] = {}
        self._tell = report
        self.problems: list[SettingsProblem] = []
        self._trusted = trusted
        self._stamps: dict[str, Stamp] = {}
        self._watched: dict[str, set[str]] = {}
        self._settings: dict[str, DocumentSettings] = {}
        self._last: dict[str, DocumentSettings] = {}
        self._clear()

    def reload(
        self,
        roots: Sequence[Path] = (),
        editor_settings: Mapping[str, Any] | None = None,
        folder_settings: Mapping[Path, Mapping[str, Any]] | None = None,
    ) -> None:
        """Forgets all settings. Other roots or other settings of the editor replace the present ones."""
        self.roots = tuple(roots) or self.roots
        self.editor_settings = self.editor_settings if editor_settings is None else editor_settings
        self.folder_settings = self.folder_settings if folder_settings is None else folder_settings
        self._last |= self._settings
        self._settings.clear()
        self._stamps.clear()
        self._watched.clear()
        self.problems = []
        self._clear()

    def _report(self, problem: SettingsProblem) -> None:
        self.problems.append(problem)
        self._tell(problem)

    def _clear(self) -> None:
        self._resolvers: dict[Path, RuleResolver] = {}
        self._baselines: dict[str, Baseline] = {}

    def resolver(self, root: Path) -> RuleResolver:
        """The resolver for a folder of the workspace; a new one after each change of settings."""
        if root not in self._resolvers:
            settings = SettingsResolver(root, fallback=self.editor_settings_of(root), trusted=self._trusted)
            self._resolvers[root] = RuleResolver(settings)
        return self._resolvers[root]

    @property
    def language(self) -> Language | None:
        """The language of messages that the settings of the first folder choose."""
        root = self.roots[0]
        self._watch(str(root), _settings_files(root))
        try:
            return self.resolver(root).settings.of(root).settings.language
        except SettingsError:  # reported with the first document
            return None

    def root_of(self, path: Path | None) -> Path:
        """The innermost folder of the workspace that contains a file, else the first folder."""
        holding = [root for root in self.roots if path is not None and path.is_relative_to(root)]
        return max(holding, key=lambda root: len(root.parts), default=self.roots[0])

    def editor_settings_of(self, root: Path) -> Mapping[str, Any]:
        """The settings of the editor for a folder of the workspace."""
        return self.folder_settings.get(root, self.editor_settings)

    def reload_if_changed(self) -> bool:
        """Reloads everything if a settings file was added, changed or removed. Returns whether it did."""
        if any(_stamp(name) != stamp for name, stamp in self._stamps.items()):
            self.reload()
            return True
        return False

    def baselined(self, settings: DocumentSettings) -> Callable[[str], bool]:
        """A function that tells of each fingerprint of a document, one after the other, whether the baseline has it. A
        baseline that cannot be read is empty."""
        path = settings.file_rules.resolved.settings.baseline
        if path is None:
            return never
        if path not in self._baselines:
            try:
                self._baselines[path] = load_baseline(Path(path))
            except SettingsError as error:
                self._report(error)
                self._baselines[path] = Baseline()
        return self._baselines[path].matcher(settings.file_rules.resolved.baseline_path(settings.display_path))

    def of(self, uri: str) -> DocumentSettings:
        """The settings of a document, even if there is something wrong with its settings file."""
        key = normalized(uri)
        found = self._settings.get(key)
        if found is None:
            found = self._settings[key] = self._resolve(uri)
        return found

    def forget(self, uri: str) -> None:
        """Forgets a document that was closed, and what only it depended on."""
        self._settings.pop(normalized(uri), None)
        self._last.pop(normalized(uri), None)
        self._watched.pop(normalized(uri), None)
        watched = {name for names in self._watched.values() for name in names}
        self._stamps = {name: stamp for name, stamp in self._stamps.items() if name in watched}
        if not self._settings:
            self._clear()

    def _resolve(self, uri: str) -> DocumentSettings:
        path = path_of(uri)
        root = self.root_of(path)
        self._watch(uri, _settings_files(root if path is None else path.parent))
        resolver = self.resolver(root)
        try:
            return self._settings_from(resolver, resolver.settings.of(path or root), path, uri)
        except SettingsError as error:
            self._report(error)
        if normalized(uri) in self._last:
            return self._last[normalized(uri)]
        try:
            resolver = RuleResolver(SettingsResolver(root, fallback=self.editor_settings_of(root)))
            return self._settings_from(resolver, resolver.settings.without_file, path, uri)
        except SettingsError as error:
            self._report(error)
            resolver = RuleResolver(SettingsResolver(root))
            return self._settings_from(resolver, resolver.settings.without_file, path, uri)

    def _settings_from(
        self, resolver: RuleResolver, resolved: ResolvedSettings, path: Path | None, uri: str
    ) -> DocumentSettings:
        display_path = file_name(uri) if path is None else relative(path, resolved.root)
        file_rules = resolver.file_rules(resolved, display_path)
        for warning in resolver.warnings(resolved):
            self._report(warning)
        self._watch(uri, _other_files(resolved))
        settings = resolved.settings
        excluded = path is not None and matches(settings.exclude, display_path)
        included = path is not None and matches(settings.include, display_path)
        return DocumentSettings(file_rules, display_path, excluded, included)

    def _watch(self, uri: str, names: Iterable[str]) -> None:
        """Notes which files the settings of a document depend on, and how they are now."""
        watched = self._watched.setdefault(normalized(uri), set())
        for name in names:
            watched.add(name)
            self._stamps.setdefault(name, _stamp(name))


def _settings_files(folder: Path) -> Iterator[str]:
    """The settings files that would apply to a folder."""
    return (os.path.join(each, name) for each in (folder, *folder.parents) for name in (NAME, PYPROJECT))


def _other_files(resolved: ResolvedSettings) -> Iterator[str]:
    """The other files that the settings depend on: extended settings, the baseline, rule folders."""
    settings = resolved.settings
    yield from {str(origin.file) for origin in resolved.origins.values() if origin.file is not None}
    if settings.baseline is not None:
        yield settings.baseline
    lock = lock_path(resolved)
    if lock is not None:
        yield str(lock)
    for folder in settings.rules:
        yield folder
        yield from (str(file) for file in sorted(Path(folder).rglob("*.toml"))[:500])


def _stamp(name: str) -> Stamp:
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size
