"""The field under the cursor. It is found in the text around it, since a document can rarely be parsed while it is
typed."""

from __future__ import annotations

from typing import Final, Literal

from smslint.core.patterns import lazy_pattern
from smslint.core.place import CONTENT, Place
from smslint.dataclass import dataclass
from smslint.documents.places import place_of
from smslint.documents.schemas import Schema
from smslint.syntax.context import SyntaxContext

Part = Literal["key", "value", "none"]
_NAME: Final = r"[A-Za-z0-9_\-\u4e00-\u9fff]"
_PREFIX: Final = lazy_pattern(rf"(?<!{_NAME}){_NAME}*+\Z")
"""The match starts where a name starts: if it could start within a name, the search would take quadratic time."""


@dataclass(frozen=True, slots=True)
class Context:
    """The field at an offset.

    `place` is the field whose value the cursor is in; for a key, it is the mapping that holds or will hold the key.
    `offset` is the cursor's offset in the decoded `value`. `prefix` is the text before the cursor: the last word of the
    content, or all of any other value or key. `start` to `end` is the range of the document's text that a completion
    replaces. `keys` are the keys of the innermost mapping, and `variables` are the names that the template declares.
    """

    entry: int | None
    place: Place
    part: Part
    offset: int
    value: str
    prefix: str
    start: int
    end: int
    keys: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()


def context_of(cursor: SyntaxContext | None, schema: Schema, offset: int) -> Context:
    """The context at an offset whose key or value is known; without one, no field is possible there."""
    if cursor is None:
        return Context(None, Place(()), "none", 0, "", "", offset, offset)
    place = place_of(cursor.path, schema)
    prefix, start, end = cursor.text[: cursor.offset], cursor.start, cursor.end
    if cursor.part == "value" and place == CONTENT:
        found = _PREFIX.search(prefix)
        prefix = found[0] if found else ""
        start, end = cursor.at - len(prefix), cursor.at
    return Context(None, place, cursor.part, cursor.offset, cursor.text, prefix, start, end, cursor.keys)
