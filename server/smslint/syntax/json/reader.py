"""A JSON reader that keeps places and continues after an error, since a document is broken most of the time while it
is typed."""

from __future__ import annotations

from collections.abc import Mapping
from json import JSONDecodeError, decoder
from typing import Any, Final

from smslint.core.patterns import lazy_pattern
from smslint.messages import Bilingual
from smslint.messages import documents as messages
from smslint.syntax.tree import MappingNode, Node, Pair, Scalar, SequenceNode, SyntaxIssue

DEPTH: Final = 64
_scan_string: Final[Any] = getattr(decoder, "scanstring")  # noqa: B009 - typeshed does not list it
_BLANK: Final = lazy_pattern(r"[ \t\n\r\ufeff]*")
_NUMBER: Final = lazy_pattern(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![0-9A-Za-z_.+-])")
_WORD: Final = lazy_pattern(r"[^\s,:\[\]{}\"]+")
_OPEN_STRING: Final = lazy_pattern(r'"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+\\?')
_CONSTANTS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}
SURROGATE: Final = lazy_pattern("[\ud800-\udfff]")


class JsonReader:
    """Reads one value at a time. `issues` are in source order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.issues: list[SyntaxIssue] = []
        self.key = ""

    def blank(self, at: int) -> int:
        """The offset after blanks."""
        found = _BLANK.match(self.text, at)
        return found.end() if found else at

    def document(self) -> Node | None:
        """The only value of the text."""
        at = self.blank(0)
        node, at = self.value(at, 0)
        at = self.blank(at)
        if at < len(self.text) and not self.issues:
            self.expected(messages.THE_END, at)
        return node

    def expected(self, what: Bilingual, at: int) -> None:
        """Report what is missing at an offset."""
        fault = _expected(what, self.text, at)
        if at >= len(self.text):
            at = max(len(self.text.rstrip()) - 1, 0)
        end = min(at + 1, len(self.text))
        self.issues.append(SyntaxIssue("unreadable", messages.JSON_SYNTAX.fill(fault=fault), at, end))

    def value(self, at: int, depth: int) -> tuple[Node | None, int]:
        """The value at an offset, and the offset after it."""
        character = self.text[at : at + 1]
        if character == '"':
            return self.string(at)
        if character in ("{", "["):
            if depth >= DEPTH:
                self.issues.append(SyntaxIssue("unreadable", messages.TOO_DEEP.fill(limit=DEPTH), at, at + 1))
                return None, len(self.text)
            return self.mapping(at, depth) if character == "{" else self.sequence(at, depth)
        return self.bare(at)

    def bare(self, at: int) -> tuple[Node | None, int]:
        """A number or a constant; any other word is reported and skipped."""
        found = _NUMBER.match(self.text, at)
        if found is not None:
            word = found[0]
            whole = word.lstrip("-").isdigit()
            number = int(word) if whole and len(word) < 4000 else float(word)
            return Scalar(at, found.end(), number, "bare"), found.end()
        found = _WORD.match(self.text, at)
        if found is None or found[0] not in _CONSTANTS:
            self.expected(messages.A_VALUE, at)
            return None, found.end() if found else at
        return Scalar(at, found.end(), _CONSTANTS[found[0]], "bare"), found.end()

    def string(self, at: int) -> tuple[Scalar, int]:
        """A string; an open one ends with its line."""
        try:
            value, end = _scan_string(self.text, at + 1, False)
        except JSONDecodeError as error:
            found = _OPEN_STRING.match(self.text, at)
            end = found.end() if found else at + 1
            fault = messages.JSON_SYNTAX.fill(fault=_string_fault(error))
            self.issues.append(SyntaxIssue("unreadable", fault, min(error.pos, end), end))
            if self.text[end : end + 1] == '"':
                end += 1
            return Scalar(at, end, self.text[at + 1 : end].rstrip('"'), "open"), end
        if SURROGATE.search(value):
            value = SURROGATE.sub("\ufffd", value)
            self.issues.append(SyntaxIssue("invalid", messages.LONE_SURROGATE, at, end, self.key))
        return Scalar(at, end, value, "string"), end

    def mapping(self, at: int, depth: int) -> tuple[MappingNode, int]:
        """An object."""
        node = MappingNode(at, at + 1, True)
        at = self.blank(at + 1)
        while at < len(self.text) and self.text[at] != "}":
            if self.text[at] != '"':
                self.expected(messages.A_KEY, at)
                break
            key, at = self.string(at)
            at = self.blank(at)
            if self.text[at : at + 1] != ":":
                self.expected(messages.A_COLON, at)
                node.pairs.append(Pair(key, Scalar(at, at, None, "missing")))
                if self.text[at : at + 1] != ",":
                    break
            else:
                before = self.blank(at + 1)
                self.key = str(key.value)
                value, at = self.value(before, depth + 1)
                node.pairs.append(Pair(key, value if value is not None else Scalar(before, at, None, "missing")))
                if isinstance(value, Scalar) and value.style == "open" and self.text[at : at + 1] in "\r\n":
                    at = self.blank(at)
                    if self.text[at : at + 1] == '"':
                        continue
            at, more = self.separator(at, "}")
            if not more:
                break
        node.end = at = at + 1 if self.text[at : at + 1] == "}" else at
        if self.text[at - 1 : at] != "}" and not self.issues:
            self.expected(messages.A_COMMA, at)
        return node, at

    def sequence(self, at: int, depth: int) -> tuple[SequenceNode, int]:
        """An array."""
        node = SequenceNode(at, at + 1, True)
        at = self.blank(at + 1)
        while at < len(self.text) and self.text[at] != "]":
            value, after = self.value(at, depth + 1)
            if value is not None:
                node.items.append(value)
            elif after == at:
                break
            at, more = self.separator(after, "]")
            if not more:
                break
        node.end = at = at + 1 if self.text[at : at + 1] == "]" else at
        if self.text[at - 1 : at] != "]" and not self.issues:
            self.expected(messages.A_COMMA, at)
        return node, at

    def separator(self, at: int, closing: str) -> tuple[int, bool]:
        """The offset after a comma, and whether the collection goes on."""
        at = self.blank(at)
        if self.text[at : at + 1] == ",":
            at = self.blank(at + 1)
            if self.text[at : at + 1] == closing:
                self.expected(messages.A_KEY if closing == "}" else messages.A_VALUE, at)
            return at, True
        if self.text[at : at + 1] != closing:
            self.expected(messages.A_COMMA, at)
            return at, self.text[at : at + 1] == '"'
        return at, False


_EXPECTED: Final[Mapping[str, Bilingual]] = {
    "Expecting property name": messages.A_KEY,
    "Illegal trailing comma": messages.A_KEY,
    "Expecting ':'": messages.A_COLON,
    "Expecting ','": messages.A_COMMA,
    "Expecting value": messages.A_VALUE,
    "Extra data": messages.THE_END,
}
"""What a message of the decoder says is missing."""


def decoding_fault(error: ValueError | RecursionError) -> Bilingual:
    """Why and where the decoder refused a text, in the words of a person."""
    if not isinstance(error, JSONDecodeError):
        return messages.TOO_DEEP.fill(limit=DEPTH) if isinstance(error, RecursionError) else messages.JSON_ESCAPE
    what = next((each for start, each in _EXPECTED.items() if error.msg.startswith(start)), None)
    reason = _string_fault(error) if what is None else _expected(what, error.doc, error.pos)
    return messages.JSON_AT.fill(reason=reason, position=error.pos + 1)


def _string_fault(error: JSONDecodeError) -> Bilingual:
    return messages.JSON_OPEN_STRING if error.msg.startswith("Unterminated") else messages.JSON_ESCAPE


def _expected(what: Bilingual, text: str, at: int) -> Bilingual:
    """What is missing at an offset, and the likely cause."""
    found = text[at : at + 1]
    cause = messages.JSON_CAUSES.get(found, messages.NO_CAUSE)
    if what is messages.A_COMMA and (found.isalnum() or found == "_"):
        cause = messages.JSON_UNESCAPED
    elif found in ("}", "]"):
        before = next((each for each in map(text.__getitem__, range(at - 1, -1, -1)) if not each.isspace()), "")
        cause = messages.JSON_COMMA if before == "," else messages.NO_CAUSE
    return messages.JSON_EXPECTED_HERE.fill(what=what, cause=cause)


def read_json(text: str) -> tuple[Node | None, list[SyntaxIssue]]:
    """The tree of a JSON text, as far as it can be read, and its issues."""
    reader = JsonReader(text)
    node = reader.document()
    if node is not None:
        _duplicates(node, reader.issues)
    return node, reader.issues


def _duplicates(node: Node, issues: list[SyntaxIssue]) -> None:
    if isinstance(node, SequenceNode):
        for item in node.items:
            _duplicates(item, issues)
    elif isinstance(node, MappingNode):
        seen: set[object] = set()
        for pair in node.pairs:
            key = pair.key
            if key.value in seen:
                issues.append(SyntaxIssue("invalid", messages.DUPLICATE, key.start, key.end, str(key.value)))
            seen.add(key.value)
            _duplicates(pair.value, issues)
