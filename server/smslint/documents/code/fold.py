"""String expressions as texts with holes: concatenation, interpolation and format verbs in all languages.

A hole stands for what is known only when the program runs. Each character knows where it stands in the source.
"""

from __future__ import annotations

import re
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.literals import JOINED, content_range, decode_content, is_joinable
from smslint.documents.code.parts import (
    COMMENTS,
    STRINGS,
    Call,
    call,
    is_address,
    is_plain_name,
    member,
    name_of,
    unwrapped,
)
from smslint.documents.code.scope import Scope
from smslint.documents.code.source_tree import CodeNode

HOLE: Final = "\ufffc"
"""What stands for a value in a text."""
_LONGEST: Final = 20_000
_DEEPEST: Final = 12
_MOST_OPERANDS: Final = 500
_BINARY: Final = frozenset({"binary_expression", "additive_expression", "binary_operator"})
JOINS: Final = _BINARY | {"concatenated_string", "parenthesized_expression"}
"""The expressions that may join strings."""
_INTERPOLATIONS: Final = frozenset({
    "interpolation", "template_substitution", "variable_name", "member_access_expression", "subscript_expression",
    "dynamic_variable_name", "interpolated_identifier", "interpolated_expression",
})  # fmt: skip
_KOTLIN_NAME: Final = lazy_pattern(r"\$[A-Za-z_]\w*")
_BRACES: Final = lazy_pattern(r"\{\{|\}\}")
_PERCENT: Final = lazy_pattern(r"%(?:%|(?:\d+\$)?[-+0 #,]*\d*(?:\.\d+)?[a-zA-Z])|%\(\w+\)[a-z]")
_NUMBERED: Final = lazy_pattern(r"\{\{|\}\}|\{\w*(?:[:!.\[][^{}]*)?\}")
_FORMATS: Final = frozenset({"format", "formatted", "sprintf", "Sprintf", "Format", "vsprintf"})
_PREFIX: Final = lazy_pattern(r"[A-Za-z@$]*")


class Folded:
    """A text with holes. `starts` and `ends` are the source ranges of its characters."""

    __slots__ = ("ends", "holes", "starts", "text")

    def __init__(self) -> None:
        self.text = ""
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.holes: dict[int, CodeNode] = {}

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left open."""
        return not self.holes

    def hole(self, node: CodeNode, start: int | None = None, end: int | None = None) -> None:
        """Append a hole."""
        self.holes[len(self.text)] = node
        self.text += HOLE
        self.starts.append(node.start if start is None else start)
        self.ends.append(node.end if end is None else end)

    def literal(self, style: str, text: str, low: int, high: int) -> None:
        """Append a part of the content of a string."""
        value, found = decode_content(style, text, low, high)
        for number, each in enumerate(value[:_LONGEST]):
            start, end = found.range(number, number + 1)
            self.text += " " if each == HOLE else each
            self.starts.append(start)
            self.ends.append(end)

    def extend(self, other: Folded, low: int = 0, high: int | None = None) -> None:
        """Append a part of another one."""
        high = len(other.text) if high is None else high
        base = len(self.text) - low
        self.text += other.text[low:high]
        self.starts += other.starts[low:high]
        self.ends += other.ends[low:high]
        self.holes |= {at + base: node for at, node in other.holes.items() if low <= at < high}

    def range(self, low: int, high: int) -> tuple[int, int]:
        """The source range of some characters."""
        if low >= high or low >= len(self.starts):
            at = self.ends[-1] if self.ends else 0
            return at, at
        return min(self.starts[low:high]), max(self.ends[low:high])


def style_of(node: CodeNode, language: str) -> str:
    """The rules of a string literal."""
    source = node.source
    prefix = _PREFIX.match(source)
    head, quote = (prefix[0].lower(), source[len(prefix[0]) :][:3]) if prefix else ("", source[:3])
    if node.type in ("heredoc", "nowdoc"):
        return "heredoc" if node.type == "heredoc" else "raw"
    if language == "java":
        return "block" if quote == '"""' else "c"
    if language == "kotlin":
        return "kotlin-raw" if quote == '"""' else "kotlin"
    if language == "php":
        return "php-double" if quote[:1] == '"' else "php-single"
    if language in ("javascript", "typescript", "tsx"):
        return {"`": "js-template", "'": "c-single"}.get(quote[:1], "c")
    if language == "python":
        return "python-raw" if "r" in head else "python-format" if "f" in head else "python"
    if language == "go":
        return "raw" if quote[:1] == "`" else "c"
    if language == "csharp":
        if quote == '"""':
            return "raw-block"
        if node.type == "interpolated_string_expression":
            return "interpolated"
        return "verbatim" if "@" in head else "c"
    return "c"


