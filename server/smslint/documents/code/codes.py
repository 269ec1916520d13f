"""Where the code of a template comes from: a literal, a constant, a setting, a default, or several of these."""

from __future__ import annotations

from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.fold import fold
from smslint.documents.code.literals import CODE_LITERAL
from smslint.documents.code.parts import (
    FUNCTIONS,
    INDEXED,
    STRINGS,
    call,
    class_around,
    default_of,
    function_around,
    is_plain_name,
    member,
    name_of,
    parameters,
    unwrapped,
)
from smslint.documents.code.scope import Scope, returned, slot
from smslint.documents.code.site import CodeReason, CodeReference
from smslint.documents.code.source_tree import CodeNode, descendants

_ENVIRONMENT: Final = frozenset({
    "getenv", "env", "Getenv", "GetEnvironmentVariable", "GetString", "getProperty", "config", "getRequiredProperty",
    "GetValue", "LookupEnv", "getString", "environ", "String",
})  # fmt: skip
_GETTER: Final = lazy_pattern(r"(?:get|Get)([A-Z]\w*)")
_PLACEHOLDER: Final = lazy_pattern(r"[\$#]\{([^}:]{1,200})(?::([^}]{0,200}))?\}")
_VALUE: Final = (
    r"@(?:[a-z]{1,9}:)?Value\(\s*\"\\?\$\{([^}\":]{1,200})(?::([^}\"]{0,200}))?\}\"\s*\)"
    r"[\w\s<>?.@]{0,120}?\b%s\b"
)
_CHOICES: Final = frozenset({
    "ternary_expression", "conditional_expression", "switch_expression", "when_expression", "if_expression",
    "match_expression", "elvis_expression",
})  # fmt: skip
_OR: Final = frozenset({"||", "??", "?:", "or"})
_CODE_FIELDS: Final = ("code", "value", "Value", "Code", "templateCode")
_DEEPEST: Final = 8


def codes_of(node: CodeNode, scope: Scope, depth: int = 0) -> tuple[tuple[CodeReference, ...], CodeReason]:
    """The codes that an expression may be, and why none is known."""
    node = unwrapped(node)
    if depth > _DEEPEST:
        return (), "computed"
    if node.type in STRINGS:
        folded = fold(node, scope)
        text = folded.text.strip() if folded is not None else ""
        return ((CodeReference("literal", text),), "") if CODE_LITERAL.fullmatch(text) else _placeholder(text)
    if node.type in FUNCTIONS:
        found = [each for value in returned(node) for each in codes_of(value, scope, depth + 1)[0]]
        return (tuple(dict.fromkeys(found)), "") if found else ((), "computed")
    if node.type in _CHOICES:
        found = [each for part in _parts(node) for each in codes_of(part, scope, depth + 1)[0]]
        return (tuple(dict.fromkeys(found)), "") if found else ((), "computed")
    either = _either(node, scope, depth)
    if either is not None:
        return either
    made = call(node)
    if made is not None:
        return _of_call(made.name, [each.node for each in made.arguments], made.receiver, scope, depth)
    if node.type in INDEXED:
        strings = (each for child in node.children[1:] for each in (child, *descendants(child, 20)))
        key = next((fold(each, scope) for each in strings if each.type in STRINGS), None)
        if key is not None and key.is_whole:
            return (CodeReference("config", key.text),), ""
        return (), "computed"
    if is_plain_name(node):
        return _of_name(node, scope, depth)
    found_member = member(node)
    if found_member is not None:
        return _of_member(node, *found_member, scope, depth)
    return (), "computed"


def _placeholder(text: str) -> tuple[tuple[CodeReference, ...], CodeReason]:
    found = _PLACEHOLDER.fullmatch(text)
    return ((CodeReference("config", found[1]),), "") if found else ((), "computed")


def _parts(node: CodeNode) -> list[CodeNode]:
    """The values among which an expression chooses."""
    if node.type in ("switch_expression", "when_expression", "match_expression"):
        entries = [each for each in node.children if each.children and each.type not in ("when_subject", "identifier")]
        return [each for child in entries for each in _last(child)]
    parts = node.children
    if node.type == "conditional_expression" and len(parts) == 3 and " if " in node.source:  # of Python
        parts = [parts[0], parts[2]]
    elif len(parts) == 3:
        parts = parts[1:]
    return [each for part in parts for each in _last(part)]


def _last(node: CodeNode) -> list[CodeNode]:
    """The strings and names that a branch ends with."""
    found: list[CodeNode] = []
    stack, most = [node], 200
    while stack and most:
        most -= 1
        each = stack.pop()
        if each.type in STRINGS or (not each.children and is_plain_name(each)) or member(each) is not None:
            found.append(each)
        else:
            stack += each.children[-1:] if "case" not in each.type and "block" not in each.type else each.children
    return found


