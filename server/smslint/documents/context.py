"""What stands under the cursor: told from the text around it, since a document being typed can rarely be parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from smslint.core.place import Place

Part = Literal["key", "value", "none"]
_PREFIX: Final = re.compile(r"[A-Za-z0-9_\-\u4e00-\u9fff]*\Z")


@dataclass(frozen=True, slots=True)
class Context:
    """The field at an offset.

    `place` is the field on whose key or value the cursor stands; for a key being typed it is the mapping that will hold it. `offset` is the
    cursor's offset in the decoded value. `prefix` is what is typed of the word before the cursor, `start` to `end` the range that a completion
    replaces, in the document's text. `keys` are those that the innermost mapping has, `variables` the declared names of the template.
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


def prefix_of(text: str) -> str:
    """The word that ends where a text ends."""
    found = _PREFIX.search(text)
    return found[0] if found else ""
