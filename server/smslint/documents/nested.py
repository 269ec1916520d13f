"""The fields that hold more than one value: variables, redirection, materials, frames, suppressions.

Tables and the vendor's API put each of them into one text: see `embedded`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.core.template import Frame, Material, Redirection, Suppression, Variable
from smslint.documents.embedded import embedded_value
from smslint.documents.fields import Field
from smslint.documents.problem import FieldErrors, shortened
from smslint.documents.schemas import (
    FRAME_KEYS,
    MATERIAL_KEYS,
    REDIRECTION_KEYS,
    SUPPRESS_KEYS,
    VARIABLE_KEYS,
    Schema,
    meant_field,
)
from smslint.messages import documents as messages

_LISTED: Final = lazy_pattern("[,，、;；|]")
_REGION: Final = lazy_pattern("[A-Za-z]{2}")
INVALID: Final = object()
"""The value of a field whose source is of the wrong kind."""
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


def nested_value(value: object, field: Field, key: str, schema: Schema, errors: FieldErrors) -> object:
    """The value of a field that holds more than one; a text is opened if the schema embeds structures in texts."""
    kind = field.kind
    if isinstance(value, str) and schema.embeds:
        if schema.name == "create" and kind == "variables" and value.strip() and value.lstrip()[0] != "{":
            errors.invalid((key,), messages.NO_JSON_OBJECT.fill(value=shortened(value)))
            return INVALID
        value, reason = embedded_value(value, kind)
        if reason is not None:
            errors.invalid((key,), reason)
            return INVALID
    if value is None or value == "":
        return {} if kind == "variables" else ()
    if type(value) is dict and kind == "variables":
        return variables(value, key, errors)
    if kind == "texts":
        return _texts(value, field, key, errors)
    if kind == "materials":
        if isinstance(value, str) and schema.embeds:
            return (Material(key=value),)
        if isinstance(value, list) and all(isinstance(each, str | Mapping) for each in value):
            return tuple(_material(each, (key, number), errors) for number, each in enumerate(value))
    elif isinstance(value, list) and kind == "redirection":
        return tuple(_entry(given, (key, number), schema, errors) for number, given in enumerate(value))
    elif isinstance(value, list) and kind == "frames":
        return tuple(_frame(given, (key, number), errors) for number, given in enumerate(value))
    elif isinstance(value, list) and kind == "suppress":
        found = (_suppression(given, (key, number), errors) for number, given in enumerate(value))
        return tuple(each for each in found if each is not None)
    errors.kind((key,), kind, value)
    return INVALID


def _texts(value: object, field: Field, key: str, errors: FieldErrors) -> object:
    """Names or codes, in a list or in one text; neither has commas."""
    given = _LISTED.split(value) if isinstance(value, str) else value
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        errors.kind((key,), "texts", value)
        return INVALID
    texts = tuple(each.strip() for each in given)
    if field.name != "regions":
        return tuple(filter(None, texts))
    for number, each in enumerate(texts):
        if not _REGION.fullmatch(each):
            path = (key,) if isinstance(value, str) else (key, number)
            errors.invalid(path, messages.NO_REGION.fill(value=shortened(each)))
    return tuple(each.upper() for each in texts)


def variables(value: Mapping[str, object], key: str, errors: FieldErrors) -> Mapping[str, Variable]:
    """Declarations by name."""
    declared: dict[str, Variable] = {}
    for name, given in value.items():
        if given is None and "：" in name:  # {code：numberCaptcha}
            meant, _, code = map(str.strip, name.partition("："))
            errors.invalid((key, name), messages.WIDE_COLON.fill(key=meant), on_key=True)
            declared[meant] = Variable(meant, _code(code) or None)
            continue
        if type(given) is str or given is None:
            declared[name] = Variable(name, _code(given) if given else None)
        elif type(given) is dict:
            declared[name] = _declaration(name, given, (key, name), errors)
        else:
            errors.kind((key, name), "declaration", given)
            declared[name] = Variable(name)
    return declared


def _code(text: str) -> str:
    """An attribute's code, which a person may have written as the console's Chinese name of it."""
    if text.isascii():
        return text
    from smslint.documents.console import console_code  # few documents have such names

    return console_code(text.strip())


def _declaration(name: str, given: Mapping[str, object], path: tuple[str, ...], errors: FieldErrors) -> Variable:
    found: dict[str, object] = {}
    for key, value in given.items():
        if key not in VARIABLE_KEYS:
            field = meant_field(key, "variables")
            errors.unknown((*path, key), tuple(VARIABLE_KEYS), meant=field)
            if field is None or field.name in given or field.name in found:
                continue
            key = field.name
        if key == "attribute" and isinstance(value, str):
            found[key] = _code(value) or None
        elif key == "example" or value is None or isinstance(value, str):
            found[key] = value if key == "example" else value or None
        else:
            errors.kind((*path, key), "text", value)
    return Variable(name, **found)  # type: ignore[arg-type]


def _entry(given: object, path: tuple[str | int, ...], schema: Schema, errors: FieldErrors) -> Redirection:
    """An entry of the redirection form."""
    if not isinstance(given, Mapping):
        errors.kind(path, "mapping", given)
        return Redirection(None)
    found: dict[str, object] = {"kind": None}
    for key, value in given.items():
        field = REDIRECTION_KEYS.get(key)
        if field is None:
            errors.unknown((*path, key), tuple(REDIRECTION_KEYS))
        elif value is None or value == "":
            continue
        elif field.kind == "flag":
            read = flag(value, schema.loose)
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


def _material(given: str | Mapping[str, object], path: tuple[str | int, ...], errors: FieldErrors) -> Material:
    """A supporting file; a text is the key of an uploaded one."""
    if isinstance(given, str):
        return Material(key=given)
    found: dict[str, str] = {}
    for key, value in given.items():
        field = MATERIAL_KEYS.get(key)
        if field is None:
            errors.unknown((*path, key), tuple(MATERIAL_KEYS))
        elif value is None or value == "":
            continue
        elif not isinstance(value, str):
            errors.kind((*path, key), "text", value)
        elif field.kind != "choice":
            found[key] = value
        elif (kind := choice(value, field)) is not None:
            found[key] = kind
        else:
            errors.choice((*path, key), value, tuple(field.choices))
    return Material(**found)  # type: ignore[arg-type]


def _frame(given: object, path: tuple[str | int, ...], errors: FieldErrors) -> Frame:
    """A frame of a digital message."""
    if not isinstance(given, Mapping):
        errors.kind(path, "mapping", given)
        return Frame()
    found: dict[str, str] = {}
    for key, value in given.items():
        name = key
        if key not in FRAME_KEYS:
            field = meant_field(key, "frames")
            errors.unknown((*path, key), tuple(FRAME_KEYS), meant=field)
            if field is None or field.name in given or field.name in found:
                continue
            name = field.name
        if isinstance(value, str):
            found[name] = value
        elif value is not None:
            errors.kind((*path, key), "text", value)
    given_first = next(iter(found), "")
    return Frame(**{name: value for name, value in found.items() if value}, text_first=given_first == "text")


def _suppression(given: object, path: tuple[str | int, ...], errors: FieldErrors) -> Suppression | None:
    """A suppression. One without a rule has an empty id, which is reported as a finding."""
    if isinstance(given, str):
        return Suppression(given)
    if not isinstance(given, Mapping):
        errors.kind(path, "mapping", given)
        return None
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
