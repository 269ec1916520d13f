"""Requests: what is set on one object, in a map, in a chain of calls, in arguments, or on a variable of a function."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.fold import fold
from smslint.documents.code.parts import (
    INDEXED,
    MAPS,
    STRINGS,
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
from smslint.documents.code.scope import Scope
from smslint.documents.code.source_tree import CodeNode, descendants

PARAM: Final = lazy_pattern(r"template_?param(?:_?json)?(?!\w)", 2)
_KEYED: Final = frozenset({
    "put", "set", "add", "append", "putqueryparameter", "addqueryparam", "addqueryparameter", "addqueryparameters",
    "setqueryparam", "putbodyparameter", "addbodyparam", "addbodyparams", "setqueryparameter", "addparameter",
    "putparam", "addparam", "queryparam", "putqueryparam", "setparameter", "putifabsent", "addproperty", "setvalue",
})  # fmt: skip
_HEADS: Final = ("set", "with", "put")
OWN: Final = ("this", "self", "super", "base")


def plain_field(name: str) -> str:
    """A name of a field whatever its spelling: `setTemplateParam` and `template_param` are templateparam."""
    found = name.replace("_", "").replace("-", "").lower()
    head = next((each for each in _HEADS if found.startswith(each) and len(found) > len(each)), "")
    return found[len(head) :]


class RequestField(NamedTuple):
    """A field of a request and its value."""

    name: str
    value: CodeNode
    node: CodeNode


class Holder(NamedTuple):
    """What a field is set on: a map, the arguments of a call, or a variable in a function."""

    node: CodeNode | None
    variable: str = ""
    function: CodeNode | None = None


class Requests:
    """The requests of one file; functions are read once."""

    def __init__(self, root: CodeNode, scope: Scope) -> None:
        self.root = root
        self.scope = scope
        self._uses: dict[int, dict[str, list[RequestField]]] = {}

    def field_at(self, leaf: CodeNode, wanted: Collection[str]) -> tuple[RequestField, Holder] | None:
        """The field that a name is the key of, if it is one of those wanted, and what it is set on."""
        node = leaf
        for each in (leaf, *leaf.above(2)):
            if each.type in STRINGS:
                node = each
        if node.type in STRINGS:
            folded = fold(node, self.scope)
            if folded is None or not folded.is_whole or plain_field(folded.text) not in wanted:
                return None
        elif not is_plain_name(node) or plain_field(node.source) not in wanted:
            return None
        name = plain_field(name_of(node))
        if node.type == "shorthand_property_identifier" and node.parent is not None:
            return RequestField(name, node, node), Holder(node.parent)
        for around in node.above(5):
            made = call(around)
            if made is not None:
                return self._called(made, node, name)
            kv = pair(around)
            if kv is not None and kv.key.start <= node.start < kv.key.end and around.parent is not None:
                if around.type == "tuple":
                    inside = next((each for each in around.above(4) if call(each)), around.parent)
                    made = call(inside)
                    if made is not None and made.receiver is not None and plain_field(made.name) in ("append", "add"):
                        return RequestField(name, kv.value, around), Holder(
                            None, name_of(made.receiver), function_around(around)
                        )
                holder = around.parent
                if around.type == "keyword_argument":
                    holder = next((each for each in around.above(3) if call(each)), holder)
                elif around.type == "infix_expression":
                    holder = next((each for each in around.above(4) if call(each)), holder)
                return RequestField(name, kv.value, around), Holder(holder)
            set_ = assignment(around)
            if set_ is not None and set_.key.start <= node.start < set_.key.end:
                if is_plain_name(set_.key):
                    lambda_ = next((each for each in around.above(3) if each.type == "lambda_literal"), None)
                    if lambda_ is None or around.type != "assignment":
                        return None
                    outer = next((each for each in lambda_.above(3) if call(each)), None)
                    return (RequestField(name, set_.value, around), Holder(outer)) if outer is not None else None
                receiver = set_.key.children[0] if set_.key.children else None
                if receiver is None or name_of(receiver) in OWN:
                    return None
                return RequestField(name, set_.value, around), Holder(None, name_of(receiver), function_around(around))
        return None

    def _called(self, made: Call, node: CodeNode, name: str) -> tuple[RequestField, Holder] | None:
        """A field that a call sets: a setter, `put` with its name, or an argument with its name."""
        if node.type not in STRINGS and plain_field(made.name) == name and len(made.arguments) == 1:
            value = made.arguments[0].node
        elif node.type in STRINGS and made.name.replace("_", "").lower() in _KEYED and len(made.arguments) == 2:
            if made.arguments[0].node.start != node.start:
                return None
            value = made.arguments[1].node
        else:
            for each in made.arguments:
                if each.name and plain_field(each.name) == name and each.node.start > node.start:
                    return RequestField(name, each.node, made.node), Holder(made.node)
            return None
        receiver = unwrapped(made.receiver) if made.receiver is not None else None
        if receiver is None or name_of(receiver) in OWN or receiver.type in ("this", "super"):
            lambda_ = next((each for each in made.node.above(4) if each.type == "lambda_literal"), None)
            outer = next((each for each in lambda_.above(3) if call(each)), None) if lambda_ is not None else None
            if outer is None or receiver is not None:
                return None
            return RequestField(name, value, made.node), Holder(outer)
        if is_plain_name(receiver):
            return RequestField(name, value, made.node), Holder(None, name_of(receiver), function_around(made.node))
        top = made.node
        for outer_node in made.node.above(40):
            outer_call = call(outer_node)
            if (
                outer_call is not None
                and outer_call.receiver is not None
                and outer_call.receiver.start <= top.start
                and outer_call.receiver.end >= top.end
            ):
                top = outer_node
            elif call(outer_node) is not None or assignment(outer_node) is not None:
                break
        return RequestField(name, value, made.node), Holder(top)

    def fields(self, holder: Holder) -> list[RequestField]:
        """All fields of what a field is set on."""
        if holder.node is not None:
            found = list(self.of_expression(holder.node))
            around = next((set_ for each in holder.node.above(6) if (set_ := assignment(each))), None)
            function = function_around(holder.node)
            if around is not None and is_plain_name(around.key) and function is not None:
                known = {each.node.start for each in found}
                found += [
                    each for each in self.of_variable(name_of(around.key), function) if each.node.start not in known
                ]
            return found
        return self.of_variable(holder.variable, holder.function or self.root)

    def of_variable(self, name: str, function: CodeNode) -> list[RequestField]:
        """The fields that are set on a variable in a function, and those that it begins with."""
        uses = self._uses.get(function.start)
        if uses is None:
            uses = self._uses[function.start] = {}
            for node in descendants(function):
                self._use(node, uses)
        return uses.get(name, [])

    def _use(self, node: CodeNode, uses: dict[str, list[RequestField]]) -> None:
        made = call(node)
        if made is not None and made.receiver is not None:
            root: CodeNode | None = unwrapped(made.receiver)
            for _ in range(40):  # the variable at the start of a chain
                inner = call(root) if root is not None else None
                if inner is None or inner.receiver is None:
                    break
                root = unwrapped(inner.receiver)
            if root is not None and is_plain_name(root):
                field = _field_of_call(made, self.scope)
                if field is not None:
                    uses.setdefault(name_of(root), []).append(field)
            return
        set_ = assignment(node)
        if set_ is None:
            return
        if is_plain_name(set_.key):
            uses.setdefault(name_of(set_.key), []).extend(self.of_expression(set_.value))
            return
        found = member(set_.key)
        if found is not None and found[0] is not None:
            uses.setdefault(name_of(found[0]), []).append(RequestField(plain_field(found[1]), set_.value, node))
        elif set_.key.type in INDEXED and len(set_.key.children) > 1:
            key = fold(_string_in(set_.key.children[-1]), self.scope)
            if key is not None and key.is_whole:
                field = RequestField(plain_field(key.text), set_.value, node)
                uses.setdefault(name_of(set_.key.children[0]), []).append(field)

    def of_expression(self, node: CodeNode, depth: int = 0) -> Iterator[RequestField]:
        """The fields of a map, of a chain of calls, of what is made with arguments or an initializer."""
        node = unwrapped(node)
        if depth > 6:
            return
        if node.type in MAPS or node.type in ("list", "array"):
            for each in node.children:
                kv = pair(each)
                if kv is not None:
                    key = fold(kv.key, self.scope) if kv.key.type in STRINGS else None
                    yield RequestField(plain_field(key.text if key is not None else name_of(kv.key)), kv.value, each)
                elif each.type == "shorthand_property_identifier":
                    yield RequestField(plain_field(each.source), each, each)
                elif each.type in ("tuple", "array", "list"):
                    yield from self.of_expression(each, depth + 1)
            return
        if node.type == "composite_literal" and (body := node.field("body")) is not None:
            yield from self.of_expression(body, depth + 1)
            return
        made = call(node)
        while made is not None:
            for argument in made.arguments:
                if argument.name:
                    yield RequestField(plain_field(argument.name), argument.node, made.node)
                elif (kv := pair(argument.node)) is not None:
                    key = fold(kv.key, self.scope)
                    if key is not None and key.is_whole:
                        yield RequestField(plain_field(key.text), kv.value, argument.node)
                elif argument.node.type in MAPS:
                    yield from self.of_expression(argument.node, depth + 1)
            field = _field_of_call(made, self.scope)
            if field is not None:
                yield field
            for child in made.node.children:
                if child.type in MAPS:
                    yield from self.of_expression(child, depth + 1)
                elif child.type in ("annotated_lambda", "lambda_literal"):
                    yield from self._of_lambda(child)
            inner = made.receiver
            made = call(unwrapped(inner)) if inner is not None else None

    def _of_lambda(self, node: CodeNode) -> Iterator[RequestField]:
        """`apply { templateParam = … }` of Kotlin."""
        for each in descendants(node, 2000):
            set_, made = assignment(each), call(each)
            if set_ is not None:
                found = member(set_.key)
                yield RequestField(plain_field(found[1] if found else name_of(set_.key)), set_.value, each)
            elif made is not None and made.receiver is None and len(made.arguments) == 1:
                yield RequestField(plain_field(made.name), made.arguments[0].node, each)


def _string_in(node: CodeNode) -> CodeNode:
    """The string that a subscript holds, below the wrappers of its grammar."""
    while node.type not in STRINGS and node.children:
        node = node.children[0]
    return node


def _field_of_call(made: Call, scope: Scope) -> RequestField | None:
    """The field that a call sets, by its name or by that in its first argument."""
    arguments = made.arguments
    if len(arguments) == 2 and not arguments[0].name:
        if made.name.replace("_", "").lower() in _KEYED:
            key = fold(arguments[0].node, scope) if unwrapped(arguments[0].node).type in STRINGS else None
            if key is not None and key.is_whole:
                return RequestField(plain_field(key.text), arguments[1].node, made.node)
        return None
    if len(arguments) == 1:
        kv = pair(arguments[0].node)
        if kv is not None and plain_field(made.name) in ("append", "add"):
            key = fold(kv.key, scope)
            return RequestField(plain_field(key.text), kv.value, made.node) if key is not None else None
        return RequestField(plain_field(made.name), arguments[0].node, made.node)
    return None
