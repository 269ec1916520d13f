"""The keys that a send passes to its template: of a text of JSON, or of a map in the program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.fold import HOLE, Folded, fold
from smslint.documents.code.json_text import json_keys
from smslint.documents.code.parts import (
    MAPS,
    NEW,
    STRINGS,
    Call,
    KeyValue,
    assignment,
    call,
    class_around,
    function_around,
    is_address,
    is_plain_name,
    member,
    name_of,
    pair,
    unwrapped,
)
from smslint.documents.code.scope import Scope, in_branch
from smslint.documents.code.site import Key, Keys, Unknown, ValueKind
from smslint.documents.code.source_tree import CodeNode, descendants

_DUMPS: Final = frozenset({
    "tojsonstring", "tojson", "tojsonstr", "tojsonprettystr", "writevalueasstring", "jsonencode", "stringify", "dumps",
    "serializeobject", "serialize", "marshal", "marshaltostring", "encodetostring", "tostring", "string", "encode",
    "stringvalue", "jsonstringify", "tojsonbytes", "valueof", "jsonstring", "str", "anytostring", "objecttojson",
})  # fmt: skip
_PUTS: Final = frozenset(
    {"put", "set", "add", "addproperty", "fluentput", "putopt", "append", "putifabsent", "accumulate"}
)
_MAKES: Final = frozenset({
    "hashmap", "linkedhashmap", "treemap", "jsonobject", "jobject", "dictionary", "mutablemapof", "hashmapof",
    "linkedmapof", "make", "newhashmap", "newlinkedhashmap", "createobj", "parseobj", "createobjectnode", "map", "dict",
    "sorteddictionary", "concurrenthashmap", "objectnode", "newlinkedhashmapwithexpectedsize", "linkedtreemap",
})  # fmt: skip
_OF: Final = frozenset(
    {"of", "mapof", "singletonmap", "immutablemapof", "hashmapof", "mutablemapof", "linkedmapof", "newhashmap"}
)
_HARMLESS: Final = lazy_pattern(
    r"(?i)log|print|info|debug|warn|error|trace|echo|json|dump|marshal|serializ|string|equals"
)
_NUMBERS: Final = frozenset({
    "integer", "float", "number", "decimal_integer_literal", "decimal_floating_point_literal", "integer_literal",
    "real_literal", "int_literal", "float_literal", "number_literal", "long_literal",
})  # fmt: skip
_BOOLEANS: Final = frozenset({"true", "false", "boolean", "boolean_literal"})
_NULLS: Final = frozenset({"null", "none", "nil", "null_literal", "undefined", "None"})
_TAG: Final = lazy_pattern(r'json:"([^",]+)')
_DEEPEST: Final = 12


def keys_of(node: CodeNode, scope: Scope, depth: int = 0) -> Keys | Unknown:
    """The keys of a value, or why they are not known."""
    node = unwrapped(node)
    if depth > _DEEPEST:
        return Unknown("computed")
    if node.type in MAPS or node.type in ("composite_literal", "implicit_object_creation_expression"):
        return _of_map(node, scope)
    made = call(node)
    if made is not None and (found := _of_call(made, scope, depth)) is not None:
        return found
    if is_plain_name(node) or member(node) is not None:
        return _of_name(node, scope, depth)
    folded = fold(node, scope)
    if folded is not None:
        return _of_text(folded)
    return Unknown("computed")


def _of_text(folded: Folded) -> Keys | Unknown:
    text = folded.text.strip()
    if text == HOLE:
        return Unknown("computed")
    if not text:
        return Keys(())
    return json_keys(folded)


def _of_call(made: Call, scope: Scope, depth: int) -> Keys | Unknown | None:
    """The keys of a call: of what it turns into JSON, of a map that it makes, of a chain of puts."""
    name, arguments = made.name.replace("_", "").lower(), made.arguments
    if is_address(made):
        return keys_of(arguments[0].node, scope, depth + 1)
    chain = _of_chain(made, scope)
    if chain is not None:
        return chain
    if name in _OF and (arguments or made.receiver is not None) and (name != "of" or made.receiver is not None):
        return _of_arguments(made, scope)
    if name in ("dict",) and arguments and all(each.name for each in arguments):
        return Keys(
            tuple(_key_at(str(each.name), each.node.start, each.node.start, each.node, scope) for each in arguments)
        )
    if name == "array" and made.receiver is None:
        return Unknown("computed")
    if made.node.type in NEW and name not in _MAKES:
        return _of_initializer(made.node, scope)
    if name in _MAKES and made.node.type in NEW:
        inner = next((each for each in made.node.children if each.type in MAPS), None)
        if inner is not None:
            return _of_map(inner, scope)
        if any(each.type == "class_body" for each in made.node.children):
            return _of_block(made.node, scope)
        return Keys(()) if not arguments or arguments[0].node.type in _NUMBERS else None
    if name in _MAKES and made.receiver is None and not arguments:
        return Keys(())
    if name in _DUMPS:
        target = arguments[0].node if arguments else made.receiver
        if target is not None and not (name == "tostring" and arguments):
            found = keys_of(target, scope, depth + 1)
            is_printed = name == "str" or (name == "tostring" and scope.language == "kotlin")
            return (
                found._replace(bare=True)
                if is_printed and isinstance(found, Keys) and _is_dict(target, scope)
                else found
            )
    return None


def _is_dict(node: CodeNode, scope: Scope) -> bool:
    node = unwrapped(node)
    value = scope.value_of(node) if is_plain_name(node) else node
    return value is not None and value.type == "dictionary"


def _of_chain(made: Call, scope: Scope) -> Keys | None:
    """`new JSONObject().put("a", b).put("c", d)`, and builders of maps."""
    puts: list[Call] = []
    each: Call | None = made
    while each is not None and each.receiver is not None and len(puts) < 100:
        name = each.name.replace("_", "").lower()
        if name in _PUTS and len(each.arguments) == 2:
            puts.append(each)
        elif name not in ("build", "tostring", "tojsonstring", "buildorthrow", "map", "getinnermap"):
            break
        each = call(unwrapped(each.receiver))
    if not puts or each is None or (each.name.replace("_", "").lower() not in {*_MAKES, "builder", "create"}):
        return None
    found = [_put(one, scope) for one in reversed(puts)]
    return Keys(tuple(one for one in found if one)) if all(found) else None


def _put(made: Call, scope: Scope) -> Key | None:
    key = fold(made.arguments[0].node, scope)
    if key is None or not key.is_whole:
        return None
    return _key_at(key.text, *key.range(0, len(key.text)), made.arguments[1].node, scope)


def _of_arguments(made: Call, scope: Scope) -> Keys | Unknown:
    """`Map.of("a", b)`, `mapOf("a" to b)`."""
    found: list[Key | None] = []
    nodes = [each.node for each in made.arguments]
    pairs = [pair(each) for each in nodes]
    if all(pairs):
        found = [_pair_key(each, scope) for each in pairs if each is not None]
    elif len(nodes) % 2 == 0:
        found = [_pair_key(KeyValue(*nodes[at : at + 2]), scope) for at in range(0, len(nodes), 2)]
    else:
        return Unknown("computed")
    return Keys(tuple(each for each in found if each)) if all(found) else Unknown("computed")


def _of_map(node: CodeNode, scope: Scope) -> Keys | Unknown:
    """The keys of a literal map, object, dict or array."""
    if node.type == "composite_literal":
        body = node.field("body")
        return Unknown("computed") if body is None else _of_map(body, scope)
    found: list[Key | None] = []
    if node.type == "anonymous_object_creation_expression":
        return Keys(tuple(_anonymous(node, scope)), closing=node.end - 1)
    for each in node.children:
        each_pair = pair(each)
        if each_pair is not None:
            found.append(_pair_key(each_pair, scope))
        elif each.type == "shorthand_property_identifier":
            found.append(Key(each.source, each.start, each.end, "expression", "", each.start, each.end))
        elif each.type not in ("comment", "line_comment", "block_comment"):
            return Unknown("computed")
    return Keys(tuple(each for each in found if each), closing=node.end - 1) if all(found) else Unknown("computed")


def _anonymous(node: CodeNode, scope: Scope) -> Iterator[Key]:
    """`new { code = x, name }` of C#, whose grammar gives names and values in one row."""
    children, at = node.children, 0
    while at < len(children):
        each = children[at]
        after = children[at + 1] if at + 1 < len(children) else None
        if after is not None and "=" in node.text[each.end : after.start]:
            yield _key_at(each.source, each.start, each.end, after, scope)
            at += 2
        else:
            yield Key(each.source.rpartition(".")[2], each.start, each.end, "expression", "", each.start, each.end)
            at += 1


