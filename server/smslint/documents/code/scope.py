"""What names mean in one file: variables of functions, and constants of classes and of the file."""

from __future__ import annotations

from typing import Final, NamedTuple

from smslint.documents.code.parts import (
    BRANCHES,
    CLASSES,
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
from smslint.documents.code.source_tree import CodeNode, descendants

_MOST_NODES: Final = 40_000


class Setting(NamedTuple):
    """A value that a name is given; `branch` says that this happens only in some cases."""

    value: CodeNode
    node: CodeNode
    branch: bool


class Scope:
    """The names of one file, read function by function as they are asked for."""

    def __init__(self, root: CodeNode, language: str) -> None:
        self.root = root
        self.language = language
        self._variables: dict[int, dict[str, list[Setting]]] = {}
        self._constants: dict[str, list[CodeNode]] | None = None

    def settings(self, name: str, function: CodeNode) -> list[Setting]:
        """The values that a variable of a function is given, in the order of the text."""
        found = self._variables.get(function.start)
        if found is None:
            found = self._variables[function.start] = {}
            for node in descendants(function, _MOST_NODES):
                set_ = assignment(node)
                if set_ is not None and is_plain_name(set_.key):
                    setting = Setting(set_.value, node, in_branch(node, function))
                    found.setdefault(name_of(set_.key), []).append(setting)
        return found.get(name, [])

    def value_of(self, node: CodeNode) -> CodeNode | None:
        """The only value of a name where it is used: that of a variable, of a constant or of a field."""
        name, function = name_of(node), function_around(node)
        while function is not None:
            found = self.settings(name, function)
            if found:
                last = [each for each in found if each.node.start < node.start]
                return found[0].value if len(found) == 1 and last and not found[0].branch else None
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


def in_branch(node: CodeNode, function: CodeNode) -> bool:
    """Whether a statement of a function happens only in some cases, or within a function of its own."""
    for each in node.above():
        if each.start == function.start and each.end == function.end:
            return False
        if each.type in BRANCHES or each.type in FUNCTIONS or each.type == "lambda_literal":
            return not _is_run_once(each)
    return False


def _is_run_once(node: CodeNode) -> bool:
    """Whether a lambda runs where it stands: `apply { … }` in Kotlin."""
    around = next((call(each) for each in node.above(3) if call(each) is not None), None)
    return node.type == "lambda_literal" and around is not None and around.name in ("apply", "also", "with", "run")
