"""What names mean in one file: variables of functions, and constants of classes and of the file."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final, NamedTuple

from smslint.documents.code.flow import always, reaching
from smslint.documents.code.parts import (
    CLASSES,
    DECLARATIONS,
    FUNCTIONS,
    assignment,
    call,
    class_around,
    function_around,
    is_plain_name,
    member,
    name_of,
    pair,
    parameters,
)
from smslint.documents.code.source_tree import CodeNode, descendants, leaf_at

_MOST_NODES: Final = 40_000
_MOST_USES: Final = 2000
_BODIES: Final = frozenset({
    "block", "statement_block", "compound_statement", "function_body", "arrow_expression_clause", "lambda_literal",
})  # fmt: skip


class Setting(NamedTuple):
    """A value that a name is given, and the statement that does it."""

    value: CodeNode
    node: CodeNode


class Scope:
    """The names of one file, read function by function as they are asked for."""

    def __init__(self, root: CodeNode, language: str) -> None:
        self.root = root
        self.language = language
        self._variables: dict[int, dict[str, list[Setting]]] = {}
        self._constants: dict[str, list[CodeNode]] | None = None
        self._functions: dict[str, list[CodeNode]] = {}

    def settings(self, name: str, function: CodeNode) -> list[Setting]:
        """The values that a variable of a function is given, in the order of the text."""
        found = self._variables.get(function.start)
        if found is None:
            found = self._variables[function.start] = {}
            for node in descendants(function, _MOST_NODES):
                set_ = assignment(node)
                if set_ is not None and is_plain_name(set_.key):
                    around = function_around(node)
                    if around is not None and around.start != function.start and self._is_own(node):
                        continue
                    found.setdefault(name_of(set_.key), []).append(Setting(set_.value, node))
        return found.get(name, [])

    def _is_own(self, node: CodeNode) -> bool:
        """Whether what is set in a function within another one is a variable of its own."""
        declares = node.type in DECLARATIONS and node.type not in ("assignment", "assignment_expression")
        return declares or self.language in ("python", "php")

    def reaching(self, name: str, function: CodeNode, use: CodeNode) -> list[Setting]:
        """What a variable of a function can be where it is used, of what it is given before."""
        return reaching([(each.node, each) for each in self.settings(name, function)], use)

    def functions(self, name: str) -> list[CodeNode]:
        """The functions of the file that have a name."""
        known = self._functions.get(name)
        if known is None:  # it stands where its name does: to look at every node took four times as long as the rest
            found: dict[int, CodeNode] = {}
            uses = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", self.root.text) if name else ()
            for use in islice(uses, _MOST_USES):
                for around in leaf_at(self.root, use.start()).above(3):
                    set_ = assignment(around)
                    node = set_.value if set_ is not None else around
                    if node.type in FUNCTIONS and function_name(node) == name:
                        found[node.start] = node
            known = self._functions[name] = [found[at] for at in sorted(found)]
        return known

    def value_of(self, node: CodeNode) -> CodeNode | None:
        """The only value of a name where it is used: that of a variable, of a constant or of a field."""
        name, function = name_of(node), function_around(node)
        while function is not None:
            if self.settings(name, function):
                found = self.reaching(name, function, node)
                return found[0].value if len(found) == 1 and always([found[0].node], node) else None
            if any(each == name for each, _ in parameters(function)):
                return None
            function = function_around(function)
        return self.constant(name, class_around(node))

    def constant(self, name: str, around: CodeNode | None = None, of: str | None = None) -> CodeNode | None:
        """The value of a constant or a field of the file: in a class, of a class with a name, or the only one."""
        if self._constants is None:
            self._constants = {}
            self._collect(self._constants)
        found = self._constants.get(name, [])
        if of is not None:
            found = [each for each in found if class_name(each) == of]
        elif len(found) > 1 and around is not None:
            found = [each for each in found if around.start <= each.start < around.end] or found
        return found[0] if len(found) == 1 else None

    def constants(self) -> dict[str, list[CodeNode]]:
        """All constants and fields outside of functions, with their values."""
        self.constant("")
        assert self._constants is not None
        return self._constants

    def _collect(self, found: dict[str, list[CodeNode]]) -> None:
        stack, most = list(self.root.children), _MOST_NODES
        while stack and most:
            most -= 1
            node = stack.pop()
            set_, is_field = assignment(node), False
            inner = member(set_.key) if set_ is not None else None
            if inner is not None:
                is_field = function_around(node) is None or name_of(inner[0]) in ("this", "self")
            elif set_ is not None and is_plain_name(set_.key):
                is_field = function_around(node) is None
            elif (kv := pair(node)) is not None and node.type != "keyword_argument" and function_around(node) is None:
                found.setdefault(name_of(kv.key), []).append(kv.value)
            if set_ is not None and is_field:
                found.setdefault(inner[1] if inner is not None else name_of(set_.key), []).append(set_.value)
            if node.type not in FUNCTIONS or (source := node.source).find("this") >= 0 or source.find("self") >= 0:
                stack += node.children  # what a function sets elsewhere is no field

    def parameter(self, node: CodeNode) -> tuple[CodeNode, int] | None:
        """The function that a name is a parameter of, and the number of the parameter from 0."""
        name, function = name_of(node), function_around(node)
        while function is not None:
            for number, (each, _) in enumerate(parameters(function)):
                if each == name:
                    return function, number
            function = function_around(function)
        return None


class Slot(NamedTuple):
    """A parameter of a function, by its number from 0, or a field of one; `node` is where it is used."""

    number: int
    key: str
    node: CodeNode
    function: CodeNode


def slot(node: CodeNode, scope: Scope) -> Slot | None:
    """The parameter, or the field of one, that an expression is: `params`, `options.params`, `dto.getParams()`."""
    if is_plain_name(node):
        found = scope.parameter(node)
        if found is not None:
            return Slot(found[1], "", node, found[0])
        function = function_around(node)
        while function is not None:
            for number, (name, declared) in enumerate(parameters(function)):
                for each in descendants(declared, 200) if not name else ():
                    if each.type == "pair_pattern" and each.children and name_of(each.children[-1]) == name_of(node):
                        return Slot(number, name_of(each.children[0]), node, function)
                    if each.type == "shorthand_property_identifier_pattern" and name_of(each) == name_of(node):
                        return Slot(number, name_of(each), node, function)
            function = function_around(function)
        return None
    made, inner = call(node), member(node)
    if made is not None and made.receiver is not None and not made.arguments and made.name.startswith("get"):
        inner = made.receiver, made.name[3:]
    if inner is None or inner[0] is None or not is_plain_name(inner[0]):
        return None
    found = scope.parameter(inner[0])
    return Slot(found[1], inner[1], node, found[0]) if found is not None else None


def class_name(node: CodeNode) -> str | None:
    """The name of the class around a value, or of the object or variable that holds it as one of its pairs."""
    is_pair = False
    for each in node.above():
        if each.type in CLASSES and each.type != "companion_object":
            return name_of(each.field("name"))
        if (kv := pair(each)) is not None:
            if is_pair:
                return name_of(kv.key)
            is_pair = True
        elif is_pair and (set_ := assignment(each)) is not None:
            return name_of(set_.key)
    return None


def function_name(function: CodeNode | None) -> str:
    """The name of a function, or of the variable or field that it is the value of; empty if it has none."""
    if function is None:
        return ""
    named = function.field("name")
    if named is None and function.parent is not None and (set_ := assignment(function.parent)) is not None:
        named = set_.key if is_plain_name(set_.key) and set_.value.start == function.start else None
    if named is None and function.type == "function_declaration":  # of Kotlin
        named = next((each for each in function.children if is_plain_name(each)), None)
    return name_of(named)


def returned(function: CodeNode) -> list[CodeNode]:
    """The values that a function returns."""
    body = function.field("body") or (function.children[-1] if function.children else None)
    if body is None:
        return []
    if body.type not in _BODIES:
        return [body]  # x => value
    found: list[CodeNode] = []
    for each in descendants(body, _MOST_NODES):
        if each.type in ("return_statement", "return_expression") and each.children:
            inner = function_around(each)
            if inner is not None and inner.start == function.start:
                found.append(each.children[-1])
    if (
        not found
        and len(body.children) == 1
        and (body.type in ("arrow_expression_clause", "lambda_literal") or body.source.startswith("="))
    ):
        found = [body.children[0]]
    return found
