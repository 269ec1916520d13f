"""The keys of a text of JSON with holes."""

from __future__ import annotations

from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.fold import HOLE, Folded
from smslint.documents.code.site import Key, Keys, Unknown, ValueKind

_TOKEN: Final = lazy_pattern(
    r"[ \t\r\n]*(?:([{}\[\]:,])|\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|([^\s{}\[\]:,\"']+))"
)
_NUMBER: Final = lazy_pattern(r"-?\d+(?:\.\d+)?")


def json_keys(folded: Folded) -> Keys | Unknown:
    """The keys of a text of JSON, or of a text that is meant to be: keys in single quotes or without any are read."""
    text, at = folded.text, 0
    tokens: list[tuple[str, str, int, int]] = []
    while found := _TOKEN.match(text, at):
        number = next(each for each in (1, 2, 3, 4) if found[each] is not None)
        kind = {1: found[1], 2: "text", 3: "single", 4: "word"}[number]
        tokens.append((kind, found[number], found.start(number), found.end(number)))
        at = found.end()
    if text[at:].strip() or len(tokens) < 2 or tokens[0][0] != "{" or tokens[-1][0] != "}":
        return Unknown("not-json")
    made: list[Key] = []
    strict, position, last = True, 1, len(tokens) - 1
    while position < last:
        kind, name, low, high = tokens[position]
        if kind not in ("text", "single", "word") or position + 2 > last or tokens[position + 1][0] != ":":
            return Unknown("not-json")
        if HOLE in name:
            return Unknown("computed")
        strict = strict and kind == "text"
        value = tokens[position + 2]
        end = _value_end(tokens, position + 2)
        made.append(
            Key(
                name,
                *folded.range(low, high),
                _kind_of(value),
                value[1] if value[0] != "[" else "",
                *folded.range(value[2], tokens[end - 1][3]),
            )
        )
        strict = strict and value[0] != "single" and not (value[0] == "word" and _kind_of(value) == "text")
        position = end
        if position < last:
            if tokens[position][0] != ",":
                return Unknown("not-json")
            position += 1
    closing = folded.range(tokens[-1][2], tokens[-1][3])[0]
    return Keys(tuple(made), is_json=strict, closing=closing)


def _value_end(tokens: list[tuple[str, str, int, int]], at: int) -> int:
    """The number of the token after a value."""
    depth = 0
    while at < len(tokens) - 1:
        kind = tokens[at][0]
        depth += (kind in "{[") - (kind in "}]") if len(kind) == 1 else 0
        at += 1
        if depth <= 0 and (at >= len(tokens) - 1 or tokens[at][0] in (",", "}")):
            break
    return at


def _kind_of(token: tuple[str, str, int, int]) -> ValueKind:
    kind, text = token[:2]
    if kind == "{":
        return "object"
    if kind == "[":
        return "list"
    if kind != "word":
        return "joined" if HOLE in text else "text"
    if HOLE in text:
        return "hole"
    if _NUMBER.fullmatch(text):
        return "number"
    return {"true": "boolean", "false": "boolean", "null": "null"}.get(text, "text")  # type: ignore[return-value]
