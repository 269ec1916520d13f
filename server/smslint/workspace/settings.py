"""The settings: every key with its kind and its default, declared once for the reader, the schema and the editors.

`messages.workspace` describes them in both languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import ClassVar, Literal

from smslint.catalog.words import WordSettings
from smslint.core.severity import Severity
from smslint.dataclass import dataclass
from smslint.messages import Bilingual, Language

FailOn = Literal["error", "warning", "info", "never"]


def setting_key(name: str) -> str:
    """A field's name as settings files write it."""
    return name.replace("_", "-")


_AS_WRITTEN = {"alias_generator": setting_key, "extra": "forbid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PerFileSettings:
    """Settings for files that match a pattern; `ignore` adds to the rules that are already ignored."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _AS_WRITTEN
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsSuppression:
    """Accepts the findings of a rule, in files that match a pattern, in a template by name or code, or until a day."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _AS_WRITTEN
    rule: str
    path: str | None = None
    template: str | None = None
    reason: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, with paths as written in their file."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _AS_WRITTEN
    language: Language | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_file: Mapping[str, PerFileSettings] = field(default_factory=dict)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    words: Mapping[str, WordSettings] = field(default_factory=dict)
    allow: tuple[str, ...] = ()
    suppress: tuple[SettingsSuppression, ...] = ()
    baseline: str | None = None
    value_length: int = 35
    fail_on: FailOn = "error"
    max_file_size: int = 64 * 1024 * 1024
    rule_url: str | None = None
    required_version: str | None = None
    extend: tuple[str, ...] = ()


KEYS: tuple[str, ...] = tuple(map(setting_key, Settings.__slots__))
"""All keys, as settings files write them."""
LEAST: Mapping[str, int] = {"value-length": 1, "max-file-size": 1}
"""The smallest number that a key takes."""


@dataclass(frozen=True, slots=True)
class SettingOrigin:
    """Where a value comes from: a line, from 1, of a file; both None for a default."""

    file: Path | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class SettingsWarning:
    """A probable mistake in a settings file, which can still be used."""

    origin: SettingOrigin
    text: Bilingual


@dataclass(frozen=True, slots=True)
class ResolvedSettings:
    """The settings that apply to a path.

    `root` is the settings file's folder, else the working directory: paths are shown relative to it. `origins` holds
    the keys that some file or caller sets.
    """

    settings: Settings
    root: Path
    file: Path | None = None
    origins: Mapping[str, SettingOrigin] = field(default_factory=dict)
    warnings: tuple[SettingsWarning, ...] = ()


class SettingsError(Exception):
    """Settings that cannot be used: which file, which line from 1, and what to do about it."""

    def __init__(self, origin: SettingOrigin, text: Bilingual) -> None:
        super().__init__(text.en)
        self.origin = origin
        self.text = text
