"""From plain values to a template. Every format uses this one walk over the declared fields.

It knows keys and values, but no positions: a `FieldError` has the path of keys that leads to the wrong value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from smslint.core.patterns import lazy_pattern
from smslint.core.template import Frame, Template, attribute_of
from smslint.documents import nested
from smslint.documents.fields import NESTED, Field
from smslint.documents.nested import INVALID
from smslint.documents.problem import FieldErrors
from smslint.documents.schemas import ACTION, OBSOLETE, Schema, meant_field, numbers, usual_keys
from smslint.documents.spelling import api_key
from smslint.messages import documents as messages

_ROW_CARRIES: dict[tuple[object, ...], frozenset[str]] = {}
_EXAMPLE: Final = lazy_pattern(r":\s*\{")


def bind(raw: Mapping[str, object], schema: Schema, errors: FieldErrors) -> Template:
    """The template of a mapping of raw values. A field of a wrong kind is reported, left out and not carried."""
    given: dict[str, object] = {"content": ""}
    seen: dict[str, str] = {}
    refused: list[str] = []
    field_of = schema.keys.get
    for key, value in raw.items():
        field = field_of(key)
        if field is None:
            if key in schema.ignored:
                continue
            if key == ACTION and schema.name != "manifest" and isinstance(value, str) and value in OBSOLETE:
                errors.obsolete((key,), value, OBSOLETE[value])
                continue
            if key == ACTION and schema.name == "create":
                continue
            if key.startswith("\u3000"):
                errors.invalid((key,), messages.TAB_INDENT, on_key=True)
                continue
            field = meant_field(key) if schema.name == "manifest" else None
            errors.unknown((key,), usual_keys(schema), strict=schema.strict, meant=field)
            if field is None or field.name in raw or field.name in seen:
                continue
        name = field.name
        if name in seen and not _prevails(key, seen[name], schema, errors):
            continue
        seen[name] = key
        kind = field.kind
        if type(value) is str and ((kind == "text" and (value or name == "content")) or value in field.choices):
            given[attribute_of(name)] = value
            continue
        if kind == "variables" and type(value) is dict:
            read: object = nested.variables(value, key, errors)
        elif kind in NESTED:
            read = nested.nested_value(value, field, key, schema, errors)
        elif value is None or value == "":
            read = "" if name == "content" else None
        elif kind == "choice":
            read = _choice(value, field, key, errors, raw)
        else:
            read = _simple(value, kind, schema)
            if read is INVALID:
                errors.kind((key,), kind, value)
        if read is INVALID:
            refused.append(name)
        elif read is not None:
            given[attribute_of(name)] = read
    if "frames" in given:
        _join_frames(given, seen, errors)
    carries = schema.carries if schema.carries is not None else _row_carries(seen, raw)
    if given.get("materials") is not None:
        carries |= {"materials"}
    if refused:
        carries = carries.difference(refused)
    given["carries"] = carries
    if schema.name == "create":
        given["request"] = True
    return Template(**given)  # type: ignore[arg-type]


def _join_frames(given: dict[str, object], seen: Mapping[str, str], errors: FieldErrors) -> None:
    """Make the content of the texts of frames, which only digital messages have. A content beside them is not sent."""
    from smslint.core.frames import content_of

    frames = cast("tuple[Frame, ...]", given["frames"])
    if given.get("type", "digital") != "digital":
        errors.invalid((seen["frames"],), messages.FRAMES_NOT_DIGITAL)
    if not frames:
        return
    if str(given["content"]).strip():
        errors.invalid((seen["content"],), messages.CONTENT_BESIDE_FRAMES)
    given["content"] = content_of(frames)


def _prevails(key: str, other: str, schema: Schema, errors: FieldErrors) -> bool:
    """Whether a key is used although another key of the same field is present: `OuterTemplateType` wins over
    `TemplateType`."""
    if schema.name in ("query", "row") and {api_key(key), api_key(other)} == {"TemplateType", "OuterTemplateType"}:
        return api_key(key) == "OuterTemplateType"
    errors.invalid((key,), messages.SAME_FIELD.fill(other=other), on_key=True)
    return False


def _row_carries(seen: Mapping[str, str], raw: Mapping[str, object]) -> frozenset[str]:
    """What a row carries: its columns, and the parts of declarations that at least one declaration has.

    A declaration that is an object can hold an example.
    """
    variables = raw[seen["variables"]] if "variables" in seen else None
    attributes = examples = False
    if type(variables) is dict and variables:
        for given in variables.values():
            if type(given) is dict:
                examples = True
                attributes = attributes or bool(given.get("attribute"))
            elif given:
                attributes = True
    elif type(variables) is str and variables.lstrip().startswith("{"):
        examples = _EXAMPLE.search(variables) is not None
        attributes = True
    else:
        attributes = "variables" in seen
    key = (*seen, attributes, examples)
    found = _ROW_CARRIES.get(key)
    if found is None:
        names = {*seen, "content"}
        if attributes:
            names.add("variables.attribute")
        if examples:
            names.add("variables.example")
        if len(_ROW_CARRIES) > 1000:
            _ROW_CARRIES.clear()
        found = _ROW_CARRIES[key] = frozenset(names)
    return found


def _simple(value: object, kind: str, schema: Schema) -> object:
    """A text, a flag or a count."""
    if kind == "text":
        return value if isinstance(value, str) else INVALID
    if kind == "flag":
        return nested.flag(value, schema.loose)
    if schema.loose and isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    return value if type(value) is int and value > 0 else INVALID


def _choice(value: object, field: Field, key: str, errors: FieldErrors, raw: Mapping[str, object]) -> object:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        errors.kind((key,), "text", value)
        return INVALID
    text = str(value).strip()
    if api_key(key) == "IntlType" and text.isdigit():
        errors.invalid((key,), messages.AMBIGUOUS_NUMBER.fill(value=text))
        return INVALID
    meant = numbers(key, raw)
    if meant is not None and text in meant:
        return meant[text]
    if isinstance(value, str) and (found := nested.choice(text, field)) is not None:
        return found
    allowed = tuple(meant) if meant is not None else tuple(field.choices)
    errors.choice((key,), text, allowed)
    return INVALID
