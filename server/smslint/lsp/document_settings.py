"""Which settings govern each document of the editor, and when they have changed.

Clients that watch files tell of changes; for the others one look at the times of the files that could govern a
document precedes each check. Settings that cannot be used are told of once; the last that could be
used stay in force, or the editor's own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from smslint.dataclass import dataclass
from smslint.lsp.uris import file_name, path_of
from smslint.messages import Bilingual
from smslint.workspace.baseline import Baseline
from smslint.workspace.baseline import load_baseline as load_baseline
from smslint.workspace.diagnostic_builder import never
from smslint.workspace.patterns import matches, relative
from smslint.workspace.rule_resolver import FileRules, RuleResolver
from smslint.workspace.settings import ResolvedSettings, SettingOrigin, Settings, SettingsError
from smslint.workspace.settings_file import NAME, PYPROJECT
from smslint.workspace.settings_resolver import SettingsResolver, fallback_settings

Stamp = tuple[int, int] | None
Tell = Callable[[SettingOrigin, Bilingual, bool], None]
"""Where something stands, what it is, and whether it is an error."""


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """The policy of one document and the path by which findings name it.

    `excluded` documents are not checked; `included` ones are, whatever they are called.
    """

    file_rules: FileRules
    shown: str
    excluded: bool
    included: bool = False


class SettingsCache:
    """The settings of each document, by its normalized URI."""

    def __init__(self, roots: Sequence[Path], own: Mapping[str, Any], tell: Tell) -> None:
        self.roots = tuple(roots) or (Path.cwd(),)
        self.own = own
        self._tell = tell
        self._stamps: dict[str, Stamp] = {}
        self._settings: dict[str, DocumentSettings] = {}
        self._last: dict[str, DocumentSettings] = {}
        self._begin()

    def reload(self, roots: Sequence[Path] = (), own: Mapping[str, Any] | None = None) -> None:
        """Forgets all settings, and takes over other roots or other settings of the editor where they are given."""
        self.roots = tuple(roots) or self.roots
        self.own = self.own if own is None else own
        self._last |= self._settings
        self._settings.clear()
        self._stamps.clear()
        self._begin()

    def _begin(self) -> None:
        self._sessions: dict[Path, RuleResolver] = {}
        self._baselines: dict[str, Baseline] = {}

    def session(self, root: Path) -> RuleResolver:
        """What compiles the rules for a folder of the workspace; another one after each change of settings."""
        if root not in self._sessions:
            self._sessions[root] = RuleResolver(SettingsResolver(root, fallback=self.own))
        return self._sessions[root]

    def root_of(self, path: Path | None) -> Path:
        """The innermost folder of the workspace that holds a file, else the first one."""
        holding = [root for root in self.roots if path is not None and path.is_relative_to(root)]
        return max(holding, key=lambda root: len(root.parts), default=self.roots[0])

    def reload_if_changed(self) -> bool:
        """Whether a settings file has appeared, changed or gone since it was read; then everything is read again."""
        if any(_stamp(name) != stamp for name, stamp in self._stamps.items()):
            self.reload()
            return True
        return False

    def baselined(self, settings: DocumentSettings) -> Callable[[str], bool]:
        """What says of a document's findings, one after the other, whether the baseline knows them; one that cannot
        be read knows none."""
        path = settings.file_rules.resolved.settings.baseline
        if path is None:
            return never
        if path not in self._baselines:
            try:
                self._baselines[path] = load_baseline(Path(path))
            except SettingsError as error:
                self._tell(error.origin, error.text, True)
                self._baselines[path] = Baseline()
        return self._baselines[path].matcher(settings.shown)

    def of(self, uri: str) -> DocumentSettings:
        """What applies to a document, whatever is wrong with the settings."""
        found = self._settings.get(uri)
        if found is None:
            found = self._settings[uri] = self._found(uri)
        return found

    def _found(self, uri: str) -> DocumentSettings:
        path = path_of(uri)
        root = self.root_of(path)
        self._watch(root if path is None else path.parent)
        session = self.session(root)
        try:
            return self._settings_from(session, session.settings.of(path or root), path, uri)
        except SettingsError as error:
            self._tell(error.origin, error.text, True)
        if uri in self._last:
            return self._last[uri]
        try:
            given, warnings = fallback_settings(self.own)
            return self._settings_from(
                RuleResolver(SettingsResolver(root)), ResolvedSettings(given, root, warnings=warnings), path, uri
            )
        except SettingsError as error:
            self._tell(error.origin, error.text, True)
            return self._settings_from(
                RuleResolver(SettingsResolver(root)), ResolvedSettings(Settings(), root), path, uri
            )

    def _settings_from(
        self, session: RuleResolver, resolved: ResolvedSettings, path: Path | None, uri: str
    ) -> DocumentSettings:
        shown = file_name(uri) if path is None else relative(path, resolved.root)
        file_rules = session.file_rules(resolved, shown)
        for warning in session.warnings(resolved):
            self._tell(warning.origin, warning.text, False)
        for name in _other_files(resolved):
            self._stamps.setdefault(name, _stamp(name))
        settings = resolved.settings
        if path is None:
            return DocumentSettings(file_rules, shown, False)
        return DocumentSettings(file_rules, shown, matches(settings.exclude, shown), matches(settings.include, shown))

    def _watch(self, folder: Path) -> None:
        for each in (folder, *folder.parents):
            for name in (NAME, PYPROJECT):
                file = os.path.join(each, name)
                self._stamps.setdefault(file, _stamp(file))


def _other_files(resolved: ResolvedSettings) -> Iterator[str]:
    """The other files on which a policy depends: extended settings, the baseline, rule folders."""
    settings = resolved.settings
    yield from {str(origin.file) for origin in resolved.origins.values() if origin.file is not None}
    if settings.baseline is not None:
        yield settings.baseline
    for folder in settings.rules:
        yield folder
        yield from (str(file) for file in sorted(Path(folder).rglob("*.toml"))[:500])


def _stamp(name: str) -> Stamp:
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size