def _pair_key(found: KeyValue, scope: Scope) -> Key | None:
    """A pair as a key; None if its key is computed."""
    key, value = found
    if key.type in STRINGS:
        folded = fold(key, scope)
        if folded is None or not folded.is_whole:
            return None
        return _key_at(folded.text, *folded.range(0, len(folded.text)), value, scope)
    if key.type == "property_identifier" or (
        is_plain_name(key)
        and scope.language == "csharp"
        and key.parent is not None
        and key.parent.type == "assignment_expression"
    ):
        return _key_at(key.source, key.start, key.end, value, scope)
    if scope.language == "go" and is_plain_name(key) and (tag := _tag(key, scope)):
        return _key_at(tag, key.start, key.start, value, scope)  # its name stands in the tag
    folded = fold(key, scope)  # a constant
    if folded is None or not folded.is_whole or scope.language in ("javascript", "typescript", "tsx"):
        return None
    return _key_at(folded.text, key.start, key.end, value, scope)


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


def _of_initializer(node: CodeNode, scope: Scope) -> Keys | Unknown:
    inner = next((each for each in node.children if each.type in MAPS), None)
    return _of_map(inner, scope) if inner is not None else Unknown("computed")


def _of_block(node: CodeNode, scope: Scope) -> Keys | Unknown:
    """`new HashMap() {{ put("a", b); }}` of Java."""
    found = [
        _put(made, scope)
        for each in descendants(node)
        if (made := call(each)) and made.name == "put" and len(made.arguments) == 2
    ]
    return Keys(tuple(each for each in found if each)) if found and all(found) else Unknown("computed")


