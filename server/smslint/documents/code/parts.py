"""What all languages share: calls, pairs, members, functions. Grammars give these things different names."""

from __future__ import annotations

from typing import Final, NamedTuple

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.source_tree import CodeNode

STRINGS: Final = frozenset({
    "string_literal", "string", "template_string", "encapsed_string", "heredoc", "nowdoc", "interpreted_string_literal",
    "raw_string_literal", "verbatim_string_literal", "interpolated_string_expression", "multiline_string_literal",
})  # fmt: skip
CALLS: Final = frozenset({
    "method_invocation", "call_expression", "call", "invocation_expression", "member_call_expression",
    "nullsafe_member_call_expression", "function_call_expression", "scoped_call_expression", "annotation",
    "object_creation_expression", "new_expression",
})  # fmt: skip
NEW: Final = frozenset({"object_creation_expression", "new_expression"})
ARGUMENTS: Final = frozenset({"argument_list", "arguments", "value_arguments", "annotation_argument_list"})
MEMBERS: Final = frozenset({
    "field_access", "navigation_expression", "member_expression", "attribute", "selector_expression",
    "member_access_expression", "class_constant_access_expression", "nullsafe_member_access_expression",
    "scoped_property_access_expression",
})  # fmt: skip
INDEXED: Final = frozenset({"subscript_expression", "subscript", "index_expression", "element_access_expression"})
PAIRS: Final = frozenset({"pair", "array_element_initializer", "keyed_element", "keyword_argument"})
MAPS: Final = frozenset({
    "object", "dictionary", "array_creation_expression", "literal_value", "initializer_expression",
    "anonymous_object_creation_expression", "array_initializer",
})  # fmt: skip
ASSIGNMENTS: Final = frozenset({"assignment_expression", "assignment", "assignment_statement"})
DECLARATIONS: Final = frozenset({
    "variable_declarator", "property_declaration", "const_spec", "var_spec", "const_element", "property_element",
    "public_field_definition", "field_definition", "short_var_declaration", "enum_assignment", "assignment",
    "assignment_expression",
})  # fmt: skip
FUNCTIONS: Final = frozenset({
    "method_declaration", "function_declaration", "function_definition", "method_definition", "arrow_function",
    "lambda_expression", "constructor_declaration", "func_literal", "function_expression", "function",
    "anonymous_function_creation_expression", "anonymous_function", "local_function_statement", "secondary_constructor",
})  # fmt: skip
CLASSES: Final = frozenset({
    "class_declaration", "object_declaration", "class_definition", "interface_declaration", "enum_declaration",
    "struct_declaration", "record_declaration", "companion_object", "class",
})  # fmt: skip
BRANCHES: Final = frozenset({
    "if_statement", "if_expression", "for_statement", "while_statement", "do_statement", "conditional_expression",
    "ternary_expression", "enhanced_for_statement", "for_in_statement", "foreach_statement", "for_each_statement",
    "catch_clause", "catch_block", "except_clause", "elif_clause", "else_if_clause", "else_clause",
    "do_while_statement", "list_comprehension",
})  # fmt: skip
SWITCHES: Final = frozenset({
    "switch_statement", "switch_expression", "when_expression", "match_statement", "match_expression",
    "expression_switch_statement", "type_switch_statement",
})  # fmt: skip
CASES: Final = frozenset({
    "switch_block_statement_group", "switch_rule", "case_statement", "default_statement", "expression_case",
    "default_case", "type_case", "switch_section", "switch_case", "switch_default", "when_entry", "case_clause",
    "switch_expression_arm", "match_conditional_expression", "match_default_expression",
})  # fmt: skip
COMMENTS: Final = frozenset({"comment", "line_comment", "block_comment", "multiline_comment"})
_NAMES: Final = frozenset({
    "identifier", "name", "variable_name", "property_identifier", "field_identifier", "type_identifier",
    "shorthand_property_identifier", "simple_identifier", "private_property_identifier",
})  # fmt: skip
_WRAPPERS: Final = frozenset({
    "parenthesized_expression", "argument", "value_argument", "literal_element", "expression_list", "cast_expression",
    "as_expression", "satisfies_expression", "non_null_expression", "await_expression", "unary_expression",
    "reference_expression", "await", "awaitable_expression", "spread_expression",
})  # fmt: skip
_WITH_CONDITION: Final = frozenset({
    "if_statement", "if_expression", "elif_clause", "else_if_clause", "conditional_expression", "ternary_expression",
})  # fmt: skip
_ADDRESS: Final = frozenset({"tea", "String", "Ptr", "ptr", "to", "pointer"})
_TRIMMED: Final = lazy_pattern(r"[^\w$]")


