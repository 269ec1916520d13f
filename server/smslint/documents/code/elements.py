"""The keys of the elements of a list: TemplateParamJson of SendBatchSms is an array of objects."""

from __future__ import annotations

from typing import Final

from smslint.documents.code.fold import Folded, fold
from smslint.documents.code.json_text import json_keys
from smslint.documents.code.keys import either_keys, keys_of
from smslint.documents.code.parts import (
    COMMENTS,
    FUNCTIONS,
    INDEXED,
    Call,
    assignment,
    call,
    function_around,
    is_plain_name,
    member,
    name_of,
    pair,
    unwrapped,
)
from smslint.documents.code.scope import Scope, returned
from smslint.documents.code.site import Keys, Unknown
from smslint.documents.code.source_tree import CodeNode, descendants

_LISTS: Final = frozenset({
    "array", "list", "array_creation_expression", "list_literal", "collection_expression", "collection_literal",
    "initializer_expression", "literal_value", "array_initializer", "implicit_array_creation_expression", "tuple",
})  # fmt: skip
_MAKES: Final = frozenset({
    "of", "aslist", "listof", "arrayof", "mutablelistof", "arraylistof", "singletonlist", "newarraylist", "list",
})  # fmt: skip
_MAPS: Final = frozenset({"map", "select", "arraymap", "maptoobj", "maptolist", "collect", "flatmap"})
_ADDS: Final = frozenset({"add", "append", "push", "addlast"})
_DEEPEST: Final = 10


def element_keys(node: CodeNode, scope: Scope, depth: int = 0) -> Keys | Unknown:
    """The keys that all elements of a list have, or why they are not known."""
    node = unwrapped(node)
    if depth > _DEEPEST:
        return Unknown("computed")
    if node.type == "composite_literal" and (body := node.field("body")) is not None:
        node = body
    if node.type == "array_creation_expression":
        node = next((each for each in node.children if each.type in _LISTS), node)
    if node.type in _LISTS:
        all_ = (_element(each) for each in node.children if each.type not in COMMENTS)
        elements = [each for each in all_ if each is not None]
        return either_keys([keys_of(each, scope, depth + 1) for each in elements]) if elements else Unknown("computed")
    if node.type == "list_comprehension" and node.children:
        return keys_of(node.children[0], scope, depth + 1)
    made = call(node)
    if made is not None:
        return _of_call(made, scope, depth)
    if is_plain_name(node):
        return _of_variable(node, scope, depth)
    folded = fold(node, scope)
    if folded is not None and folded.text.strip().startswith("["):
        low, high = folded.text.find("{"), folded.text.find("}") + 1
        part = Folded()
        part.extend(folded, low, high)
        return json_keys(part) if 0 <= low < high else Unknown("computed")
    return Unknown("computed")


def _element(node: CodeNode) -> CodeNode | None:
    """An element of a list; None for a pair of a map."""
    if node.type == "array_element_initializer":
        return unwrapped(node.children[0]) if len(node.children) == 1 else None
    return None if pair(node) is not None else unwrapped(node)


def _of_call(made: Call, scope: Scope, depth: int) -> Keys | Unknown:
    name = made.name.replace("_", "").lower()
    if name in _MAPS:
        for each in (*(one.node for one in made.arguments), *made.node.children):
            function = next((one for one in (each, *each.children) if one.type in (*FUNCTIONS, "lambda_literal")), None)
            if function is not None:
                return either_keys([keys_of(value, scope, depth + 1) for value in returned(function)])
    if name in _MAKES and made.arguments:
        return either_keys([keys_of(each.node, scope, depth + 1) for each in made.arguments])
    target = made.receiver if made.receiver is not None and (not made.arguments or name == "collect") else None
    if target is None or (made.arguments and call(unwrapped(target)) is None):
        target = made.arguments[0].node if made.arguments else target
    return element_keys(target, scope, depth + 1) if target is not None else Unknown("computed")


def _of_variable(node: CodeNode, scope: Scope, depth: int) -> Keys | Unknown:
    """The keys of what a variable begins with and of what is added to it."""
    function = function_around(node)
    if function is None:
        value = scope.value_of(node)
        return element_keys(value, scope, depth + 1) if value is not None else Unknown("computed")
    name = name_of(node)
    added: list[CodeNode] = []
    for use in descendants(function):
        if is_plain_name(use) and name_of(use) == name and use.start < node.start and use.parent is not None:
            value = _added(use)
            added += [] if value is None else [value]
    settings = [each for each in scope.reaching(name, function, node) if not _appends(each.value, name)]
    if not settings and (not added or scope.parameter(node) is not None):
        return Unknown("computed" if added else "pass-through")
    found = [either_keys([keys_of(each, scope, depth + 1)]) for each in added]
    found += [
        element_keys(each.value, scope, depth + 1) for each in settings if not added or not _is_empty(each.value, scope)
    ]
    return either_keys(found)


def _appends(value: CodeNode, name: str) -> bool:
    """Whether a value is `append(list, …)` of Go."""
    made = call(unwrapped(value))
    return (
        made is not None
        and made.name == "append"
        and made.receiver is None
        and bool(made.arguments)
        and (name_of(made.arguments[0].node) == name)
    )


def _added(use: CodeNode) -> CodeNode | None:
    """What a use of a list adds to it; None if it adds nothing."""
    for each in use.above(4):
        made = call(each)
        if made is not None:
            name = made.name.replace("_", "").lower()
            receiver = unwrapped(made.receiver) if made.receiver is not None else None
            if receiver is not None and receiver.start == use.start and receiver.end == use.end:
                found = member(receiver)
                return made.arguments[-1].node if name in _ADDS and made.arguments and found is None else None
            first = unwrapped(made.arguments[0].node) if made.arguments else None
            if name in ("append", "arraypush") and made.receiver is None and first is not None:
                return made.arguments[1].node if first.start == use.start and len(made.arguments) == 2 else None
            return None
        set_ = assignment(each)
        if set_ is not None and set_.key.type in INDEXED and set_.key.start <= use.start < set_.key.end:
            return set_.value if len(set_.key.children) == 1 else None  # $list[] = …
    return None


def _is_empty(value: CodeNode, scope: Scope) -> bool:
    """Whether a value is a new list without elements."""
    value = unwrapped(value)
    if value.type == "assignment_expression" and value.children:  # $a = $b = []
        return _is_empty(value.children[-1], scope)
    if value.type == "composite_literal" and (body := value.field("body")) is not None:
        value = body
    made = call(value)
    if made is not None:
        inner = [each for each in value.children if each.type in _LISTS]
        return not any(each.children for each in inner) and all(call(each.node) is None for each in made.arguments)
    return value.type in _LISTS and not value.children