def _joins(node: CodeNode) -> bool:
    """Whether an expression joins what it consists of, and does nothing else with it."""
    return node.type not in _BINARY or (len(_operands(node)) == 2 and _operator(node) in ("+", "."))


def _operands(node: CodeNode) -> list[CodeNode]:
    return [each for each in node.children if each.type not in COMMENTS]


def _operator(node: CodeNode) -> str:
    """The operator between two operands; only its first character if a comment stands there, too."""
    first, second = _operands(node)
    between = node.text[first.end : second.start].strip()
    return between[:1] if len(node.children) > 2 else between


def joined_style(node: CodeNode, language: str) -> str | None:
    """The style of strings that the language joins, if all of them are of one that can be read so."""
    styles: set[str] = set()
    nodes = [node]
    while nodes:
        each = unwrapped(nodes.pop())
        if each.type in STRINGS:
            styles.add(style_of(each, language))
        elif each.type in JOINS and each.children and _joins(each):
            nodes += [child for child in each.children if child.type not in COMMENTS]
        else:
            return None
        if len(nodes) > _MOST_OPERANDS:
            return None
    style = styles.pop() if len(styles) == 1 else ""
    return JOINED + style if is_joinable(style) else None


def fold(node: CodeNode, scope: Scope, depth: int = 0) -> Folded | None:
    """A string expression as a text with holes; None if it is none."""
    node = unwrapped(node)
    if depth > _DEEPEST or node.end - node.start > _LONGEST:
        return None
    if node.type in STRINGS:
        return _literal(node, scope)
    if node.type == "concatenated_string":
        return _joined([each for each in node.children if each.type not in COMMENTS], scope, depth)
    if node.type in _BINARY:
        return _binary(node, scope, depth)
    made = call(node)
    if made is not None:
        return _call(made, scope, depth)
    value = _value(node, scope)
    return fold(value, scope, depth + 1) if value is not None else None


def _value(node: CodeNode, scope: Scope) -> CodeNode | None:
    """What a name or a member of the same file stands for."""
    if is_plain_name(node):
        return scope.value_of(node)
    found = member(node)
    if found is None:
        return None
    of = name_of(found[0])
    if of in ("this", "self", "static", "cls"):
        return scope.constant(found[1], node)
    return scope.constant(found[1], of=of)


def _literal(node: CodeNode, scope: Scope) -> Folded:
    made, text = Folded(), node.text
    style = style_of(node, scope.language)
    low, high = content_range(text, node.start, node.end, style)
    if node.type in ("heredoc", "nowdoc"):
        body = node.field("value")
        low, high = (body.start, body.end) if body is not None else (low, high)
        inner = body.children if body is not None else []
    else:
        inner = node.children
    for each in inner:
        if each.type in _INTERPOLATIONS and low <= each.start < high:
            _plain(made, style, text, low, each.start)
            start, end = each.start, each.end
            if text[start - 1 : start] == "{" and scope.language == "php":
                made.text, made.starts, made.ends = made.text[:-1], made.starts[:-1], made.ends[:-1]
                end += text[end : end + 1] == "}"
            made.hole(each.children[0] if each.children else each, start, end)
            low = end
    _plain(made, style, text, low, high)
    return made