class Argument(NamedTuple):
    """An argument of a call, with its name if it is given one."""

    node: CodeNode
    name: str | None = None


class Call(NamedTuple):
    """A call: what it is called on, the name of what is called, and its arguments."""

    node: CodeNode
    receiver: CodeNode | None
    name: str
    arguments: list[Argument]


class KeyValue(NamedTuple):
    """A key and its value in a map, an object or a dict."""

    key: CodeNode
    value: CodeNode


def unwrapped(node: CodeNode) -> CodeNode:
    """An expression without parentheses, casts and the wrappers of grammars."""
    for _ in range(20):
        if node.type not in _WRAPPERS or not node.children:
            break
        if node.type in ("expression_list", "argument", "value_argument") and len(node.children) > 2:
            break
        node = node.children[-1] if node.type != "as_expression" else node.children[0]
    return node


def name_of(node: CodeNode | None) -> str:
    """A name without the marks of its language: `$code` and `"code"` are code."""
    return "" if node is None else _TRIMMED.sub("", node.source).lstrip("$")


def member(node: CodeNode) -> tuple[CodeNode | None, str] | None:
    """What a member is of, and its name: `request.templateCode`, `$this->code`, `Sms::LOGIN`."""
    if node.type not in MEMBERS or not node.children:
        return None
    last = node.field("field", "property", "attribute", "name") or node.children[-1]
    first = node.field("object", "operand", "expression", "scope") or node.children[0]
    return (first if first is not last else None), name_of(last)


def call(node: CodeNode) -> Call | None:
    """A node as a call; None if it is none."""
    if node.type not in CALLS:
        return None
    listed = node.field("arguments")
    if listed is None or listed.type not in ARGUMENTS:
        listed = next((each for each in node.children if each.type in ARGUMENTS), None)
    arguments = [argument(each) for each in listed.children if each.type not in COMMENTS] if listed is not None else []
    if node.type in NEW:
        made = node.field("type", "constructor") or next(
            (each for each in node.children if each.type not in ARGUMENTS), None
        )
        return Call(node, None, name_of(_last_name(made)), arguments)
    named = node.field("name")
    if named is not None:  # Java, methods of PHP
        return Call(node, node.field("object", "scope"), name_of(named), arguments)
    function = node.field("function") or (node.children[0] if node.children else None)
    if function is None or function is listed:
        return None
    if function.type == "call_expression" and node.type == "call_expression":  # f(a) { … } in Kotlin
        inner = call(function)
        return inner and Call(node, inner.receiver, inner.name, inner.arguments)
    found = member(function)
    if found is not None:
        return Call(node, found[0], found[1], arguments)
    return Call(node, None, name_of(_last_name(function)), arguments)


def _last_name(node: CodeNode | None) -> CodeNode | None:
    """The last name of a qualified or generic type."""
    for _ in range(10):
        if node is None or not node.children or node.type in _NAMES:
            break
        generic = "generic" in node.type
        node = node.children[0] if generic else node.children[-1]
    return node


def argument(node: CodeNode) -> Argument:
    """An argument with its name, if it has one."""
    if node.type == "keyword_argument":
        key, value = node.field("name"), node.field("value")
        if key is not None and value is not None:
            return Argument(value, name_of(key))
    if (
        node.type in ("argument", "value_argument", "attribute_argument", "element_value_pair")
        and len(node.children) > 1
    ):
        return Argument(node.children[-1], name_of(node.children[0]))
    return Argument(unwrapped(node))


def pair(node: CodeNode) -> KeyValue | None:
    """A node as a pair of a key and a value; None if it is none."""
    if node.type in PAIRS:
        key, value = node.field("key", "name"), node.field("value")
        if key is None or value is None:
            if len(node.children) < 2:
                return None
            key, value = node.children[0], node.children[-1]
        return KeyValue(unwrapped(key), unwrapped(value))
    if node.type == "infix_expression" and len(node.children) == 3 and node.children[1].source == "to":
        return KeyValue(node.children[0], node.children[2])
    inside = node.parent is not None and node.parent.type in MAPS
    if node.type == "assignment_expression" and inside and len(node.children) > 1:
        key = node.field("left") or node.children[0]
        if key.type in ("element_binding_expression", "implicit_element_access", "bracketed_argument_list"):
            while key.children:
                if key.type in STRINGS:
                    break
                key = key.children[0]
        return KeyValue(key, node.field("right") or node.children[-1])
    if node.type == "initializer_expression" and inside and len(node.children) == 2:
        return KeyValue(node.children[0], node.children[1])
    if node.type == "tuple" and len(node.children) == 2:
        return KeyValue(node.children[0], node.children[1])
    return None


