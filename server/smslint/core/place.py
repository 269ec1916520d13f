"""Where something is in a template: a field or the source (`Place`), and a range of code points in it (`Span`)."""

from __future__ import annotations

from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """The address of a field: `content`, `name`, `variables.code.attribute`, `redirection[0].value`.

    `path` holds keys and list indexes, so that a variable's name may hold any character.
    """

    path: tuple[str | int, ...]

    def __str__(self) -> str:
        parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path]
        return "".join(parts).removeprefix(".")

    def __truediv__(self, part: str | int) -> Place:
        return Place((*self.path, part))

    @property
    def parent(self) -> Place | None:
        """The field that holds this one; None for the template itself."""
        return Place(self.path[:-1]) if self.path else None


TEMPLATE = Place(())
SOURCE = Place(("",))
"""The source of a template, or of a document: for text that belongs to no field's value. No field has this address."""
CONTENT = Place(("content",))
CODE = Place(("code",))
VARIABLES = Place(("variables",))


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in the decoded value of the field at `place`, or in the source at `SOURCE`.

    The source of a finding in a template is the template's own; of a finding about a document it is the whole text.
    The span of a missing field is (0, 0) at the field's place; documents resolve it to its nearest parent.
    """

    place: Place
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point; an empty span overlaps what it stands in or touches."""
        if self.place != other.place:
            return False
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end