def _of_name(node: CodeNode, scope: Scope, depth: int) -> Keys | Unknown:
    """The keys of a variable: those it begins with, and those that are put into it in the same block."""
    function = function_around(node)
    if not is_plain_name(node) or function is None:
        found = member(node)
        value = (
            scope.constant(name_of(node), class_around(node))
            if found is None
            else (scope.constant(found[1], node) if name_of(found[0]) in ("this", "self", "static") else None)
        )
        return (
            keys_of(value, scope, depth + 1) if value is not None else Unknown("computed" if found else "pass-through")
        )
    name = name_of(node)
    settings = [each for each in scope.settings(name, function) if each.node.start < node.start]
    if not settings:
        if scope.parameter(node) is not None:
            return Unknown("pass-through")
        value = scope.value_of(node)
        return keys_of(value, scope, depth + 1) if value is not None else Unknown("computed")
    if len(settings) > 1 or settings[0].branch:
        return Unknown("branches")
    start = keys_of(settings[0].value, scope, depth + 1)
    if isinstance(start, Unknown):
        return start
    added = list(start.found)
    for use in descendants(function):
        if not (settings[0].node.end <= use.start < node.start and is_plain_name(use) and name_of(use) == name):
            continue
        key = _added(use, scope)
        if key is None:
            continue
        if isinstance(key, Unknown):
            return key
        if in_branch(use, function) != in_branch(settings[0].node, function) or in_branch(use, function):
            return Unknown("branches")
        added = [each for each in added if each.name != key.name] + [key]
    return start._replace(found=tuple(added))


def _added(use: CodeNode, scope: Scope) -> Key | Unknown | None:
    """What a use of a map puts into it; None if it puts nothing, and unknown if it may."""
    around = use.parent
    if around is None:
        return None
    if around.type == "literal_element":
        around = around.parent or around
    for each in use.above(4):
        made = call(each)
        if (
            made is not None
            and made.receiver is not None
            and unwrapped(made.receiver).start == use.start
            and unwrapped(made.receiver).end == use.end
        ):
            if made.name.replace("_", "").lower() in _PUTS and len(made.arguments) == 2:
                return _put(made, scope) or Unknown("computed")
            if made.name.lower() in (
                "putall",
                "update",
                "remove",
                "clear",
                "merge",
                "pop",
                "addall",
                "delete",
                "putjson",
            ):
                return Unknown("computed")
            return None
        set_ = assignment(each)
        if set_ is not None and set_.key.start <= use.start < set_.key.end and not is_plain_name(set_.key):
            children = set_.key.children
            if member(set_.key) is not None and scope.language in ("javascript", "typescript", "tsx"):
                name = member(set_.key)
                assert name is not None
                return _key_at(name[1], set_.key.end - len(name[1]), set_.key.end, set_.value, scope)
            if len(children) < 2:
                return Unknown("computed")
            at = children[-1]
            while at.type not in STRINGS and at.children:
                at = at.children[0]
            return _pair_key(KeyValue(at, set_.value), scope) or Unknown("computed")
        if made is not None and any(
            argument.node.start <= use.start < argument.node.end for argument in made.arguments
        ):
            name_ = made.name.replace("_", "").lower()
            whole = any(
                unwrapped(argument.node).start == use.start and unwrapped(argument.node).end == use.end
                for argument in made.arguments
            )
            return Unknown("computed") if whole and name_ not in _DUMPS and not _HARMLESS.search(made.name) else None
    return None


def _key_at(name: str, start: int, end: int, value: CodeNode, scope: Scope) -> Key:
    """A key with its value."""
    value = unwrapped(value)
    kind: ValueKind = "expression"
    text = ""
    low, high = value.start, value.end
    if value.type in _NUMBERS:
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