def assignment(node: CodeNode) -> KeyValue | None:
    """What an assignment or declaration sets, and to what; None if the node is none or sets nothing."""
    if node.type not in DECLARATIONS and node.type not in ASSIGNMENTS:
        return None
    left, right = node.field("left", "name", "pattern"), node.field("right", "value", "default_value")
    if left is None and node.children:
        left = next((each for each in node.children if each.type not in ("modifiers", "type_annotation")), None)
        if left is not None and left.type == "variable_declaration":
            left = left.children[0] if left.children else left
    if right is None and node.type == "var_spec":
        return None  # Go: only a type
    if right is None and node.children and node.children[-1] is not left and len(node.children) > 1:
        right = node.children[-1]
    if left is None or right is None or right.type in ("type_annotation", "modifiers", "user_type"):
        return None
    if left.type == "expression_list" and left.children:
        left = left.children[0]
    return KeyValue(left, unwrapped(right))


def function_around(node: CodeNode) -> CodeNode | None:
    """The function that holds a node; None outside of functions."""
    return next((each for each in node.above() if each.type in FUNCTIONS), None)


def class_around(node: CodeNode) -> CodeNode | None:
    """The class or object that holds a node."""
    return next((each for each in node.above() if each.type in CLASSES), None)


def parameters(function: CodeNode) -> list[tuple[str, CodeNode]]:
    """The names of a function's parameters, with their nodes."""
    listed = function.field("parameters", "parameter") or next(
        (each for each in function.children if "parameters" in each.type), None
    )
    if listed is None:
        return []
    if listed.type in _NAMES:
        return [(name_of(listed), listed)]
    found: list[tuple[str, CodeNode]] = []
    is_kotlin = listed.type == "function_value_parameters"  # where defaults follow their parameters
    for each in listed.children:
        if each.type in COMMENTS or each.type in STRINGS or (is_kotlin and each.type != "parameter"):
            continue
        if each.type == "parameter_declaration":  # of Go: a, b string
            found += [(name_of(one), each) for one in each.children[:-1] if one.type in _NAMES]
            continue
        named = each.field("name", "pattern") or (_first_name(each) if each.type not in _NAMES else each)
        if each.type == "object_pattern" or (named is not None and named.type == "object_pattern"):
            found.append(("", each))  # its names are those of fields
        elif named is not None and name_of(named) not in ("self", "cls"):
            found.append((name_of(named), each))
    return found


def _first_name(node: CodeNode) -> CodeNode | None:
    return next((each for each in node.children if each.type in _NAMES), None)


def default_of(parameter: CodeNode) -> CodeNode | None:
    """The default of a parameter."""
    found = parameter.field("value", "default_value")
    if found is not None:
        return found
    if parameter.type == "parameter":  # of Kotlin, where it follows its parameter, and of C#
        if parameter.children and parameter.children[-1].type in STRINGS:
            return parameter.children[-1]
        siblings = parameter.parent.children if parameter.parent is not None else []
        after = siblings[parameter.number + 1 : parameter.number + 2]
        return after[0] if after and after[0].type in STRINGS else None
    return None


def arms_of(branch: CodeNode) -> list[CodeNode]:
    """The parts of a branch, loop or switch that may not run: all but its condition, or the head of the loop."""
    children = [each for each in branch.children if each.type not in COMMENTS]
    if branch.type in SWITCHES:
        inner = (each for child in children for each in (child, *child.children))
        return [each for each in inner if each.type in CASES]
    if branch.type not in _WITH_CONDITION:
        return children[-1:]
    condition = branch.field("condition")
    if condition is not None:
        return [each for each in children if each.start >= condition.end]
    if branch.type == "conditional_expression" and " if " in branch.source:  # of Python
        return children[:1] + children[2:]
    return children[1:]


def is_plain_name(node: CodeNode) -> bool:
    """Whether a node is a plain name."""
    return node.type in _NAMES


def is_address(made: Call) -> bool:
    """Whether a call only makes a pointer of its argument, as `tea.String("…")` of Go."""
    return len(made.arguments) == 1 and made.receiver is not None and made.name in _ADDRESS
