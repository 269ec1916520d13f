"""What a template asks of a table: its variables, each with the verdict on its values, and how messages are counted."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from smslint.core.attribute import Attribute, Reason, ReasonKind, Verdict
from smslint.core.reading import Reading
from smslint.core.segments.shape import Shape
from smslint.core.segments.template import attribute_of, shape_of
from smslint.core.template import MAINLAND
from smslint.core.verdict import first_reason, judge, judge_plain
from smslint.dataclass import dataclass
from smslint.messages import rehearse as messages
from smslint.values.rehearsal.sure import surely_accepted, surely_plain

if TYPE_CHECKING:
    import polars

_CODE: Final = (4, 6)
"""Characters of any value of a verification template."""


@dataclass(frozen=True)
class Slot:
    """A variable of the template; `declared` says whether it has an attribute that exists."""

    name: str
    reading: Reading
    attribute: Attribute | None
    declared: bool

    def judge(self, value: object) -> Verdict:
        """The verdict on a value."""
        reading = self.reading
        if self.attribute is None:
            return judge_plain(value, reading.type)
        return judge(value, self.attribute, reading.catalog, value_length=reading.value_length, suggest=False)

    def first_reason(self, value: object) -> ReasonKind | Reason | None:
        """The first reason of the verdict on a value; None where it is accepted."""
        reading = self.reading
        if self.attribute is None:
            return next(iter(judge_plain(value, reading.type).reasons), None)
        return first_reason(value, self.attribute, reading.catalog, value_length=reading.value_length)

    def sure(self, column: polars.Expr) -> polars.Expr:
        """Whether a column's values are surely accepted."""
        reading = self.reading
        if self.attribute is None:
            return surely_plain(column, reading.type)
        return surely_accepted(column, self.attribute, reading.catalog, reading.value_length)


class Plan:
    """A template, ready for tables."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.slots = tuple(_slot(name, reading) for name in reading.first_uses)

    @cached_property
    def shape(self) -> Shape:
        """How messages are put together."""
        return shape_of(self.reading)

    @cached_property
    def uses(self) -> dict[str, int]:
        """How often each variable stands in a message."""
        return {slot.name: times for slot, times in self.shape.slots.items()}

    def message(self, value: Callable[[str], str]) -> str:
        """The message with these values."""
        return self.shape.message(lambda slot: value(slot.name))


def _slot(name: str, reading: Reading) -> Slot:
    if reading.type not in MAINLAND:
        return Slot(name, reading, None, declared=True)
    attribute = attribute_of(name, reading)
    return Slot(name, reading, attribute or _undeclared(reading), attribute is not None)


def _undeclared(reading: Reading) -> Attribute:
    """What holds for a value of any mainland variable: its length, no link, no unsupported character."""
    low, high = _CODE if reading.type == "verification" else (1, reading.value_length)
    length = {"min": low, "max": high if reading.type == "verification" else "value-length"}
    file = {
        "accepted": "{any}+",
        "layers": ["links", "content"],
        "length": length,
        "allowed": messages.ANY_ALLOWED._asdict(),
    }
    types = frozenset({reading.type})
    return Attribute(
        "", messages.ANY_ATTRIBUTE, types, frozenset(), "current", None, (low, high), {}, file, lexicon=reading.lexicon
    )
