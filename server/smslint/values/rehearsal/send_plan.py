"""What a rehearsal needs of a template: its variables, how their values are judged, and the parts of its messages."""

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
from smslint.values.rehearsal.fast_path import certainly_accepted, certainly_accepted_plain

if TYPE_CHECKING:
    import polars

_CODE: Final = (4, 6)
"""The shortest and longest value of a verification template, in characters."""


@dataclass(frozen=True)
class SendVariable:
    """A variable of the template; `declared` is true if it has an attribute that exists."""

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
        """The first reason of the verdict on a value, None if the value is accepted."""
        analysis = self.analysis
        if self.attribute is None:
            return next(iter(judge_plain(value, analysis.type).reasons), None)
        return first_reason(value, self.attribute, analysis.catalog, value_length=analysis.value_length)

    def certainly_accepted(self, column: polars.Expr) -> polars.Expr:
        """The expression that finds the certainly accepted values of a column."""
        analysis = self.analysis
        if self.attribute is None:
            return certainly_accepted_plain(column, analysis.type)
        return certainly_accepted(column, self.attribute, analysis.catalog, analysis.value_length)


class SendPlan:
    """A template, prepared for tables."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.variables = tuple(_variable(name, analysis) for name in analysis.first_uses)

    @property
    def undeclared(self) -> tuple[str, ...]:
        """The variables without a valid attribute."""
        return tuple(variable.name for variable in self.variables if not variable.declared)

    @cached_property
    def parts(self) -> MessageParts:
        """The fixed and variable parts of messages."""
        return message_parts(self.analysis)

    @cached_property
    def uses(self) -> dict[str, int]:
        """How many times each variable is used in a message."""
        return {variable.name: times for variable, times in self.parts.variables.items()}

    def message(self, value: Callable[[str], str]) -> str:
        """The message with these values."""
        return self.parts.message(lambda variable: value(variable.name))


def _variable(name: str, analysis: Analysis) -> SendVariable:
    if analysis.type not in MAINLAND:
        return SendVariable(name, analysis, None, declared=True)
    attribute = valid_attribute(name, analysis)
    return SendVariable(name, analysis, attribute or _undeclared(analysis), attribute is not None)


def _undeclared(analysis: Analysis) -> Attribute:
    """An attribute with the limits of every mainland variable: length, no links, no unsupported characters."""
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
