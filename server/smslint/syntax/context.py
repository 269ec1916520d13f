"""The key or value at an offset of a text, by a scan of what is before it: text being typed can rarely be parsed."""

from __future__ import annotations

from typing import Literal

from smslint.dataclass import dataclass
from smslint.syntax.tree import KeyPath


@dataclass(frozen=True, slots=True)
class SyntaxContext:
    """The key or value at an offset, which may not exist yet.

    `path` leads to the value, or to the mapping that holds the key. `text` is the value, or what of the key is before
    the cursor; `offset` counts in it. `start` to `end` is the source that a completion replaces, and `at` is the
    cursor in the source. `keys` are those of the mapping that holds the key.
    """

    path: KeyPath
    part: Literal["key", "value"]
    text: str
    offset: int
    start: int
    end: int
    at: int
    keys: tuple[str, ...] = ()


def in_key(path: KeyPath, typed: str, start: int, end: int, keys: tuple[str, ...] = ()) -> SyntaxContext:
    """The context in a key that exists or is being typed."""
    return SyntaxContext(path, "key", typed, len(typed), start, end, start + len(typed), keys)


def in_value(path: KeyPath, value: str, offset: int, start: int, end: int, at: int) -> SyntaxContext:
    """The context in a value."""
    return SyntaxContext(path, "value", value, offset, start, end, at)
