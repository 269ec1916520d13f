"""The settings: every key with its kind and its default, declared once for the reader, the schema and the editors.

`messages.workspace` describes them in both languages.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import ClassVar, Literal

from smslint.catalog.words import WordSettings
from smslint.core.severity import Severity
from smslint.core.template import TemplateType
from smslint.dataclass import dataclass
from smslint.messages import Bilingual, Language
from smslint.workspace.patterns import displayed, relative

FailOn = Literal["error", "warning", "info", "never"]


def setting_key(name: str) -> str:
    """A field's name as settings files write it; `for_` is `for`, a word of Python."""
    return name.rstrip("_").replace("_", "-")


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
class Prices:
    """The price of a segment by type of template, in any currency."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _AS_WRITTEN
    verification: float | None = None
    notification: float | None = None
    promotional: float | None = None
    international: float | None = None
    digital: float | None = None

    def of(self, kind: TemplateType) -> float | None:
        """The price of a segment of a type; None if it is not known."""
        price: float | None = getattr(self, kind)
        return price


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsSignature:
    """A signature of the account, for projects without a lock; `filed` are the carriers that filed it.

    `for_` is the kind of message that it is for.
    """

    __pydantic_config__: ClassVar[Mapping[str, object]] = _AS_WRITTEN
    name: str
    for_: Literal["text", "digital"] = "text"
    status: Literal["in-review", "approved", "rejected", "cancelled"] | None = None
    scene: Literal["verification", "general"] | None = None
    tag: Literal["own", "gift", "test", "trial"] | None = None
    source: Literal["enterprise", "app", "trademark", "shop"] | None = None
    company: str | None = None
    filed: tuple[Literal["mobile", "unicom", "telecom"], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsWrapper:
    """A call that sends: its dotted name, and which of its arguments, counted from 1, are the code and the values."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _AS_WRITTEN
    call: str
    code: int
    params: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSettings:
    """How source code is read: down to which certainty a text counts as a template, and which calls send."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = _AS_WRITTEN
    check: bool = True
    min_certainty: Literal["certain", "likely"] = "certain"
    send: tuple[SettingsWrapper, ...] = ()


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
    lock: str = "smslint.lock"
    account_kind: Literal["individual", "enterprise"] | None = None
    signatures: tuple[SettingsSignature, ...] = ()
    price: Prices = Prices()
    code: bool | CodeSettings = False
    value_length: int = 35
    description_length: int = 200
    fail_on: FailOn = "error"
    max_file_size: int = 64 * 1024 * 1024
    cache: bool = True
    rule_url: str | None = None
    required_version: str | None = None
    extend: tuple[str, ...] = ()

    @property
    def code_settings(self) -> CodeSettings | None:
        """How source code is read; None if it is not."""
        if isinstance(self.code, CodeSettings):
            return self.code if self.code.check else None
        return CodeSettings() if self.code else None


KEYS: tuple[str, ...] = tuple(map(setting_key, Settings.__slots__))
"""All keys, as settings files write them."""
LEAST: Mapping[str, int] = {"value-length": 1, "description-length": 1, "max-file-size": 1}
"""The smallest number that a key takes."""
MOST: int = 1 << 40
"""The largest number that any key takes."""


@dataclass(frozen=True, slots=True)
class SettingOrigin:
    """Where a value comes from: a line, from 1, of a file; both None for a default."""

    file: Path | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class SettingsWarning:
    """A probable mistake in a settings file, which can still be used. `meant` is what is written, and the nearest known
    name."""

    origin: SettingOrigin
    text: Bilingual
    meant: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ResolvedSettings:
    """The settings that apply to a path.

    `root` is the settings file's folder, else the working directory: patterns are relative to it. `origins` holds the
    keys that some file or caller sets. Reports show paths relative to `base`, else to `root`. `prefix` leads from the
    repository, else from the working directory, to `root`. `is_sole` says that no other settings apply anywhere, nor do
    `.ignore` files; `suppressions` that comments and templates may suppress findings. Without `is_whole`, the settings
    may name rules that are not known because files of a folder without trust were not read. `sheet` names the one sheet
    of workbooks that is read.
    """

    settings: Settings
    root: Path
    file: Path | None = None
    origins: Mapping[str, SettingOrigin] = field(default_factory=dict)
    warnings: tuple[SettingsWarning, ...] = ()
    base: Path | None = None
    prefix: str = ""
    is_sole: bool = False
    suppressions: bool = True
    is_whole: bool = True
    sheet: str | None = None

    def display_path(self, path: Path) -> str:
        """A path as reports show it."""
        return relative(path, self.root) if self.base is None else displayed(path, self.base)

    def settings_path(self, display_path: str) -> str:
        """A displayed path as patterns see it."""
        if self.base is None or self.base == self.root or display_path == "-":
            return display_path
        return relative(self.base / display_path, self.root)

    def baseline_path(self, settings_path: str) -> str:
        """A path as the baseline names it.

        It is relative to the settings' folder, or to the baseline's own if that lies outside: several may share it.
        """
        folder = self.baseline_folder
        return settings_path if folder == self.root else displayed(self.root / settings_path, folder)

    @property
    def baseline_folder(self) -> Path:
        """The folder that the baseline's paths are relative to."""
        folder = Path(self.settings.baseline or self.root).parent
        return self.root if self.settings.baseline is None or _is_inside(folder, self.root) else folder


def _is_inside(folder: Path, root: Path) -> bool:
    return not os.path.isabs(relative(folder, root))


class SettingsError(Exception):
    """Settings that cannot be used: which file, which line from 1, and what to do about it."""

    def __init__(self, origin: SettingOrigin, text: Bilingual, meant: tuple[str, str] | None = None) -> None:
        super().__init__(text.en)
        self.origin = origin
        self.text = text
        self.meant = meant
