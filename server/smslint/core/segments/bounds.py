"""The exact bounds of length and billed segments over all values that a template's variables may carry.

Mainland messages count characters, so the shortest and the longest values give the bounds. International messages are
counted in one of two encodings, and a value can decide which. Their longest message is the one whose values consist of
characters outside the BMP only: these make the message UCS-2, and each takes two of the 67 units of a part. No other
message costs more, for two reasons. A GSM-7 message of k parts holds more than 152(k - 1) units and so more than
76(k - 1) characters, which UCS-2 spreads over at least k parts. And within one encoding greedy filling is monotone:
longer values of wider characters never end earlier. For the same reasons the shortest message has the shortest values
of plain characters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from smslint.core.segments.counting import (
    CAPACITY,
    Count,
    Encoding,
    billed_units,
    count_message,
    count_units,
    encoding_of,
)
from smslint.core.segments.parts import MessageParts, VariablePart, message_parts
from smslint.dataclass import dataclass

if TYPE_CHECKING:
    from smslint.core.analysis import Analysis

PLAIN: Final = "1"
"""A character that takes one unit in every encoding."""

TYPICAL_LENGTH: Final = 6
"""How long a typical value is if nothing says what the variable contains."""

COSTLIEST: Final = "😀"
"""A character outside the BMP: it turns a message into UCS-2 and takes two units there."""


@dataclass(frozen=True, slots=True)
class SingleSegmentLimit:
    """How many characters a value may have for the message to stay in one segment of `encoding`.

    `alone` applies while all other values are the shortest, `always` whatever the other values are (in international
    messages: whatever they are in that encoding). None means that not even the shortest value fits. Neither exceeds
    what the variable itself allows. In UCS-2 the characters are taken to be of the BMP.
    """

    encoding: Encoding
    alone: int | None
    always: int | None


@dataclass(frozen=True, slots=True)
class VariableCost:
    """What all uses of a variable add to the shortest and to the longest message, in units of their encodings."""

    variable: VariablePart
    uses: int
    shortest: int
    longest: int
    single_segment: tuple[SingleSegmentLimit, ...]


@dataclass(frozen=True)
class LengthBounds:
    """The bounds over all values of a message's variables and all its signatures, computed when they are asked for."""

    parts: MessageParts

    @cached_property
    def shortest_parts(self) -> MessageParts:
        """The parts of the shortest message: those with the signature that costs least."""
        return min(self._signed, key=lambda each: _cost(each, self.shortest_value))

    @cached_property
    def longest_parts(self) -> MessageParts:
        """The parts of the longest message: those with the signature that costs most."""
        return max(self._signed, key=lambda each: _cost(each, self.longest_value))

    @cached_property
    def _signed(self) -> tuple[MessageParts, ...]:
        return (self.parts, *(replace(self.parts, signature=each, others=()) for each in self.parts.others))

    @cached_property
    def _characters(self) -> tuple[int, int]:
        shortest, longest = len(self.shortest_parts.fixed), len(self.longest_parts.fixed)
        for variable, uses in self.parts.variables.items():
            shortest += uses * variable.shortest
            longest += uses * variable.longest
        return shortest, longest

    @property
    def most_characters(self) -> int:
        """The most characters that a message can have; in international ones letters and digits give the most."""
        return self._characters[1]

    @cached_property
    def shortest(self) -> Count:
        """The count of the shortest message."""
        if self.parts.international:
            return count_message(self.shortest_parts.message(self.shortest_value), international=True)
        return count_units("characters", self._characters[0])

    @cached_property
    def longest(self) -> Count:
        """The count of the longest message."""
        if self.parts.international:
            return count_message(self.longest_parts.message(self.longest_value), international=True)
        return count_units("characters", self._characters[1])

    @property
    def splits(self) -> bool:
        """Whether the number of billed segments depends on the values."""
        return self.shortest.segments < self.longest.segments

    @property
    def assumed(self) -> tuple[VariablePart, ...]:
        """The variables without a known attribute, whose limits are assumed."""
        return tuple(variable for variable in self.parts.variables if variable.assumed)

    @property
    def costs(self) -> tuple[VariableCost, ...]:
        """The cost of each variable, in order of first use."""
        return tuple(map(self.cost, self.parts.variables))

    def cost(self, variable: VariablePart) -> VariableCost:
        """The cost of one variable."""
        parts, uses = self.longest_parts, self.parts.variables[variable]
        if not parts.international:
            encodings: tuple[Encoding, ...] = ("characters",)
        elif encoding_of(parts.fixed, international=True) == "ucs-2":
            encodings = ("ucs-2",)
        else:
            encodings = ("gsm-7", "ucs-2")
        limits = tuple(_single_segment_limit(parts, variable, uses, encoding) for encoding in encodings)
        return VariableCost(variable, uses, uses * variable.shortest, uses * _widest(variable, parts), limits)

    @cached_property
    def costliest(self) -> VariablePart | None:
        """The variable with the largest spread, the first of several; None if no variable has any."""
        found, most = None, 0
        for variable, uses in self.parts.variables.items():
            spread = uses * (_widest(variable, self.parts) - variable.shortest)
            if spread > most:
                found, most = variable, spread
        return found

    def shortest_value(self, variable: VariablePart) -> str:
        """A text as long as the variable's value in the shortest message."""
        return PLAIN * variable.shortest

    def longest_value(self, variable: VariablePart) -> str:
        """A text of as many units as the variable's value in the longest message."""
        return COSTLIEST * variable.longest_other if self.parts.international else PLAIN * variable.longest


def length_bounds(analysis: Analysis) -> LengthBounds:
    """The bounds of length and segments of a template's messages."""
    return LengthBounds(message_parts(analysis))


def _cost(parts: MessageParts, value: Callable[[VariablePart], str]) -> tuple[int, bool, int]:
    """What a message costs, comparable with the same message under another signature."""
    if not parts.international:
        return 0, False, len(parts.signature)
    counted = count_message(parts.message(value), international=True)
    return counted.segments, counted.encoding == "ucs-2", counted.length


def _widest(variable: VariablePart, parts: MessageParts) -> int:
    """The most units that one value of a variable takes in the longest message."""
    return 2 * variable.longest_other if parts.international else variable.longest


def _single_segment_limit(
    parts: MessageParts, variable: VariablePart, uses: int, encoding: Encoding
) -> SingleSegmentLimit:
    left = CAPACITY[encoding].single - billed_units(parts.fixed, encoding)
    others = [(other, times) for other, times in parts.variables.items() if other is not variable]
    wide = encoding == "ucs-2" and encoding_of(parts.fixed, international=True) != "ucs-2"
    own = variable.longest_other if wide else variable.longest

    def fitting(taken: int) -> int | None:
        most = min(own, (left - taken) // uses)
        return most if most >= variable.shortest else None

    return SingleSegmentLimit(
        encoding,
        alone=fitting(sum(times * other.shortest for other, times in others)),
        always=fitting(sum(times * _widest(other, parts) for other, times in others)),
    )
