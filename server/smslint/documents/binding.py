"""From a source's plain values to a template: the one walk over the declared fields that every format shares.

It knows keys and values and no positions; a complaint names the path of keys that leads to what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from smslint.core.template import Template
from smslint.documents import nested
from smslint.documents.complaint import Complaints
from smslint.documents.fields import Field
from smslint.documents.shapes import Shape, numbers
from smslint.language import documents as said

INVALID: Final = nested.INVALID
_ROW_CARRIES: dict[tuple[str, ...], frozenset[str]] = {}

Reader: TypeAlias = Callable[[object, Field, str, Shape, Complaints], object]


def bind(raw: Mapping[str, object], shape: Shape, complaints: Complaints) -> Template:
    """The template that a mapping of raw values means. A field of a wrong kind is reported, left out and not
    carried."""
    given: dict[str, object] = {}
    sources: dict[str, str] = {}
    refused: list[str] = []
    keys = shape.keys
    for key, value in raw.items():
        field = keys.get(key)
        if field is None:
            if key not in shape.ignored:
                complaints.unknown((key,), tuple(keys), strict=shape.strict)
            continue
        name = field.name
        if name in given:
            if not (name == "type" and shape.name in ("query", "row")):
                reason = (
                    said.SAME_FIELD.text("en", other=sources[name]),
                    said.SAME_FIELD.text("zh", other=sources[name]),
                )
                complaints.invalid((key,), reason, on_key=True)
                continue
            if key != "OuterTemplateType":
                continue
        sources[name] = key
        if field.kind == "text":
            if type(value) is str and (value or name == "content"):
                given[name] = value
                continue
            read = _text(value, field, key, shape, complaints)
        elif field.kind == "choice":
            read = _choice(value, field, key, shape, complaints, raw)
        else:
            read = _READERS[field.kind](value, field, key, shape, complaints)
        if read is INVALID:
            refused.append(name)
            given.pop(name, None)
        else:
            given[name] = read
    carries = shape.carries if shape.carries is not None else _row_carries(given, raw.get(sources.get("variables", "")))
    if refused:
        carries = carries.difference(refused)
    for name in [name for name, value in given.items() if value is None]:
        del given[name]
    return Template(**{"content": "", "carries": carries, **given})  # type: ignore[arg-type]


def _row_carries(given: Mapping[str, object], declarations: object) -> frozenset[str]:
    """A row carries the columns that it has, and of declarations what at least one of them gives.

    A declaration that is written as an object of its own can hold an example.
    """
    variables = given.get("variables")
    extra = ""
    if "variables" in given:
        declared = list(variables.values()) if isinstance(variables, Mapping) else []
        if not declared or any(each.attribute is not None for each in declared):
            extra += "a"
        own = declarations.values() if isinstance(declarations, Mapping) else ()
        if any(each.example is not None for each in declared) or any(isinstance(each, Mapping) for each in own):
            extra += "e"
    key = (*given, extra)
    found = _ROW_CARRIES.get(key)
    if found is None:
        names = {*given, "content"}
        if "a" in extra:
            names.add("variables.attribute")
        if "e" in extra:
            names.add("variables.example")
        if len(_ROW_CARRIES) > 1000:
            _ROW_CARRIES.clear()
        found = _ROW_CARRIES[key] = frozenset(names)
    return found


def _text(value: object, field: Field, key: str, shape: Shape, complaints: Complaints) -> object:
    if value is None or value == "":
        return "" if field.name == "content" else None
    if isinstance(value, str):
        return value
    complaints.kind((key,), "text", value)
    return INVALID


def _choice(
    value: object, field: Field, key: str, shape: Shape, complaints: Complaints, raw: Mapping[str, object]
) -> object:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        complaints.kind((key,), "text", value)
        return INVALID
    text = str(value).strip()
    if key == "IntlType" and text.isdigit():
        reason = said.AMBIGUOUS_NUMBER
        complaints.invalid((key,), (reason.text("en", value=text), reason.text("zh", value=text)))
        return INVALID
    meant = numbers(key, raw)
    if meant is not None and text in meant:
        return meant[text]
    if isinstance(value, str) and (found := nested.choice(text, field)) is not None:
        return found
    allowed = tuple(meant) if meant is not None else tuple(field.choices)
    complaints.choice((key,), text, allowed)
    return INVALID


def _flag(value: object, field: Field, key: str, shape: Shape, complaints: Complaints) -> object:
    if value is None or value == "":
        return None
    read = nested.flag(value, shape.loose)
    if read is INVALID:
        complaints.kind((key,), "flag", value)
    return read


def _count(value: object, field: Field, key: str, shape: Shape, complaints: Complaints) -> object:
    if value is None or value == "":
        return None
    if type(value) is int and value > 0:
        return value
    if shape.loose and isinstance(value, str) and value.isascii() and value.isdigit() and 0 < len(value) < 10:
        number = int(value)
        if number > 0:
            return number
    complaints.kind((key,), "count", value)
    return INVALID


_READERS: Final[Mapping[str, Reader]] = {
    "flag": _flag,
    "count": _count,
    "variables": nested.variables,
    "redirection": nested.redirection,
    "materials": nested.materials,
    "suppress": nested.suppress,
}
