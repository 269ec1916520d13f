"""The fields that hold more than one value: variables, redirection, materials, suppressions.

Tables and the vendor's API put them into one text, as JSON or in the console's own form; `opened` undoes that.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from smslint.core.finding import Value
from smslint.core.template import Redirection, Suppression, Variable
from smslint.documents import console
from smslint.documents.complaint import Complaints
from smslint.documents.fields import Field
from smslint.documents.problem import filled
from smslint.documents.schemas import REDIRECTION_KEYS, SUPPRESS_KEYS, VARIABLE_KEYS, Schema
from smslint.messages import documents as messages


class _Invalid:
    """The value of a field whose source is of the wrong kind."""


INVALID: Final = _Invalid()
_TRUE: Final = frozenset({"true", "yes", "1", "是"})
_FALSE: Final = frozenset({"false", "no", "0", "否"})


def choice(text: str, field: Field) -> str | None:
    """The allowed value that a text means, by its name or another spelling."""
    if text in field.choices:
        return text
    lowered = text.lower()
    for value, spellings in field.choices.items():
        if text in spellings or lowered == value:
            return value
    return None


def flag(value: object, loose: bool) -> object:
    """True or false, which loose sources write as text."""
    if isinstance(value, bool):
        return value
    if loose and isinstance(value, str):
        lowered = value.strip().lower()
        return True if lowered in _TRUE else False if lowered in _FALSE else INVALID
    return INVALID


def opened(value: object, field: str, key: str, schema: Schema, complaints: Complaints) -> object:
    """What a text holds that stands for a structure; anything else is returned as it is."""
    if not isinstance(value, str) or not (schema.embeds):
        return value
    text = value.strip()
    if not text:
        return None
    if text[0] in "{[":
        import json

        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            complaints.invalid((key,), filled(messages.NOT_JSON, detail=_fault(text)))
            return INVALID
    if field == "variables":
        pairs, wrong = console.variables(text)
    elif field == "suppress":
        return console.suppressions(text)
    else:
        return value
    if wrong:
        complaints.invalid((key,), filled(messages.NOT_CONSOLE, part=wrong))
        return INVALID
    return pairs


def _fault(text: str) -> Value:
    """Why a text is no JSON, in the words in which documents are told it."""
    from smslint.syntax.json.reader import read_json

    issues = read_json(text)[1]
    return issues[0].reason if issues else messages.JSON_STRING


def variables(value: object, field: Field, key: str, schema: Schema, complaints: Complaints) -> object:
    """Declarations by name."""
    if type(value) is not dict:
        value = opened(value, "variables", key, schema, complaints)
        if value is INVALID:
            return INVALID
    if value is None or value == "":
        return {}
    if type(value) is not dict:
        complaints.kind((key,), "variables", value)
        return INVALID
    declared: dict[str, Variable] = {}
    for name, given in value.items():
        if type(given) is str or given is None:
            declared[name] = Variable(name, given or None)
        elif type(given) is dict:
            declared[name] = _declaration(name, given, (key, name), complaints)
        else:
            complaints.kind((key, name), "declaration", given)
            declared[name] = Variable(name)
    return declared


def _declaration(name: str, given: Mapping[str, object], path: tuple[str, ...], complaints: Complaints) -> Variable:
    found: dict[str, object] = {}
    for key, value in given.items():
        if key not in VARIABLE_KEYS:
            complaints.unknown((*path, key), tuple(VARIABLE_KEYS))
        elif key == "example" or value is None or isinstance(value, str):
            found[key] = value if key == "example" else value or None
        else:
            complaints.kind((*path, key), "text", value)
    return Variable(name, **found)  # type: ignore[arg-type]


def redirection(value: object, field: Field, key: str, schema: Schema, complaints: Complaints) -> object:
    """The entries of the redirection form."""
    value = opened(value, "redirection", key, schema, complaints)
    if value is INVALID:
        return INVALID
    if value is None or value == "":
        return ()
    if not isinstance(value, list):
        complaints.kind((key,), "redirection", value)
        return INVALID
    entries: list[Redirection] = []
    for number, given in enumerate(value):
        if isinstance(given, Mapping):
            entries.append(_entry(given, (key, number), schema, complaints))
        else:
            complaints.kind((key, number), "mapping", given)
            entries.append(Redirection(None))
    return tuple(entries)


def _entry(
    given: Mapping[str, object], path: tuple[str | int, ...], schema: Schema, complaints: Complaints
) -> Redirection:
    found: dict[str, object] = {"kind": None}
    for key, value in given.items():
        field = REDIRECTION_KEYS.get(key)
        if field is None:
            complaints.unknown((*path, key), tuple(REDIRECTION_KEYS))
        elif value is None or value == "":
            continue
        elif field.kind == "flag":
            read = bool(value) if key != field.name else flag(value, schema.loose)
            if read is INVALID:
                complaints.kind((*path, key), "flag", value)
            else:
                found[field.name] = read
        elif not isinstance(value, str):
            complaints.kind((*path, key), "text", value)
        elif field.kind == "choice":
            found[field.name] = choice(value, field)
            if found[field.name] is None:
                complaints.choice((*path, key), value, tuple(field.choices))
        else:
            found[field.name] = value
    return Redirection(**found)  # type: ignore[arg-type]


def materials(value: object, field: Field, key: str, schema: Schema, complaints: Complaints) -> object:
    """File names."""
    value = opened(value, "materials", key, schema, complaints)
    if value is INVALID:
        return INVALID
    if value is None or value == "":
        return ()
    if isinstance(value, str) and schema.embeds:
        return (value,)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        complaints.kind((key,), "materials", value)
        return INVALID
    return tuple(value)


def suppress(value: object, field: Field, key: str, schema: Schema, complaints: Complaints) -> object:
    """Suppressions; one without a rule keeps an empty id, which is a finding of its own."""
    value = opened(value, "suppress", key, schema, complaints)
    if value is INVALID:
        return INVALID
    if value is None or value == "":
        return ()
    if not isinstance(value, list):
        complaints.kind((key,), "suppress", value)
        return INVALID
    found: list[Suppression] = []
    for number, given in enumerate(value):
        if isinstance(given, Mapping):
            found.append(_suppression(given, (key, number), complaints))
        elif isinstance(given, str):
            found.append(Suppression(given))
        else:
            complaints.kind((key, number), "mapping", given)
    return tuple(found)


def _suppression(given: Mapping[str, object], path: tuple[str | int, ...], complaints: Complaints) -> Suppression:
    found: dict[str, object] = {"rule": ""}
    for key, value in given.items():
        if key not in SUPPRESS_KEYS:
            complaints.unknown((*path, key), tuple(SUPPRESS_KEYS))
        elif value is None or value == "":
            continue
        elif not isinstance(value, str):
            complaints.kind((*path, key), "text", value)
        elif key == "until":
            try:
                found[key] = date.fromisoformat(value)
            except ValueError:
                complaints.kind((*path, key), "date", value)
        else:
            found[key] = value
    return Suppression(**found)  # type: ignore[arg-type]
