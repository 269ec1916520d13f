"""Derives from the program's models what the extension says about them: settings, their sentences, JSON Schemas.

Run it after a change of the settings or of the fields: `.venv/bin/python editors/vscode/generate.py`. A test keeps
what it writes current.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from smslint.cli.schema import manifest, settings
from smslint.messages import Language
from smslint.messages.workspace import SETTINGS

HERE = Path(__file__).parent
DRAFT = "http://json-schema.org/draft-07/schema#"


def camel(key: str) -> str:
    """A settings file's key as VS Code's settings write it."""
    first, *rest = key.split("-")
    return first + "".join(word.capitalize() for word in rest)


def flat(schema: Any, definitions: Mapping[str, Any]) -> Any:
    """A schema as VS Code's settings take it: no references, no titles, a list of types for what may be null."""
    if isinstance(schema, list):
        return [flat(each, definitions) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return flat(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    made = {key: flat(value, definitions) for key, value in schema.items() if key != "title" or isinstance(value, dict)}
    options = made.get("anyOf")
    if options and len(options) == 2 and {"type": "null"} in options:
        del made["anyOf"]
        made |= next(option for option in options if option != {"type": "null"})
        made["type"] = [made["type"], "null"]
        if "enum" in made:
            made["enum"] = [*made["enum"], None]
    return made


def properties() -> dict[str, Any]:
    """The settings of `package.json` that the server knows."""
    schema = settings("en")
    made = {}
    for order, (key, each) in enumerate(schema["properties"].items()):
        value = {k: v for k, v in flat(each, schema.get("$defs", {})).items() if k != "description"}
        scope = "window" if key == "language" else "resource"
        described = {"markdownDescription": f"%setting.{camel(key)}%", "scope": scope, "order": order}
        made[f"smslint.{camel(key)}"] = value | described
    return made


def sentences(language: Language) -> dict[str, str]:
    """The settings' descriptions in a language."""
    return {f"setting.{camel(key)}": SETTINGS[key].text(language) for key in settings("en")["properties"]}


def draft_07(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema as the JSON, YAML and TOML extensions understand it best."""
    text = json.dumps(schema, ensure_ascii=False).replace('"#/$defs/', '"#/definitions/')
    made: dict[str, Any] = json.loads(text)
    made["definitions"] = made.pop("$defs")
    return {**made, "$schema": DRAFT}


def json_documents() -> dict[str, Any]:
    """The manifest's schema, for what looks like one: `.sms.json` may also hold requests and answers of the API."""
    schema = draft_07(manifest("en"))
    fields = {"anyOf": [{"required": ["content"]}, {"required": ["templates"]}]}
    templates = {"type": "array", "contains": {"type": "object", "required": ["content"]}}
    looks = {"anyOf": [{"type": "object", **fields}, templates]}
    kept = {"$schema", "definitions", "title"}
    body = {key: value for key, value in schema.items() if key not in kept}
    return {key: value for key, value in schema.items() if key in kept} | {"if": looks, "then": body}


def outputs() -> dict[Path, str]:
    """Every derived file with its whole text."""
    package = json.loads((HERE / "package.json").read_text("utf-8"))
    package["contributes"]["configuration"][1]["properties"] = properties()
    made = {HERE / "package.json": package}
    languages: tuple[tuple[str, Language], ...] = (("package.nls.json", "en"), ("package.nls.zh-cn.json", "zh"))
    for name, language in languages:
        made[HERE / name] = json.loads((HERE / name).read_text("utf-8")) | sentences(language)
    made[HERE / "schemas" / "settings.schema.json"] = draft_07(settings("en"))
    made[HERE / "schemas" / "manifest.schema.json"] = draft_07(manifest("en"))
    made[HERE / "schemas" / "documents.schema.json"] = json_documents()
    return {path: json.dumps(value, ensure_ascii=False, indent=2) + "\n" for path, value in made.items()}


if __name__ == "__main__":
    (HERE / "schemas").mkdir(exist_ok=True)
    for path, text in outputs().items():
        path.write_text(text, "utf-8")
