"""What a fix does to a template: a closed set of changes that every document format can write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from smslint.core.place import Place
from smslint.dataclass import dataclass
from smslint.messages import Bilingual

Safety = Literal["safe", "unsafe"]


@dataclass(frozen=True, slots=True)
class ReplaceText:
    """Replace the code points `start` to `end` of a field's decoded value with `text`."""

    place: Place
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Declare:
    """Declare a variable; a document that cannot hold an example leaves it out."""

    name: str
    attribute: str
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Undeclare:
    """Remove a variable's declaration with all that belongs to it."""

    name: str


@dataclass(frozen=True, slots=True)
class RenameVariable:
    """Rename a variable everywhere: content, declaration, redirection."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class SetField:
    """Give a field a value; None removes it. A missing field is added where its format puts it."""

    place: Place
    value: str | int | bool | None


@dataclass(frozen=True, slots=True)
class EditSource:
    """Replace the code points `start` to `end` of the source with `text`, whatever that means for its fields.

    The offsets count like those of a span at `SOURCE`.
    """

    start: int
    end: int
    text: str


def replaced(text: str, changes: Iterable[ReplaceText]) -> str:
    """A text after replacements; if two overlap, the later one is left out."""
    parts, at = [], 0
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        if change.start >= at:
            parts += [text[at : change.start], change.text]
            at = change.end
    return "".join([*parts, text[at:]])


Change: TypeAlias = ReplaceText | Declare | Undeclare | RenameVariable | SetField | EditSource


@dataclass(frozen=True, slots=True)
class Fix:
    """A title, how far it can be trusted, and the changes that make it.

    Safe: the result has no error that the original did not have or hide behind a broken placeholder.
    """

    title: Bilingual
    safety: Safety
    changes: tuple[Change, ...]
