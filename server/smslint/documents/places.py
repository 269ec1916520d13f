"""Converts between a template's places and the keys of its source, which differ in names and nesting."""

from __future__ import annotations

from smslint.core.place import Place
from smslint.documents.embedded import find
from smslint.documents.schemas import REDIRECTION_KEYS, Schema, meant_field
from smslint.documents.spelling import api_key
from smslint.syntax.parsed_text import ParsedText
from smslint.syntax.tree import KeyPath, MappingNode, Scalar


def _key_of_field(root: MappingNode, schema: Schema, field: str) -> str | None:
    """The key of a field in a source."""
    keys = [str(pair.key.value) for pair in root.pairs]
    found = [key for key in keys if key in schema.keys and schema.keys[key].name == field]
    if not found and schema.name == "manifest":
        found = [key for key in keys if (meant := meant_field(key)) is not None and meant.name == field]
    outer = [key for key in found if field == "type" and api_key(key) == "OuterTemplateType"]
    return next(iter(outer or found), None)


def raw_path(parsed_text: ParsedText, schema: Schema, place: Place) -> KeyPath:
    """The keys that lead to a place. If the source lacks a key, it is the key that it would have."""
    root = parsed_text.root
    if not place.path or not isinstance(root, MappingNode):
        return place.path
    field = str(place.path[0])
    key = _key_of_field(root, schema, field)
    path: KeyPath = (key if key is not None else _new_key(root, schema, field), *place.path[1:])
    if field == "redirection" and len(path) == 3:
        return (*path[:2], entry_key(parsed_text, schema, path))
    if key is None or len(path) < 3:
        return path
    if field == "frames":
        return (*path[:2], _frame_key(parsed_text, schema, path))
    if (field, path[2]) in (("variables", "attribute"), ("suppress", "rule")):
        target = find(parsed_text, path[:2], schema)
        if target.depth == 2 and isinstance(target.node, Scalar):
            return path if field == "variables" and target.node.value is None else path[:2]
    return path


def entry_key(parsed_text: ParsedText, schema: Schema, path: KeyPath) -> str:
    """The key of a field of a redirection entry: our own, or the API's if the entry uses that."""
    wanted = str(path[2])
    names = [key for key, field in REDIRECTION_KEYS.items() if field.name == wanted]
    target = find(parsed_text, path[:2], schema)
    if target.depth == 2 and isinstance(target.node, MappingNode):
        present = [key for key in names if target.node.pair(key) is not None]
        if present:
            return present[0]
    return REDIRECTION_KEYS[wanted].aliases[0] if names and path[0] == "TrafficDriving" else wanted


def _frame_key(parsed_text: ParsedText, schema: Schema, path: KeyPath) -> str:
    """The key of a part of a frame: its name, or the key that was taken for it."""
    wanted = str(path[2])
    target = find(parsed_text, path[:2], schema)
    if target.depth == 2 and isinstance(target.node, MappingNode) and target.node.pair(wanted) is None:
        for pair in target.node.pairs:
            key = str(pair.key.value)
            if (field := meant_field(key, "frames")) is not None and field.name == wanted:
                return key
    return wanted


def _new_key(root: MappingNode, schema: Schema, field: str) -> str:
    """The key that a missing field would have, in the style of the keys that are there."""
    names = [key for key, known in schema.keys.items() if known.name == field]
    if schema.name in ("create", "get", "query", "list"):
        return names[0] if names else field
    keys = [str(pair.key.value) for pair in root.pairs]
    if field not in keys and any(key in schema.keys and schema.keys[key].name != key for key in keys):
        chinese = any(not key.isascii() for key in keys)
        fitting = [name for name in names if name != field and name.isascii() != chinese]
        return fitting[0] if fitting else field
    return field


def place_of(path: KeyPath, schema: Schema) -> Place:
    """The place to which keys lead."""
    if not path:
        return Place(())
    known = schema.keys.get(str(path[0]))
    first = known.name if known else path[0]
    rest = path[1:]
    if first == "redirection" and len(rest) > 1:
        entry = REDIRECTION_KEYS.get(str(rest[1]))
        rest = (rest[0], entry.name if entry else rest[1])
    return Place((first, *rest))
