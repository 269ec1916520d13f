"""`smslint schema`: JSON Schemas of the files that people write, for editors that complete and check them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import click

from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError, help_language, print_json
from smslint.documents.fields import (
    FIELDS,
    FRAME_FIELDS,
    MATERIAL_FIELDS,
    REDIRECTION_FIELDS,
    SUPPRESS_FIELDS,
    VARIABLE_FIELDS,
    Field,
)
from smslint.messages import Language
from smslint.messages import cli as messages
from smslint.messages.workspace import SETTINGS

JsonSchema = dict[str, Any]


@click.command(cls=LocalizedCommand, about=messages.COMMANDS["schema"])
@click.argument("name")
@click.option("--language", type=click.Choice(["en", "zh"]))
def command(name: str, language: Language | None) -> None:
    make = SCHEMAS.get(name)
    if make is None:
        raise LocalizedUsageError(messages.NO_SCHEMA.fill(name=name, allowed=tuple(SCHEMAS)))
    print_json(make(language or help_language()))


def settings(language: Language) -> JsonSchema:
    """Of `smslint.toml`, and of `[tool.smslint]`."""
    from pydantic import TypeAdapter

    from smslint.workspace.settings import LEAST, Settings

    schema = TypeAdapter(Settings).json_schema(by_alias=True)
    for key, value in schema["properties"].items():
        value["description"] = SETTINGS[key].text(language)
        if key in LEAST:
            value["minimum"] = LEAST[key]
    one_or_more = schema["properties"]["extend"]
    described = {"description": one_or_more.pop("description"), "default": one_or_more.pop("default", [])}
    schema["properties"]["extend"] = {"anyOf": [{"type": "string"}, one_or_more], **described}
    return _headed(schema, "smslint.toml")


def manifest(language: Language) -> JsonSchema:
    """Of `*.sms.yaml` and `*.sms.json`: one template, or a list of them under `templates`."""
    template = _table(FIELDS, language)
    template["required"].remove("content")
    template["anyOf"] = [{"required": ["content"]}, {"required": ["frames"]}]
    one = {"$ref": "#/$defs/template"}
    listed = {"type": "array", "items": one}
    holder = _object({"templates": listed}, ["templates"])
    return _headed({"anyOf": [one, holder, listed], "$defs": {"template": template}}, "smslint manifest")


def catalog_file(model: str, title: str, language: Language) -> JsonSchema:
    """Of a TOML file of the catalog, whose model in `catalog.schema` has that name."""
    from smslint.catalog import schema

    return _headed(getattr(schema, model).model_json_schema(by_alias=True), title)


SCHEMAS: Mapping[str, Callable[[Language], JsonSchema]] = {
    "settings": settings,
    "manifest": manifest,
    "rule": partial(catalog_file, "RuleFile", "smslint rule"),
    "attribute": partial(catalog_file, "AttributeFile", "smslint attribute"),
    "words": partial(catalog_file, "WordFile", "smslint words"),
}


def _headed(schema: JsonSchema, title: str) -> JsonSchema:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}


def _table(fields: tuple[Field, ...], language: Language) -> JsonSchema:
    """A mapping of declared fields."""
    properties = {each.name: {**_kind(each, language), "description": each.text.text(language)} for each in fields}
    return _object(properties, [each.name for each in fields if each.required])


def _object(properties: JsonSchema, required: list[str]) -> JsonSchema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


_TEXT = {"type": ["string", "number", "boolean", "null"]}
"""YAML reads a text such as 0123 or yes as something else; manifests take what is written."""
_KINDS: Mapping[str, JsonSchema] = {
    "text": _TEXT,
    "any": {},
    "flag": {"type": "boolean"},
    "count": {"type": "integer", "minimum": 1},
    "date": {"type": "string", "format": "date"},
    "texts": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]},
}


def _kind(field: Field, language: Language) -> JsonSchema:
    if field.kind == "choice":
        return {"enum": [name for own, others in field.choices.items() for name in (own, *others)]}
    if field.kind == "variables":
        declared = {"anyOf": [{"type": "string"}, {"type": "null"}, _table(VARIABLE_FIELDS, language)]}
        return {"type": "object", "additionalProperties": declared}
    if field.kind == "redirection":
        return {"type": "array", "items": _table(REDIRECTION_FIELDS, language)}
    if field.kind == "materials":
        return {"type": "array", "items": {"anyOf": [{"type": "string"}, _table(MATERIAL_FIELDS, language)]}}
    if field.kind == "frames":
        return {"type": "array", "items": _table(FRAME_FIELDS, language)}
    if field.kind == "suppress":
        return {"type": "array", "items": _table(SUPPRESS_FIELDS, language)}
    return dict(_KINDS[field.kind])
