"""The place of an offset in JSON by its brackets, for text that cannot be parsed or where nothing stands yet."""

from __future__ import annotations

from dataclasses import field
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass
from smslint.documents.context import Context, key_context, no_context, value_context
from smslint.documents.places import place_of
from smslint.documents.schemas import Schema

_TOKEN: Final = lazy_pattern(r'"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"?|[\[\]{}:,]|[^\s\[\]{}:,"]+')


@dataclass(slots=True)
class _Level:
    """An open bracket: of a mapping the key that was read last, of a list the number of the element."""

    mapping: bool
    key: str | None = None
    number: int = 0
    value: bool = False
    keys: list[str] = field(default_factory=list)


def context(text: str, start: int, end: int, schema: Schema, offset: int) -> Context:
    """The context of an offset within a template's JSON, between `start` and `end`."""
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
    if not levels:
        return no_context(offset)
    level = levels[-1]
    path = tuple(each.number if not each.mapping else each.key or "" for each in levels[:-1])
    low, word = token if token is not None else (offset, "")
    quote = 1 if word.startswith('"') else 0
    inner = word[quote:].removesuffix('"') if quote else word
    typed = inner[: max(offset - low - quote, 0)]
    first, last = low + quote, low + quote + len(inner)
    if level.mapping and not level.value:
        known = tuple(level.keys)
        return key_context(place_of(path, schema), typed, first, last, known)
    here = (*path, level.key or "" if level.mapping else level.number)
    return value_context(place_of(here, schema), inner, len(typed), (first, last, offset))


def _step(levels: list[_Level], word: str) -> None:
    """Take in a token."""
    if word in ("{", "["):
        levels.append(_Level(word == "{"))
        return
    if word in ("}", "]"):
        if levels:
            levels.pop()
        return
    if not levels:
        return
    level = levels[-1]
    if word == ",":
        level.value = False
        level.number += 1
    elif word == ":":
        level.value = True
    elif level.mapping and not level.value and word[0] == '"':
        level.key = word.strip('"')
        level.keys.append(level.key)
