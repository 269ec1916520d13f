"""The shortest, a typical and the longest message of a template, and what each variable contributes to the length.

The shortest and the longest message have exactly the lengths and segments of the template's `LengthBounds`, and every
value in them is accepted by its attribute.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any, Final, Literal

from smslint.core.analysis import Analysis
from smslint.core.attribute import Attribute
from smslint.core.samples import Samples, samples
from smslint.core.segments.bounds import TYPICAL_LENGTH, LengthBounds, VariableCost, length_bounds
from smslint.core.segments.counting import Count, count_message, outside_bmp
from smslint.core.segments.parts import MessageParts, VariablePart, valid_attribute
from smslint.core.template import MAINLAND
from smslint.core.verdict import judge, judge_plain
from smslint.dataclass import dataclass

MessageKind = Literal["shortest", "typical", "longest"]

_DIGITS: Final = "1234567890"


@dataclass(frozen=True, slots=True)
class PreviewMessage:
    """One message, with the value of each variable."""

    kind: MessageKind
    text: str
    values: Mapping[str, str]
    count: Count

    @property
    def parts(self) -> list[str]:
        """The text of each billed segment."""
        edges = [0, *self.count.breaks, len(self.text)]
        return [self.text[start:end] for start, end in pairwise(edges)]

    def cost(self, price: float | None) -> float | None:
        """What it costs where the price of a segment is known."""
        return None if price is None else round(self.count.segments * price, 6)

    @property
    def wide(self) -> int | None:
        """The length of a mainland message if characters outside the BMP count twice, None if it has none."""
        extra = outside_bmp(self.text) if self.count.encoding == "characters" else 0
        return self.count.length + extra if extra else None


@dataclass(frozen=True)
class Preview:
    """The messages of a template, and what each variable contributes to their length."""

    analysis: Analysis

    @cached_property
    def bounds(self) -> LengthBounds:
        """The lengths that the messages can have, and what each variable contributes to them."""
        return length_bounds(self.analysis)

    @cached_property
    def messages(self) -> tuple[PreviewMessage, PreviewMessage, PreviewMessage]:
        """The shortest, a typical and the longest message."""
        return (
            self._message("shortest", self._shortest, self.bounds.shortest_parts),
            self._message("typical", self._typical, self.bounds.parts),
            self._message("longest", self._longest, self.bounds.longest_parts),
        )

    @property
    def distinct(self) -> tuple[PreviewMessage, ...]:
        """The messages without those that cannot differ from the shortest."""
        parts = self.bounds.parts
        if parts.variables:
            return self.messages
        return (self.messages[0], self.messages[2]) if parts.others else self.messages[:1]

    def _message(self, kind: MessageKind, value: Callable[[VariablePart], str], parts: MessageParts) -> PreviewMessage:
        text = parts.message(value)
        given = {variable.name: value(variable) for variable in parts.variables}
        return PreviewMessage(kind, text, given, count_message(text, parts.international))

    @cached_property
    def _samples(self) -> dict[VariablePart, Samples]:
        """Samples of the variables with a valid attribute."""
        analysis = self.analysis
        return {
            variable: samples(attribute, analysis.catalog, value_length=analysis.value_length)
            for variable in self.bounds.parts.variables
            if (attribute := self._attribute(variable))
        }

    def _attribute(self, variable: VariablePart) -> Attribute | None:
        return valid_attribute(variable.name, self.analysis) if variable.attribute else None

    def _shortest(self, variable: VariablePart) -> str:
        found = self._samples.get(variable)
        return found.shortest if found else _digits(variable.shortest)

    def _longest(self, variable: VariablePart) -> str:
        found = self._samples.get(variable)
        if found:
            return found.longest
        return self.bounds.longest_value(variable) if self.bounds.parts.international else _digits(variable.longest)

    def _typical(self, variable: VariablePart) -> str:
        """The example in the template if it could be sent, otherwise a sample."""
        declared = self.analysis.template.variables.get(variable.name)
        if declared and isinstance(declared.example, str) and self._could_be_sent(variable, declared.example):
            return declared.example
        found = self._samples.get(variable)
        return found.typical[0] if found else _digits(max(variable.shortest, min(TYPICAL_LENGTH, variable.longest)))

    def _could_be_sent(self, variable: VariablePart, value: str) -> bool:
        analysis = self.analysis
        if analysis.type not in MAINLAND:
            return judge_plain(value, analysis.type).verdict != "rejected"
        attribute = self._attribute(variable)
        if attribute is None:
            return variable.shortest <= len(value) <= variable.longest
        verdict = judge(value, attribute, analysis.catalog, value_length=analysis.value_length, suggest=False)
        return verdict.verdict != "rejected"

    def as_json(self, price: float | None = None) -> dict[str, Any]:
        """One entry of `previews` in the JSON output of `smslint preview`, version 1; `price` is that of a segment."""
        return {
            "signature": self.bounds.parts.signature or None,
            "messages": [
                {
                    "kind": message.kind,
                    "text": message.text,
                    "values": dict(message.values),
                    "encoding": message.count.encoding,
                    "length": message.count.length,
                    "length_counting_wide_twice": message.wide,
                    "segments": message.count.segments,
                    "breaks": list(message.count.breaks),
                    "cost": message.cost(price),
                }
                for message in self.messages
            ],
            "variables": [_cost_json(cost) for cost in self.bounds.costs],
        }


def _cost_json(cost: VariableCost) -> dict[str, Any]:
    variable = cost.variable
    return {
        "name": variable.name,
        "attribute": variable.attribute,
        "uses": cost.uses,
        "characters": [variable.shortest, variable.longest],
        "units": [cost.shortest, cost.longest],
        "assumed": variable.assumed,
        "one_segment": [
            {"encoding": room.encoding, "beside_shortest": room.alone, "beside_longest": room.always}
            for room in cost.single_segment
        ],
    }


def _digits(length: int) -> str:
    return (_DIGITS * (length // len(_DIGITS) + 1))[:length]
