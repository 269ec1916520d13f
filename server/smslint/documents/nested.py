"""The fields that hold more than one value: variables, redirection, materials, suppressions.

Tables and the vendor's API put each of them into one text: see `embedded`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from smslint.core.template import Redirection, Suppression, Variable
from smslint.documents.embedded import embedded_value
from smslint.documents.fields import Field
from smslint.documents.problem import FieldErrors
from smslint.documents.schemas import REDIRECTION_KEYS, SUPPRESS_KEYS, VARIABLE_KEYS, Schema


class _Invalid:
    """The value of a field whose source is of the wrong kind."""


INVALID: Final = _Invalid()
_TRUE: Final = frozenset({"true", "yes", "1", "是"})
_FALSE: Final = frozenset({"false", "no", "0", "否"})


def choice(text: str, field: Field) -> str | None:
    """The allowed value for a text, which is its name or another spelling."""
    if text in field.choices:
        return text
    lowered = text.lower()
    for value, spellings in field.choices.items():
        if text in spellings or lowered == value:
            return value
    return None


def flag(value: object, loose: bool) -> object:
    """True or false, also as text if `loose` is true."""
    if isinstance(value, bool):
        return value
    if loose and isinstance(value, str):
        lowered = value.strip().lower()
        return True if lowered in _TRUE else False if lowered in _FALSE else INVALID
    return INVALID


def _opened(value: object, kind: str, key: str, schema: Schema, errors: FieldErrors) -> object:
    """What a text holds if the schema embeds structures in texts; any other value as it is."""
    if not isinstance(value, str) or not schema.embeds:
        return value
    found, reason = embedded_value(value, kind)
    if reason is not None:
        errors.invalid((key,), reason)
        return INVALID
    return found


def variables(value: object, field: Field, key: str, schema: Schema, errors: FieldErrors) -> object:
    """Declarations by name."""
    if type(value) is not dict:
        value = _opened(value, "variables", key, schema, errors)
        if value is INVALID:
            return INVALID
    if value is None or value == "":
        return {}
    if type(value) is not dict:
        errors.kind((key,), "variables", value)
        return INVALID
    declared: dict[str, Variable] = {}
    for name, given in value.items():
        if type(given) is str or given is None:
            declared[name] = Variable(name, given or None)
        elif type(given) is dict:
            declared[name] = _declaration(name, given, (key, name), errors)
        else:
            errors.kind((key, name), "declaration", given)
            declared[name] = Variable(name)
    return declared


def _declaration(name: str, given: Mapping[str, object], path: tuple[str, ...], errors: FieldErrors) -> Variable:
    found: dict[str, object] = {}
    for key, value in given.items():
        if key not in VARIABLE_KEYS:
            errors.unknown((*path, key), tuple(VARIABLE_KEYS))
        elif key == "example" or value is None or isinstance(value, str):
            found[key] = value if key == "example" else value or None
        else:
            errors.kind((*path, key), "text", value)
    return Variable(name, **found)  # type: ignore[arg-type]


def redirection(value: object, field: Field, key: str, schema: Schema, errors: FieldErrors) -> object:
    """The entries of the redirection form."""
    value = _opened(value, "redirection", key, schema, errors)
    if value is INVALID:
        return INVALID
    if value is None or value == "":
        return ()
    if not isinstance(value, list):
        errors.kind((key,), "redirection", value)
        return INVALID
    entries: list[Redirection] = []
    for number, given in enumerate(value):
        if isinstance(given, Mapping):
            entries.append(_entry(given, (key, number), schema, errors))
        else:
            errors.kind((key, number), "mapping", given)
            entries.append(Redirection(None))
    return tuple(entries)


def _entry(
    given: Mapping[str, object], path: tuple[str | int, ...], schema: Schema, errors: FieldErrors
) -> Redirection:
    found: dict[str, object] = {"kind": None}
    for key, value in given.items():
        field = REDIRECTION_KEYS.get(key)
        if field is None:
            errors.unknown((*path, key), tuple(REDIRECTION_KEYS))
        elif value is None or value == "":
            continue
        elif field.kind == "flag":
            read = bool(value) if key != field.name else flag(value, schema.loose)
            if read is INVALID:
                errors.kind((*path, key), "flag", value)
            else:
                found[field.name] = read
        elif not isinstance(value, str):
            errors.kind((*path, key), "text", value)
        elif field.kind == "choice":
            found[field.name] = choice(value, field)
            if found[field.name] is None:
                errors.choice((*path, key), value, tuple(field.choices))
        else:
            found[field.name] = value
    return Redirection(**found)  # type: ignore[arg-type]


def materials(value: object, field: Field, key: str, schema: Schema, errors: FieldErrors) -> object:
    """File names."""
    value = _opened(value, "materials", key, schema, errors)
    if value is INVALID:
        return INVALID
    if value is None or value == "":
        return ()
    if isinstance(value, str) and schema.embeds:
        return (value,)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        errors.kind((key,), "materials", value)
        return INVALID
    return tuple(value)


def suppress(value: object, field: Field, key: str, schema: Schema, errors: FieldErrors) -> object:
    """Suppressions. One without a rule has an empty id, which is reported as a finding."""
    value = _opened(value, "suppress", key, schema, errors)
    if value is INVALID:
        return INVALID
    if value is None or value == "":
        return ()
    if not isinstance(value, list):
        errors.kind((key,), "suppress", value)
        return INVALID
    found: list[Suppression] = []
    for number, given in enumerate(value):
        if isinstance(given, Mapping):
            found.append(_suppression(given, (key, number), errors))
        elif isinstance(given, str):
            found.append(Suppression(given))
        else:
            errors.kind((key, number), "mapping", given)
    return tuple(found)


def _suppression(given: Mapping[str, object], path: tuple[str | int, ...], errors: FieldErrors) -> Suppression:
    found: dict[str, object] = {"rule": ""}
    for key, value in given.items():
        if key not in SUPPRESS_KEYS:
            errors.unknown((*path, key), tuple(SUPPRESS_KEYS))
        elif value is None or value == "":
            continue
        elif not isinstance(value, str):
            errors.kind((*path, key), "text", value)
        elif key == "until":
            try:
                found[key] = date.fromisoformat(value)
            except ValueError:
                errors.kind((*path, key), "date", value)
        else:
            found[key] = value
    return Suppression(**found)  # type: ignore[arg-type]
