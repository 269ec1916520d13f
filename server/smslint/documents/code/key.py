"""One key of a map, an object or a chain of puts, with its value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.fold import fold
from smslint.documents.code.parts import STRINGS, Call, KeyValue, is_plain_name, name_of, unwrapped
from smslint.documents.code.scope import Scope
from smslint.documents.code.site import Key, ValueKind
from smslint.documents.code.source_tree import CodeNode, descendants

NUMBERS: Final = frozenset({
    "integer", "float", "number", "decimal_integer_literal", "decimal_floating_point_literal", "integer_literal",
    "real_literal", "int_literal", "float_literal", "number_literal", "long_literal",
})  # fmt: skip
_BOOLEANS: Final = frozenset({"true", "false", "boolean", "boolean_literal"})
_NULLS: Final = frozenset({"null", "none", "nil", "null_literal", "undefined", "None"})
_TAG: Final = lazy_pattern(r'json:"([^",]+)')


def put_key(made: Call, scope: Scope) -> Key | None:
    """What a call puts into a map; None if its key is computed."""
    key = fold(made.arguments[0].node, scope)
    if key is None or not key.is_whole:
        return None
    return key_at(key.text, *key.range(0, len(key.text)), made.arguments[1].node, scope)


def anonymous_keys(node: CodeNode, scope: Scope) -> Iterator[Key]:
    """`new { code = x, name }` of C#, whose grammar gives names and values in one row."""
    children, at = node.children, 0
    while at < len(children):
        each = children[at]
        after = children[at + 1] if at + 1 < len(children) else None
        if after is not None and "=" in node.text[each.end : after.start]:
            yield key_at(each.source, each.start, each.end, after, scope)
            at += 2
        else:
            yield Key(each.source.rpartition(".")[2], each.start, each.end, "expression", "", each.start, each.end)
            at += 1


def pair_key(found: KeyValue, scope: Scope) -> Key | None:
    """A pair as a key; None if its key is computed."""
    key, value = found
    if key.type in STRINGS:
        folded = fold(key, scope)
        if folded is None or not folded.is_whole:
            return None
        return key_at(folded.text, *folded.range(0, len(folded.text)), value, scope)
    if key.type == "property_identifier" or (
        is_plain_name(key)
        and scope.language == "csharp"
        and key.parent is not None
        and key.parent.type == "assignment_expression"
    ):
        return key_at(key.source, key.start, key.end, value, scope)
    if scope.language == "go" and is_plain_name(key) and (tag := _tag(key, scope)):
        return key_at(tag, key.start, key.start, value, scope)  # its name stands in the tag
    folded = fold(key, scope)  # a constant
    if folded is None or not folded.is_whole or scope.language in ("javascript", "typescript", "tsx"):
        return None
    return key_at(folded.text, key.start, key.end, value, scope)


def _tag(key: CodeNode, scope: Scope) -> str | None:
    """The name that a field of a struct of the same file has in JSON."""
    made = next((each for each in key.above(6) if each.type == "composite_literal"), None)
    named = made.field("type") if made is not None else None
    if named is None or named.type != "type_identifier":
        return None
    for each in descendants(scope.root):
        if each.type == "type_spec" and name_of(each.field("name")) == named.source:
            for field in descendants(each):
                if field.type == "field_declaration" and name_of(field.field("name")) == key.source:
                    tag = field.field("tag")
                    found = _TAG.search(tag.source) if tag is not None else None
                    return found[1] if found else key.source
    return None


def key_at(name: str, start: int, end: int, value: CodeNode, scope: Scope) -> Key:
    """A key with its value."""
    value = unwrapped(value)
    kind: ValueKind = "expression"
    text = ""
    low, high = value.start, value.end
    if value.type in NUMBERS:
        kind, text = "number", value.source
    elif value.type in _BOOLEANS or value.source in ("true", "false", "True", "False"):
        kind, text = "boolean", value.source
    elif value.type in _NULLS or value.source in ("null", "nil", "None"):
        kind, text = "null", value.source
    elif value.type in ("array", "list", "tuple"):
        kind = "list"
    elif value.type in ("object", "dictionary"):
        kind = "object"
    elif value.type in STRINGS and (folded := fold(value, scope)) is not None and folded.is_whole:
        kind, text = "text", folded.text
        low, high = folded.range(0, len(text))
    return Key(name, start, end, kind, text, low, high)