def _plain(made: Folded, style: str, text: str, low: int, high: int) -> None:
    """The text between interpolations, with doubled braces as one."""
    pattern = _KOTLIN_NAME if style.startswith("kotlin") else _BRACES
    if style in ("kotlin", "kotlin-raw", "python-format", "interpolated"):
        for found in pattern.finditer(text, low, high):
            start = found.start()
            if style == "kotlin" and text[start - 1 : start] == "\\":
                continue
            made.literal(style, text, low, start)
            if pattern is _BRACES:
                made.literal("raw", text, start, start + 1)
                made.ends[-1] = found.end()
            else:
                made.text += HOLE
                made.starts.append(start)
                made.ends.append(found.end())
            low = found.end()
    made.literal(style, text, low, high)


def _joined(nodes: list[CodeNode], scope: Scope, depth: int) -> Folded:
    made = Folded()
    for each in nodes:
        found = fold(each, scope, depth + 1)
        if found is None:
            made.hole(each)
        else:
            made.extend(found)
    return made


def _binary(node: CodeNode, scope: Scope, depth: int) -> Folded | None:
    """A concatenation: left-deep chains are followed in a loop. `%` of Python fills verbs."""
    operands: list[CodeNode] = []
    while node.type in _BINARY and len(both := _operands(node)) == 2:
        operator = _operator(node)
        if operator == "%" and scope.language == "python" and not operands:
            return _filled(fold(both[0], scope, depth + 1), _PERCENT, node)
        if operator not in ("+", "."):
            return None
        operands.append(both[1])
        node = unwrapped(both[0])
        if len(operands) > _MOST_OPERANDS:
            return None
    operands.append(node)
    made = _joined(operands[::-1], scope, depth)
    return made if len(made.holes) < len(operands) or made.text.strip(HOLE) else None


def _call(made: Call, scope: Scope, depth: int) -> Folded | None:
    if is_address(made) or (made.name in ("String", "str", "valueOf", "trimIndent") and len(made.arguments) == 1):
        return fold(made.arguments[0].node, scope, depth + 1)
    if made.name in ("trimIndent", "trim", "trimMargin", "toString", "build") and made.receiver is not None:
        return fold(made.receiver, scope, depth + 1)
    if made.name in _FORMATS:
        on_text = made.receiver is not None and unwrapped(made.receiver).type in STRINGS
        pattern = made.receiver if on_text else made.arguments[0].node if made.arguments else None
        if pattern is None:
            return None
        found = fold(pattern, scope, depth + 1)
        numbered = scope.language in ("python", "csharp") or (
            made.receiver is not None and name_of(made.receiver) in ("MessageFormat", "StrUtil")
        )
        return _filled(found, _NUMBERED if numbered else _PERCENT, made.node)
    if made.name in ("replace", "Replace", "ReplaceAll") and made.receiver is not None and len(made.arguments) > 1:
        found, old = fold(made.receiver, scope, depth + 1), fold(made.arguments[0].node, scope, depth + 1)
        if found is not None and old is not None and old.is_whole and old.text:
            return _filled(found, re.compile(re.escape(old.text)), made.arguments[1].node)
    return None


def _filled(found: Folded | None, verbs: re.Pattern[str], node: CodeNode) -> Folded | None:
    """A format with its verbs as holes."""
    if found is None:
        return None
    made, low = Folded(), 0
    for verb in verbs.finditer(found.text):
        made.extend(found, low, verb.start())
        if verb[0] in ("%%", "{{", "}}"):
            made.extend(found, verb.start(), verb.start() + 1)
        else:
            made.hole(node, *found.range(*verb.span()))
        low = verb.end()
    made.extend(found, low)
    return made