def _either(node: CodeNode, scope: Scope, depth: int) -> tuple[tuple[CodeReference, ...], CodeReason] | None:
    """`process.env.X || "SMS_1"`: the setting, and its default."""
    if len(node.children) != 2 or node.type not in ("binary_expression", "boolean_operator", "elvis_expression"):
        return None
    operator = node.text[node.children[0].end : node.children[1].start].strip()
    if operator not in _OR:
        return None
    first, second = (codes_of(each, scope, depth + 1)[0] for each in node.children)
    default = tuple(CodeReference("default", each.value) for each in second if each.kind == "literal")
    return (*first, *default), "" if first or default else "computed"


def _of_call(
    name: str, arguments: list[CodeNode], receiver: CodeNode | None, scope: Scope, depth: int
) -> tuple[tuple[CodeReference, ...], CodeReason]:
    if len(arguments) == 1 and name in ("String", "of", "valueOf", "trim", "str", "Ptr"):
        return codes_of(arguments[0], scope, depth + 1)
    environment = name in _ENVIRONMENT or (name == "get" and receiver is not None and "env" in receiver.source.lower())
    if environment and arguments:
        key = fold(arguments[0], scope)
        if key is None or not key.is_whole:
            return (), "computed"
        default = codes_of(arguments[1], scope, depth + 1)[0] if len(arguments) > 1 else ()
        found = [CodeReference("default", each.value) for each in default if each.kind == "literal"]
        return (CodeReference("config", key.text), *found), ""
    getter = _GETTER.fullmatch(name)
    if getter is not None and not arguments:
        receiver = unwrapped(receiver) if receiver is not None else None
        if receiver is not None and (found_member := member(receiver)):  # SmsEnum.LOGIN.getCode()
            return (CodeReference("constant", f"{name_of(found_member[0])}.{found_member[1]}"),), ""
        if receiver is not None and is_plain_name(receiver):
            if receiver.source.isupper():  # LOGIN.getCode()
                return (CodeReference("constant", _in_class(receiver)),), ""
            if scope.parameter(receiver) is not None:
                return (), "pass-through"
        return (CodeReference("config", getter[1]),), ""
    return (), "computed"


def _of_name(node: CodeNode, scope: Scope, depth: int) -> tuple[tuple[CodeReference, ...], CodeReason]:
    name, function = name_of(node), function_around(node)
    while function is not None:
        settings = [each for each in scope.settings(name, function) if each.node.start < node.start]
        if settings:
            found = [each for one in settings for each in codes_of(one.value, scope, depth + 1)[0]]
            return (tuple(dict.fromkeys(found)), "") if found else ((), "computed")
        for each, declared in parameters(function):
            if each == name:
                default = default_of(declared)
                values = codes_of(default, scope, depth + 1)[0] if default is not None else ()
                found = [CodeReference("default", value.value) for value in values if value.kind == "literal"]
                return tuple(found), "" if found else "pass-through"
        function = function_around(function)
    value = scope.value_of(node)
    if value is not None:
        return codes_of(value, scope, depth + 1)
    if slot(node, scope) is not None:
        return (), "pass-through"
    return _injected(name, scope) or ((CodeReference("constant", name),), "")


def _of_member(
    node: CodeNode, of: CodeNode | None, name: str, scope: Scope, depth: int
) -> tuple[tuple[CodeReference, ...], CodeReason]:
    inner_of = member(of) if of is not None else None
    owner = inner_of[1] if inner_of is not None else name_of(of)
    if node.source.replace("?", "").startswith(("process.env.", "import.meta.env.")):
        return (CodeReference("config", name),), ""
    own = owner in ("this", "self", "static", "cls")
    value = scope.constant(name, node) if own else scope.constant(name, of=owner)
    if value is not None:
        return codes_of(value, scope, depth + 1)
    if of is not None and is_plain_name(of):
        if of.source.isupper() and name in _CODE_FIELDS:  # LOGIN.code
            return (CodeReference("constant", _in_class(of)),), ""
        given = slot(node, scope)
        if given is not None and "constructor" not in given.function.type:
            return (), "pass-through"
    if own:
        return _injected(name, scope) or ((CodeReference("constant", name),), "")
    if of is not None and (inner := member(unwrapped(of))) is not None and name in _CODE_FIELDS:
        return (CodeReference("constant", f"{name_of(inner[0])}.{inner[1]}"),), ""
    return (CodeReference("constant", f"{owner}.{name}"),), ""


def _in_class(node: CodeNode) -> str:
    """A name with that of the class that it is used in."""
    around = class_around(node)
    return f"{name_of(around.field('name'))}.{node.source}" if around is not None else node.source


def _injected(name: str, scope: Scope) -> tuple[tuple[CodeReference, ...], CodeReason] | None:
    """A field that Spring fills from the settings."""
    if "Value" not in scope.root.text:
        return None
    import re

    found = re.search(_VALUE % re.escape(name), scope.root.text)
    if found is None:
        return None
    default = (CodeReference("default", found[2]),) if found[2] and CODE_LITERAL.fullmatch(found[2]) else ()
    return (CodeReference("config", found[1]), *default), ""
