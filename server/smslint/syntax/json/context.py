"""The key or value at an offset of JSON, by its brackets."""

from __future__ import annotations

from dataclasses import field
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass
from smslint.syntax.context import SyntaxContext, in_key, in_value

_TOKEN: Final = lazy_pattern(r'"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"?|[\[\]{}:,]|[^\s\[\]{}:,"]+')


@dataclass(slots=True)
class _Level:
    """An open bracket. `key` is the last key of a mapping, `number` the current element of a list; `ended` says that a
    key or a value is complete, so that only a colon, a comma or a bracket can follow."""

    mapping: bool
    key: str | None = None
    number: int = 0
    value: bool = False
    ended: bool = False
    keys: list[str] = field(default_factory=list)


def json_context(text: str, start: int, end: int, offset: int) -> SyntaxContext | None:
    """The context at an offset of the JSON between `start` and `end`; None before its first bracket, and between a
    complete key or value and what must follow."""
    levels: list[_Level] = []
    token: tuple[int, str] | None = None
    for found in _TOKEN.finditer(text, start, max(end, offset)):
        word = found[0]
        closed = len(word) > 1 and word[0] == '"' == word[-1] and not word.endswith('\\"')
        inside = found.start() < offset < found.end() or (
            offset == found.end() and not closed and word[0] not in "[]{}:,"
        )
        if inside and word[0] not in "[]{}:,":
            token = (found.start(), word)
            break
        if found.end() > offset:
            break
        _step(levels, word)
    if not levels or (token is None and levels[-1].ended):
        return None
    level = levels[-1]
    path = tuple(each.number if not each.mapping else each.key or "" for each in levels[:-1])
    low, word = token if token is not None else (offset, "")
    quote = 1 if word.startswith('"') else 0
    inner = word[quote:].removesuffix('"') if quote else word
    typed = inner[: max(offset - low - quote, 0)]
    first, last = low + quote, low + quote + len(inner)
    if level.mapping and not level.value:
        return in_key(path, typed, first, last, tuple(level.keys))
    here = (*path, level.key or "" if level.mapping else level.number)
    return in_value(here, inner, len(typed), first, last, offset)


def _step(levels: list[_Level], word: str) -> None:
    """Update the open brackets with a token."""
    if word in ("{", "["):
        levels.append(_Level(word == "{"))
        return
    if word in ("}", "]"):
        if levels:
            levels.pop()
        if levels:
            levels[-1].ended = True
        return
    if not levels:
        return
    level = levels[-1]
    level.ended = word not in (",", ":")
    if word == ",":
        level.value = False
        level.number += 1
    elif word == ":":
        level.value = True
    elif level.mapping and not level.value and word[0] == '"':
        level.key = word.strip('"')
        level.keys.append(level.key)
