"""Checks parsed TOML against the dataclass that declares it.

pydantic could, but takes longer to import than a whole check of a small file takes (60 ms).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from smslint.messages import Bilingual
from smslint.messages import workspace as messages

Path = tuple[str | int, ...]


class DecodeError(Exception):
    """A value of the wrong kind, at a path of keys and indexes."""

    def __init__(self, path: Path, expected: Bilingual, actual: object) -> None:
        super().__init__(path)
        self.path = path
        self.expected = expected
        self.actual = actual


def decode(value: object, kind: Any, path: Path, unknown: Callable[[Path, list[str]], None]) -> Any:
    """The value as its kind wants it: lists as tuples, tables as dataclasses. Raises DecodeError.

    `unknown` is called with every key that is not declared, and with the keys that are.
    """
    if is_dataclass(kind):
        return _instance(value, kind, path, unknown)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        if value in arguments and type(value) is str:
            return value
        raise DecodeError(path, messages.ONE_OF.fill(names=arguments), value)
    if origin in (Union, UnionType):
        (kind,) = (argument for argument in arguments if argument is not NoneType)
        return decode(value, kind, path, unknown)
    if origin is tuple:
        if not isinstance(value, list):
            raise DecodeError(path, messages.KINDS["list"], value)
        return tuple(decode(part, arguments[0], (*path, index), unknown) for index, part in enumerate(value))
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, dict):
            raise DecodeError(path, messages.KINDS["table"], value)
        return {key: decode(part, arguments[1], (*path, key), unknown) for key, part in value.items()}
    if kind is date:
        return _day(value, path)
    if type(value) is not kind:
        raise DecodeError(path, messages.KINDS[kind.__name__], value)
    return value


def _day(value: object, path: Path) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise DecodeError(path, messages.KINDS["date"], value) from None


def _instance(value: object, kind: Any, path: Path, unknown: Callable[[Path, list[str]], None]) -> Any:
    if not isinstance(value, dict):
        raise DecodeError(path, messages.KINDS["table"], value)
    hints = _hints(kind)
    given: dict[str, Any] = {}
    for key, part in value.items():
        name = key.replace("-", "_")
        if "_" in key or name not in hints:
            unknown((*path, key), [name.replace("_", "-") for name in hints])
        else:
            given[name] = decode(part, hints[name], (*path, key), unknown)
    for declared in fields(kind):
        if declared.name not in given and _needed(declared):
            raise DecodeError((*path, declared.name), _kind_text(hints[declared.name]), None)
    return kind(**given)


def _needed(declared: Any) -> bool:
    from dataclasses import MISSING

    return declared.default is MISSING and declared.default_factory is MISSING


def _kind_text(kind: Any) -> Bilingual:
    return messages.KINDS.get(getattr(kind, "__name__", ""), messages.KINDS["str"])


@cache
def _hints(kind: type) -> dict[str, Any]:
    """The kinds of a dataclass's fields, by name."""
    hints = get_type_hints(kind)
    return {declared.name: hints[declared.name] for declared in fields(kind)}
