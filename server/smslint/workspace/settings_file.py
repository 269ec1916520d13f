"""Reads a settings file: its settings, the line of each key, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from smslint.core.nearest import nearest_name
from smslint.core.patterns import lazy_pattern
from smslint.core.place import Place
from smslint.dataclass import dataclass
from smslint.io.escape import is_page
from smslint.io.opener import SETTINGS_SIZE, read_text
from smslint.messages import Bilingual
from smslint.messages import workspace as messages
from smslint.workspace.patterns import LONGEST
from smslint.workspace.settings import (
    KEYS,
    LEAST,
    MOST,
    SettingOrigin,
    Settings,
    SettingsError,
    SettingsWarning,
    setting_key,
)

NAME = "smslint.toml"
PYPROJECT = "pyproject.toml"
KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys and indexes that lead to a value of a settings file."""
_TABLES = ("severity", "per-file", "words")
EXTEND_LEVELS: Final = 16
EXTEND_FILES: Final = 64
MOST_PATTERNS: Final = 1000
_MOST_WARNINGS: Final = 20
_MOST_ARGUMENTS: Final = 100
_PLACE = lazy_pattern(r" \(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """One settings file: its parsed table, with `extend` not yet followed, and its text."""

    path: Path
    table: Mapping[str, Any]
    text: str

    def line(self, path: KeyPath) -> int | None:
        """The line, from 1, of a key, or of the nearest one above it that can be found."""
        from smslint.catalog.toml_lines import toml_line_of

        prefix = ("tool", "smslint") if self.path.name == PYPROJECT else ()
        return toml_line_of(self.text, (*prefix, *path))

    def origin(self, path: KeyPath = ()) -> SettingOrigin:
        """The file and line of a key."""
        return SettingOrigin(self.path, self.line(path) if path else None)


def load_settings_file(path: Path) -> SettingsFile | None:
    """The file's settings; None for a `pyproject.toml` without a table for smslint. Raises SettingsError."""
    try:
        text = read_text(path, SETTINGS_SIZE)
    except FileNotFoundError:
        raise SettingsError(SettingOrigin(path), messages.NOT_FOUND) from None
    except OSError as error:
        from smslint.messages.system import os_error_text

        raise SettingsError(SettingOrigin(path), messages.UNREADABLE.fill(why=os_error_text(error))) from None
    except UnicodeDecodeError:
        raise SettingsError(SettingOrigin(path), messages.NOT_UTF8) from None
    if path.name == PYPROJECT and "smslint" not in text:
        return None
    from smslint.catalog.toml_lines import KEY_PARTS, LONG_KEY

    if LONG_KEY.search(text):  # the parser takes quadratic time on such a key
        raise SettingsError(SettingOrigin(path), messages.LONG_KEY.fill(most=KEY_PARTS))
    import tomllib

    table: Any
    try:
        table = tomllib.loads(text)
    except ValueError as error:  # no TOML, or a number with more digits than Python reads
        from smslint.messages.system import toml_error_text

        detail = str(error)
        place, fault = _PLACE.search(detail), toml_error_text(_PLACE.sub("", detail))
        last = text.rstrip("\n").count("\n") + 1
        line = None if place is None else int(place[1]) if place[1] else last
        raise SettingsError(SettingOrigin(path, line), messages.NOT_TOML.fill(detail=fault)) from None
    except RecursionError:
        from smslint.messages.system import TOO_DEEP

        raise SettingsError(SettingOrigin(path), messages.NOT_TOML.fill(detail=TOO_DEEP)) from None
    if path.name == PYPROJECT:
        tool = table.get("tool")
        table = tool.get("smslint") if isinstance(tool, dict) else None
        if table is None:
            return None
    if not isinstance(table, dict):
        wrong = messages.WRONG_KIND.fill(key="tool.smslint", expected=messages.KINDS["table"], actual=toml_text(table))
        raise SettingsError(SettingOrigin(path), wrong)
    return SettingsFile(path, table, text)


@dataclass(frozen=True, slots=True)
class MergedSettings:
    """The table of a file and of all that it extends, where each key was set, and what was noticed.

    Without `is_whole`, files that may define rules were not read.
    """

    table: Mapping[str, Any]
    origins: Mapping[str, SettingOrigin]
    warnings: tuple[SettingsWarning, ...]
    is_whole: bool = True

    def settings(self) -> Settings:
        """The settings of the table, with the defaults of all other keys."""
        return Settings(**{key.replace("-", "_"): value for key, value in self.table.items()})


def merged(file: SettingsFile) -> MergedSettings:
    """A file's settings on top of those that it extends: its keys win, tables merge key by key.

    Raises SettingsError.
    """
    return _merged(file, (), {}) if file.table else MergedSettings({}, {}, ())


def _merged(file: SettingsFile, above: tuple[Path, ...], known: dict[Path, MergedSettings]) -> MergedSettings:
    """`above` are the files that extend this one, `known` those that were read before."""
    warnings: list[SettingsWarning] = []
    own = _checked(file, warnings)
    table: dict[str, Any] = {}
    origins: dict[str, SettingOrigin] = {}
    for name in own.get("extend", ()):
        other = (file.path.parent / name).resolve()
        if other in (*above, file.path):
            raise SettingsError(file.origin(("extend",)), messages.EXTENDS_ITSELF.fill(file=other.as_posix()))
        if other not in known:
            if len(above) == EXTEND_LEVELS or len(known) == EXTEND_FILES:
                text = messages.EXTENDS_TOO_MUCH.fill(levels=EXTEND_LEVELS, files=EXTEND_FILES)
                raise SettingsError(file.origin(("extend",)), text)
            loaded = load_settings_file(other)
            if loaded is None:
                raise SettingsError(SettingOrigin(other), messages.NO_TABLE)
            known[other] = _merged(loaded, (*above, file.path), known)
            warnings += known[other].warnings
        base = known[other]
        _lay(table, base.table)
        origins |= base.origins
    _lay(table, own)
    origins |= {key: file.origin((key,)) for key in own}
    patterns = list(_patterns(table))
    if len(patterns) > MOST_PATTERNS:
        raise SettingsError(file.origin(), messages.TOO_MANY_PATTERNS.fill(count=len(patterns), most=MOST_PATTERNS))
    return MergedSettings(table, origins, tuple(warnings))


def _lay(below: dict[str, Any], above: Mapping[str, Any]) -> None:
    for key, value in above.items():
        below[key] = {**below.get(key, {}), **value} if key in _TABLES else value


def _checked(file: SettingsFile, warnings: list[SettingsWarning]) -> dict[str, Any]:
    """The file's own keys, by their names in files, each of the kind that `Settings` declares."""

    def unknown(path: KeyPath, known: list[str]) -> None:
        if path[0] == "suppress":  # without the key that is meant, the entry would accept more than its author wants
            raise SettingsError(file.origin(path), *_unknown_key(path, known))
        if len(warnings) < _MOST_WARNINGS:  # finding a line and the nearest name takes long
            warnings.append(SettingsWarning(file.origin(path), *_unknown_key(path, known)))

    table = file.table
    if isinstance(table.get("extend"), str):
        table = {**table, "extend": [table["extend"]]}
    try:
        settings = _decode(table, Settings, (), unknown)
        for key, least in LEAST.items():
            if table.get(key, least) > MOST:
                raise _DecodeError((key,), messages.AT_MOST.fill(most=MOST), table[key])
            if table.get(key, least) < least:
                raise _DecodeError((key,), messages.AT_LEAST.fill(least=least), table[key])
        for index, each in enumerate(settings.code.send if not isinstance(settings.code, bool) else ()):
            for key, number in (("code", each.code), ("params", each.params)):
                if not 1 <= number <= _MOST_ARGUMENTS:
                    most = messages.AT_MOST.fill(most=_MOST_ARGUMENTS)
                    text = most if number > 1 else messages.AT_LEAST.fill(least=1)
                    raise _DecodeError(("code", "send", index, key), text, number)
        if settings.rule_url is not None and not is_page(settings.rule_url):
            raise _DecodeError(("rule-url",), messages.PAGE, settings.rule_url)
    except _DecodeError as error:
        text = messages.WRONG_KIND.fill(key=Place(error.path), expected=error.expected, actual=toml_text(error.actual))
        raise SettingsError(file.origin(error.path), text) from None
    values = {key: getattr(settings, key.replace("-", "_")) for key in table if key in KEYS}
    for key, pattern in _patterns(values):
        if len(pattern) > LONGEST:
            text = messages.LONG_PATTERN.fill(key=key, length=len(pattern), most=LONGEST)
            raise SettingsError(file.origin((key,)), text)
    for key in ("extend", "rules", "baseline", "lock"):
        if any("\0" in each for each in values.get(key) or ()):
            raise SettingsError(file.origin((key,)), messages.NUL_IN_PATH.fill(key=key))
    folder = file.path.parent
    if values.get("rules"):
        values["rules"] = tuple(str(folder / name) for name in values["rules"])
    for key in ("baseline", "lock"):
        if values.get(key):
            values[key] = str(folder / values[key])
    return values


def _patterns(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The path patterns of a table, each with its key."""
    for key in ("include", "exclude", "per-file"):
        yield from ((key, pattern) for pattern in table.get(key, ()))
    yield from (("suppress", each.path) for each in table.get("suppress", ()) if each.path)


def _unknown_key(path: KeyPath, known: list[str]) -> tuple[Bilingual, tuple[str, str] | None]:
    near = nearest_name(str(path[-1]).replace("_", "-"), known)
    text = messages.UNKNOWN_KEY_NEAREST if near else messages.UNKNOWN_KEY
    return text.fill(key=Place(path), nearest=near), (str(path[-1]), near) if near else None


def toml_text(value: object) -> str:
    """A value as it stands in a settings file, cut after 60 characters."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        text = '"' + value.replace('"', '\\"') + '"'
    elif isinstance(value, int) and value.bit_length() > 256:
        text = hex(value)  # Python refuses to write thousands of decimal digits
    else:
        text = str(value)
    return text if len(text) <= 60 else text[:60] + "…"


class _DecodeError(Exception):
    """A value of the wrong kind, at a path of keys and indexes."""

    def __init__(self, path: KeyPath, expected: Bilingual, actual: object) -> None:
        super().__init__(path)
        self.path = path
        self.expected = expected
        self.actual = actual


def _decode(value: object, kind: Any, path: KeyPath, unknown: Callable[[KeyPath, list[str]], None]) -> Any:
    """The value as its kind wants it: lists as tuples, tables as dataclasses. Raises _DecodeError.

    pydantic could do it, but takes longer to import (60 ms) than the check of a small file takes. `unknown` is called
    with every key that is not declared, and with the keys that are.
    """
    if is_dataclass(kind):
        return _instance(value, kind, path, unknown)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        if value in arguments and type(value) is str:
            return value
        raise _DecodeError(path, messages.ONE_OF.fill(names=arguments), value)
    if origin in (Union, UnionType):
        if bool in arguments and isinstance(value, bool):
            return value
        arguments = tuple(each for each in arguments if each is not bool)
        (kind,) = (argument for argument in arguments if argument is not NoneType)
        return _decode(value, kind, path, unknown)
    if origin is tuple:
        if not isinstance(value, list):
            raise _DecodeError(path, messages.KINDS["list"], value)
        return tuple(_decode(part, arguments[0], (*path, index), unknown) for index, part in enumerate(value))
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, dict):
            raise _DecodeError(path, messages.KINDS["table"], value)
        return {key: _decode(part, arguments[1], (*path, key), unknown) for key, part in value.items()}
    if kind is date and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise _DecodeError(path, messages.KINDS["date"], value) from None
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind or (isinstance(value, float) and not 0 <= value < float("inf")):
        raise _DecodeError(path, messages.KINDS[kind.__name__], value)
    return value


def _instance(value: object, kind: Any, path: KeyPath, unknown: Callable[[KeyPath, list[str]], None]) -> Any:
    if not isinstance(value, dict):
        raise _DecodeError(path, messages.KINDS["table"], value)
    hints = _hints(kind)
    given: dict[str, Any] = {}
    names = {setting_key(name): name for name in hints}
    for key, part in value.items():
        name = names.get(key)
        if name is None:
            unknown((*path, key), list(names))
        else:
            given[name] = _decode(part, hints[name], (*path, key), unknown)
    for declared in fields(kind):
        if declared.name not in given and declared.default is MISSING and declared.default_factory is MISSING:
            expected = messages.KINDS.get(getattr(hints[declared.name], "__name__", ""), messages.KINDS["str"])
            raise _DecodeError((*path, declared.name), expected, None)
    return kind(**given)


@cache
def _hints(kind: type) -> dict[str, Any]:
    """The kinds of a dataclass's fields, by name."""
    hints = get_type_hints(kind)
    return {declared.name: hints[declared.name] for declared in fields(kind)}
