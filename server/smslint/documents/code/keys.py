"""The keys that a send passes to its template: of a text of JSON, or of a map in the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.flow import always, cannot_reach, holds
from smslint.documents.code.fold import HOLE, Folded, fold
from smslint.documents.code.json_text import json_keys
from smslint.documents.code.key import NUMBERS, anonymous_keys, key_at, pair_key, put_key
from smslint.documents.code.parts import (
    COMMENTS,
    FUNCTIONS,
    MAPS,
    NEW,
    STRINGS,
    Call,
    KeyValue,
    arms_of,
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
from smslint.documents.code.scope import Scope, Slot, class_name, returned, slot
from smslint.documents.code.site import Key, Keys, Unknown
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
_CHANGES: Final = frozenset({
    "putall", "update", "remove", "clear", "merge", "pop", "addall", "delete", "putjson", "removeall", "popitem",
})  # fmt: skip
_MERGES: Final = frozenset({"arraymerge", "assign"})
_SPREADS: Final = frozenset({"spread_element", "dictionary_splat", "variadic_unpacking"})
_CHOICES: Final = frozenset({"ternary_expression", "conditional_expression"})
_DEEPEST: Final = 12


def keys_of(node: CodeNode, scope: Scope, depth: int = 0) -> Keys | Unknown:
    """The keys of a value, or why they are not known."""
    node = unwrapped(node)
    if depth > _DEEPEST:
        return Unknown("computed")
    if node.type in MAPS or node.type in ("composite_literal", "implicit_object_creation_expression"):
        return _of_map(node, scope, depth)
    if node.type in _CHOICES:
        return either_keys([keys_of(each, scope, depth + 1) for each in arms_of(node)])
    if node.type in FUNCTIONS:
        return either_keys([keys_of(each, scope, depth + 1) for each in returned(node)])
    if node.type == "list_comprehension":
        return Unknown("computed")
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
    own = own_function(made, scope)
    if own is not None:
        return _of_function(own, made, scope, depth)
    if name in _MERGES and arguments:
        return _together([keys_of(each.node, scope, depth + 1) for each in arguments])
    if name in _OF and (arguments or made.receiver is not None) and (name != "of" or made.receiver is not None):
        return _of_arguments(made, scope)
    if name in ("dict",) and arguments and all(each.name for each in arguments):
        return Keys(
            tuple(key_at(str(each.name), each.node.start, each.node.start, each.node, scope) for each in arguments)
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
        return Keys(()) if not arguments or arguments[0].node.type in NUMBERS else None
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
    found = [put_key(one, scope) for one in reversed(puts)]
    return Keys(tuple(one for one in found if one)) if all(found) else None


def _of_arguments(made: Call, scope: Scope) -> Keys | Unknown:
    """`Map.of("a", b)`, `mapOf("a" to b)`."""
    found: list[Key | None] = []
    nodes = [each.node for each in made.arguments]
    pairs = [pair(each) for each in nodes]
    if all(pairs):
        found = [pair_key(each, scope) for each in pairs if each is not None]
    elif len(nodes) % 2 == 0:
        found = [pair_key(KeyValue(*nodes[at : at + 2]), scope) for at in range(0, len(nodes), 2)]
    else:
        return Unknown("computed")
    return Keys(tuple(each for each in found if each)) if all(found) else Unknown("computed")


def _of_map(node: CodeNode, scope: Scope, depth: int = 0) -> Keys | Unknown:
    """The keys of a literal map, object, dict or array."""
    if node.type == "composite_literal":
        body = node.field("body")
        return Unknown("computed") if body is None else _of_map(body, scope, depth)
    found: list[Key | None] = []
    if node.type == "anonymous_object_creation_expression":
        return Keys(tuple(anonymous_keys(node, scope)), closing=node.end - 1)
    for each in node.children:
        each_pair = pair(each)
        if each_pair is not None:
            found.append(pair_key(each_pair, scope))
        elif each.type == "shorthand_property_identifier":
            found.append(Key(each.source, each.start, each.end, "expression", "", each.start, each.end))
        elif (inner := _spread(each)) is not None:
            keys = keys_of(inner, scope, depth + 1)
            if isinstance(keys, Unknown):
                return Unknown("computed")
            found += keys.found
        elif each.type not in COMMENTS:
            return Unknown("computed")
    return Keys(tuple(each for each in found if each), closing=node.end - 1) if all(found) else Unknown("computed")


def _spread(node: CodeNode) -> CodeNode | None:
    """The map whose pairs are taken over in another one: `...base`, `**base`; None if it is none."""
    if node.type == "array_element_initializer" and len(node.children) == 1:
        node = node.children[0]
    return node.children[0] if node.type in _SPREADS and node.children else None


def either_keys(found: Sequence[Keys | Unknown]) -> Keys | Unknown:
    """The keys of one of several values: what not all of them have is sent sometimes."""
    known = [each for each in found if isinstance(each, Keys)]
    if len(known) < len(found) or not known:
        return next((each for each in found if isinstance(each, Unknown)), Unknown("computed"))
    keys: dict[str, Key] = {}
    for each in known:
        for key in each.found:
            always_sent = all(any(one.name == key.name and not one.sometimes for one in other.found) for other in known)
            keys.setdefault(key.name, key if always_sent else replace(key, sometimes=True))
    first = known[0]
    is_json, bare = all(each.is_json for each in known), any(each.bare for each in known)
    return Keys(tuple(keys.values()), is_json, bare, first.closing if len(known) == 1 else None)


def _of_initializer(node: CodeNode, scope: Scope) -> Keys | Unknown:
    inner = next((each for each in node.children if each.type in MAPS), None)
    return _of_map(inner, scope) if inner is not None else Unknown("computed")


def _of_block(node: CodeNode, scope: Scope) -> Keys | Unknown:
    """`new HashMap() {{ put("a", b); }}` of Java."""
    found = [
        put_key(made, scope)
        for each in descendants(node)
        if (made := call(each)) and made.name == "put" and len(made.arguments) == 2
    ]
    return Keys(tuple(each for each in found if each)) if found and all(found) else Unknown("computed")


def _of_name(node: CodeNode, scope: Scope, depth: int) -> Keys | Unknown:
    """The keys of a variable: those it begins with, and those that are put into it in the same block."""
    function = function_around(node)
    given = slot(node, scope)
    if given is not None and (given.key or function is None):
        return Unknown("pass-through")
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
    settings = scope.reaching(name, function, node)
    if not settings or not always([each.node for each in settings], node):
        return Unknown("branches")
    start = either_keys([keys_of(each.value, scope, depth + 1) for each in settings])
    if isinstance(start, Unknown):
        return start
    added = additions(node, function, settings[0].node.end, scope, depth)
    if isinstance(added, Unknown):
        return added
    if any(use.start < settings[-1].node.start for use, _ in added):
        return Unknown("branches")
    keys = {each.name: each for each in start.found}
    for _, key in added:
        before = keys.get(key.name)
        certain = (before is not None and not before.sometimes) or always(
            (other for other, one in added if one.name == key.name and not one.sometimes), node
        )
        keys.pop(key.name, None)
        keys[key.name] = key if certain else replace(key, sometimes=True)
    return start._replace(found=tuple(keys.values()))


def additions(
    node: CodeNode, function: CodeNode, start: int, scope: Scope, depth: int = 0
) -> list[tuple[CodeNode, Key]] | Unknown:
    """What a function puts into a map between an offset and a use of it, each with where it does."""
    found: list[tuple[CodeNode, Key]] = []
    name = name_of(node)
    for use in descendants(function):
        if not (start <= use.start < node.start and is_plain_name(use) and name_of(use) == name):
            continue
        if use.parent is not None and is_plain_name(use.parent):
            continue  # the name within a variable of PHP
        if cannot_reach(use, node):
            continue
        keys = _added(use, scope, depth)
        if isinstance(keys, Unknown):
            return keys
        found += [(use, key) for key in keys]
    return found


def own_function(made: Call, scope: Scope) -> CodeNode | None:
    """The function of the same file that a call runs; None if it is not certain which one that is."""
    found = scope.functions(made.name)
    if len(found) != 1:
        return None
    if made.receiver is None or name_of(made.receiver) in ("this", "self", "static", "cls"):
        return found[0]
    return found[0] if name_of(made.receiver) == class_name(found[0]) else None


def _of_function(function: CodeNode, made: Call, scope: Scope, depth: int) -> Keys | Unknown:
    """The keys of what a function of the file returns; what it only passes on is followed to the call."""
    if holds(function, made.node):
        return Unknown("computed")
    found: list[Keys | Unknown] = []
    for value in returned(function)[:20]:
        value = unwrapped(value.children[0]) if value.type == "expression_list" and value.children else value
        keys = keys_of(value, scope, depth + 1)
        if isinstance(keys, Unknown) and keys.reason == "pass-through":
            given = passed_parameter(value, scope)
            if given is not None and not given.key and given.number < len(made.arguments):
                keys = keys_of(made.arguments[given.number].node, scope, depth + 1)
        found.append(keys)
    return either_keys(found)


def passed_parameter(value: CodeNode, scope: Scope) -> Slot | None:
    """The parameter, or the field of one, that a value is, perhaps turned into JSON."""
    node = unwrapped(value)
    for _ in range(4):
        found = slot(node, scope)
        if found is not None:
            return found
        if is_plain_name(node):
            known = scope.value_of(node)
            if known is None:
                return None
            node = unwrapped(known)
            if slot(node, scope) is not None:
                continue
        made = call(node)
        if made is None:
            continue
        if len(made.arguments) >= 1:
            node = unwrapped(made.arguments[0].node)
        elif made.receiver is not None:
            node = unwrapped(made.receiver)
    return None


def _together(found: Sequence[Keys | Unknown]) -> Keys | Unknown:
    """The keys of several maps that are put together."""
    keys: dict[str, Key] = {}
    for each in found:
        if isinstance(each, Unknown):
            return each
        keys |= {key.name: key for key in each.found}
    return Keys(tuple(keys.values()))


def _added(use: CodeNode, scope: Scope, depth: int) -> Sequence[Key] | Unknown:
    """What a use of a map puts into it; unknown if it may put something into it."""
    for each in use.above(4):
        made = call(each)
        if (
            made is not None
            and made.receiver is not None
            and unwrapped(made.receiver).start == use.start
            and unwrapped(made.receiver).end == use.end
        ):
            if made.name.replace("_", "").lower() in _PUTS and len(made.arguments) == 2:
                return _one(put_key(made, scope))
            if made.name.lower() in ("putall", "update") and len(made.arguments) == 1 and not made.arguments[0].name:
                keys = keys_of(made.arguments[0].node, scope, depth + 1)
                return keys if isinstance(keys, Unknown) else keys.found
            return Unknown("computed") if made.name.lower() in _CHANGES else ()
        set_ = assignment(each)
        if set_ is not None and set_.key.start <= use.start < set_.key.end and not is_plain_name(set_.key):
            children = set_.key.children
            if member(set_.key) is not None and scope.language in ("javascript", "typescript", "tsx"):
                name = member(set_.key)
                assert name is not None
                return [key_at(name[1], set_.key.end - len(name[1]), set_.key.end, set_.value, scope)]
            if len(children) < 2:
                return Unknown("computed")
            at = children[-1]
            while at.type not in STRINGS and at.children:
                at = at.children[0]
            return _one(pair_key(KeyValue(at, set_.value), scope))
        if made is not None and any(
            argument.node.start <= use.start < argument.node.end for argument in made.arguments
        ):
            name_ = made.name.replace("_", "").lower()
            whole = any(
                unwrapped(argument.node).start == use.start and unwrapped(argument.node).end == use.end
                for argument in made.arguments
            )
            return Unknown("computed") if whole and name_ not in _DUMPS and not _HARMLESS.search(made.name) else ()
    return ()


def _one(key: Key | None) -> Sequence[Key] | Unknown:
    return Unknown("computed") if key is None else [key]
