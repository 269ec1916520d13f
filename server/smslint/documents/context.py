"""What stands under the cursor: told from the text around it, since a document being typed can rarely be parsed."""

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
"""It starts where a name does, since a search that could start within one takes time that grows by its square."""


@dataclass(frozen=True, slots=True)
class Context:
    """The field at an offset.

    `place` is the field on whose value the cursor stands; for a key it is the mapping that holds or will hold it.
    `offset` is the cursor's offset in the decoded `value`. `prefix` is what is typed before the cursor: of the
    content the last word, else all of the key or value; `start` to `end` is the range of the document's text that
    a completion replaces. `keys` are those that the innermost mapping has, `variables` the declared names of the
    template.
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
