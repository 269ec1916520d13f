"""Decides which settings apply to a path, for the command line and the language server alike.

The closest settings file upward applies. A file adds to another one only if its `extend` says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path
from typing import Any, Literal

from smslint import __version__
from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass
from smslint.messages import workspace as messages
from smslint.workspace.patterns import displayed, repository_of
from smslint.workspace.settings import (
    CodeSettings,
    ResolvedSettings,
    SettingOrigin,
    Settings,
    SettingsError,
    SettingsWarning,
)
from smslint.workspace.settings_file import (
    NAME,
    PYPROJECT,
    MergedSettings,
    SettingsFile,
    load_settings_file,
    merged,
    toml_text,
)

_COMPARISONS = {"==": eq, "!=": ne, ">=": ge, "<=": le, ">": gt, "<": lt}
_LEADS_ELSEWHERE = frozenset({"rules", "extend", "baseline", "lock", "rule-url"})
_CONDITION = lazy_pattern(r"\s*(==|!=|>=|<=|>|<)\s*(\d{1,9}(?:\.\d{1,9}){0,9})\s*")


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a caller sets above every settings file.

    `select` also cancels the files' `ignore`; `ignore` adds to it. Without `suppressions`, none has an effect, wherever
    it stands. `sheet` names the one sheet of workbooks that is read.
    `code` reads source code, too, and `min_certainty` says down to which certainty.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    baseline: str | None = None
    suppressions: bool = True
    sheet: str | None = None
    code: bool = False
    min_certainty: Literal["certain", "likely"] | None = None

    def upon(self, settings: Settings) -> Settings:
        """The settings with these on top."""
        if self == _NONE:
            return settings
        select, ignore = settings.select, settings.ignore
        if self.select is not None:
            select, ignore = self.select, ()
        baseline = self.baseline or settings.baseline
        suppress = settings.suppress if self.suppressions else ()
        code = settings.code
        if self.code or self.min_certainty:
            known = code if isinstance(code, CodeSettings) else CodeSettings(check=code)
            code = replace(
                known, check=known.check or self.code, min_certainty=self.min_certainty or known.min_certainty
            )
        ignore = (*ignore, *self.ignore)
        return replace(settings, select=select, ignore=ignore, baseline=baseline, suppress=suppress, code=code)


_NONE = Overrides()


class SettingsResolver:
    """The settings of every path, each file read once.

    `config` is a settings file that applies to every path. `fallback` are settings of a caller (an editor), by their
    keys in files, that apply only to paths without a settings file. Without `trusted`, settings files in folders name
    no other files and no addresses: such keys have no effect, and a warning says so. Reports show paths relative to
    `base`, else to the folder of the settings.
    """

    def __init__(
        self,
        working_directory: Path,
        config: Path | None = None,
        fallback: Mapping[str, Any] | None = None,
        overrides: Overrides | None = None,
        base: Path | None = None,
        trusted: bool = True,
    ) -> None:
        self._here = working_directory
        self._base = base
        self._config = config
        self._trusted = trusted
        self._fallback = fallback or {}
        self._overrides = overrides or Overrides()
        self._folders: dict[Path, ResolvedSettings | None] = {}
        self._always = self._named(config) if config else None

    def with_overrides(self, overrides: Overrides) -> SettingsResolver:
        """The same resolver with other overrides."""
        return SettingsResolver(self._here, self._config, self._fallback, overrides, self._base, self._trusted)

    def of(self, path: Path) -> ResolvedSettings:
        """The settings of a file or folder, which need not exist. Raises SettingsError."""
        return self._always or self._of_folder(path if os.path.isdir(path) else path.parent) or self.without_file

    @property
    def resolved(self) -> list[ResolvedSettings]:
        """All settings that were found to apply somewhere so far."""
        found = (self._always, *self._folders.values())
        return list({id(each): each for each in found if each is not None}.values())

    def _of_folder(self, folder: Path) -> ResolvedSettings | None:
        """What the closest settings file upward from a folder says."""
        if folder not in self._folders:
            absolute = folder if folder.is_absolute() else self._here / folder
            way, found = [folder], None
            for each in (absolute, *absolute.parents):
                if each in self._folders:
                    found = self._folders[each]
                    break
                way.append(each)
                if found := self._in_folder(each):
                    break
            self._folders.update(dict.fromkeys(way, found))
        return self._folders[folder]

    def _named(self, config: Path) -> ResolvedSettings:
        path = self._here / config
        file = load_settings_file(path)
        if file is None:
            raise SettingsError(SettingOrigin(path), messages.NO_TABLE)
        return replace(
            self._resolved(merged(file), path), root=self._here, prefix=self._prefix(self._here), is_sole=True
        )

    @cached_property
    def without_file(self) -> ResolvedSettings:
        """The settings of paths without a settings file. Raises SettingsError on wrong values."""
        found = merged(SettingsFile(Path(NAME), self._fallback, ""))
        return ResolvedSettings(
            self._overrides.upon(found.settings()),
            self._here,
            warnings=found.warnings,
            base=self._base,
            prefix=self._prefix(self._here),
            suppressions=self._overrides.suppressions,
            sheet=self._overrides.sheet,
        )

    def _prefix(self, root: Path) -> str:
        """What leads to a folder from its repository, else from the working directory; empty for that or one above."""
        found = displayed(root, repository_of(root) or self._here)
        return "" if {*found.split("/")} <= {".", ".."} else found + "/"

    def _in_folder(self, folder: Path) -> ResolvedSettings | None:
        for name in (NAME, PYPROJECT):
            path = folder / name
            if _is_file(path) and (file := load_settings_file(path)):
                return self._resolved(merged(file) if self._trusted else _merged_without_trust(file), path)
        return None

    def _resolved(self, found: MergedSettings, path: Path) -> ResolvedSettings:
        settings = found.settings()
        required = settings.required_version
        if required is not None and not _fits(required, origin := found.origins["required-version"]):
            raise SettingsError(origin, messages.OTHER_VERSION.fill(required=required, version=__version__))
        root = path.parent
        overridden = self._overrides.upon(settings)
        return ResolvedSettings(
            overridden,
            root,
            path,
            found.origins,
            found.warnings,
            self._base,
            self._prefix(root),
            suppressions=self._overrides.suppressions,
            sheet=self._overrides.sheet,
            is_whole=found.is_whole,
        )


def _merged_without_trust(file: SettingsFile) -> MergedSettings:
    """The settings of a stranger's file, without those that lead elsewhere."""
    refused = [key for key in file.table if key in _LEADS_ELSEWHERE]
    found = merged(replace(file, table={key: value for key, value in file.table.items() if key not in refused}))
    warnings = [SettingsWarning(file.origin((key,)), messages.NOT_TRUSTED.fill(key=key)) for key in refused]
    return replace(found, warnings=(*found.warnings, *warnings), is_whole=not {"rules", "extend"} & {*refused})


def _is_file(path: Path) -> bool:
    """Whether there is such a file, or a link that should lead to one. Files that we may not look at do not count."""
    return os.path.isfile(path) or (os.path.islink(path) and not os.path.exists(path))


def _fits(required: str, origin: SettingOrigin) -> bool:
    """Whether this version meets conditions such as `>=0.1, <2`."""
    own = _numbers(re.match(r"[\d.]+", __version__)[0])  # type: ignore[index]
    for condition in required.split(","):
        found = _CONDITION.fullmatch(condition)
        if not found:
            raise SettingsError(origin, messages.BAD_VERSION.fill(actual=toml_text(required)))
        other = _numbers(found[2])
        if not _COMPARISONS[found[1]](own, other):
            return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    parts = [int(part) for part in version.strip(".").split(".")]
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)
