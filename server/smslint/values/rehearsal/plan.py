"""What a template asks of a table: its variables, each with the verdict on its values, and how messages are counted."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from smslint.core.analysis import Analysis
from smslint.core.attribute import Attribute, Reason, ReasonKind, Verdict
from smslint.core.segments.parts import MessageParts
from smslint.core.segments.template import message_parts, valid_attribute
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
    analysis: Analysis
    attribute: Attribute | None
    declared: bool

    def judge(self, value: object) -> Verdict:
        """The verdict on a value."""
        analysis = self.analysis
        if self.attribute is None:
            return judge_plain(value, analysis.type)
        return judge(value, self.attribute, analysis.catalog, value_length=analysis.value_length, suggest=False)

    def first_reason(self, value: object) -> ReasonKind | Reason | None:
        """The first reason of the verdict on a value; None where it is accepted."""
        analysis = self.analysis
        if self.attribute is None:
            return next(iter(judge_plain(value, analysis.type).reasons), None)
        return first_reason(value, self.attribute, analysis.catalog, value_length=analysis.value_length)

    def sure(self, column: polars.Expr) -> polars.Expr:
        """Whether a column's values are surely accepted."""
        analysis = self.analysis
        if self.attribute is None:
            return surely_plain(column, analysis.type)
        return surely_accepted(column, self.attribute, analysis.catalog, analysis.value_length)


class Plan:
    """A template, ready for tables."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.slots = tuple(_slot(name, analysis) for name in analysis.first_uses)

    @cached_property
    def shape(self) -> MessageParts:
        """How messages are put together."""
        return message_parts(self.analysis)

    @cached_property
    def uses(self) -> dict[str, int]:
        """How often each variable stands in a message."""
        return {slot.name: times for slot, times in self.shape.variables.items()}

    def message(self, value: Callable[[str], str]) -> str:
        """The message with these values."""
        return self.shape.message(lambda slot: value(slot.name))


def _slot(name: str, analysis: Analysis) -> Slot:
    if analysis.type not in MAINLAND:
        return Slot(name, analysis, None, declared=True)
    attribute = valid_attribute(name, analysis)
    return Slot(name, analysis, attribute or _undeclared(analysis), attribute is not None)


def _undeclared(analysis: Analysis) -> Attribute:
    """What holds for a value of any mainland variable: its length, no link, no unsupported character."""
    low, high = _CODE if analysis.type == "verification" else (1, analysis.value_length)
    length = {"min": low, "max": high if analysis.type == "verification" else "value-length"}
    file = {
        "accepted": "{any}+",
        "layers": ["links", "content"],
        "length": length,
        "allowed": messages.ANY_ALLOWED._asdict(),
    }
    types = frozenset({analysis.type})
    return Attribute(
        "", messages.ANY_ATTRIBUTE, types, frozenset(), "current", None, (low, high), {}, file, lexicon=analysis.lexicon
    )
