"""The exact range of length and billed segments over all values that a template's variables may carry.

Mainland messages count characters, so that the shortest and the longest values give the ends. International ones are
counted in one of two encodings, and a value can decide which. There the longest message is the one whose values all
consist of characters outside the BMP: with these the message is UCS-2 and every character takes two units of 67 a
part. Nothing costs more: a GSM-7 message of k parts holds more than 152(k - 1) units, so that it has more than 76(k -
1) characters, which UCS-2 spreads over at least k parts; and within one encoding greedy filling is monotone, so that
longer values of wider characters never end earlier. The shortest message has one plain character a value, for the
same two reasons.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

from smslint.core.segments.counting import CAPACITY, Encoding, count, encoding_of, units
from smslint.core.segments.shape import Shape, Slot
from smslint.dataclass import dataclass

PLAIN: Final = "1"
"""A character that takes one unit in every encoding."""

COSTLIEST: Final = "😀"
"""A character outside the BMP: it turns a message into UCS-2 and takes two units there."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of the range: `length` in units of `encoding`, and the segments billed."""

    encoding: Encoding
    length: int
    segments: int


@dataclass(frozen=True, slots=True)
class Room:
    """How many characters a value may have for the message to stay in one segment of `encoding`.

    `alone` holds while all other values are the shortest, `always` whatever they are (in international messages:
    whatever they are in that encoding). None: not even the shortest value fits. Never above what the variable itself
    allows. In UCS-2 the characters are of the BMP.
    """

    encoding: Encoding
    alone: int | None
    always: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """What a variable brings to the message, all its uses together, in units of the ends' encodings."""

    slot: Slot
    uses: int
    shortest: int
    longest: int
    rooms: tuple[Room, ...]

    @property
    def spread(self) -> int:
        """How many units its values can cost beyond the shortest."""
        return self.longest - self.shortest


@dataclass(frozen=True)
class Reach:
    """The range over all values of a shape; what nobody asks for is not worked out."""

    shape: Shape

    @cached_property
    def _characters(self) -> tuple[int, int]:
        shortest = longest = len(self.shape.fixed)
        for slot, uses in self.shape.slots.items():
            shortest += uses * slot.shortest
            longest += uses * slot.longest
        return shortest, longest

    @property
    def most_characters(self) -> int:
        """The characters of the message that has the most of them, which international letters and digits give."""
        return self._characters[1]

    @cached_property
    def shortest(self) -> End:
        """The end of the shortest message."""
        if self.shape.international:
            return _counted(self.shape.message(self.shortest_value))
        return _of_characters(self._characters[0])

    @cached_property
    def longest(self) -> End:
        """The end of the longest message."""
        if self.shape.international:
            return _counted(self.shape.message(self.longest_value))
        return _of_characters(self._characters[1])

    @property
    def splits(self) -> bool:
        """Whether the values decide how many segments are billed."""
        if self.shape.international:
            return self.shortest.segments < self.longest.segments
        segments = CAPACITY["characters"].segments
        return segments(self._characters[0]) < segments(self._characters[1])

    @property
    def assumed(self) -> tuple[Slot, ...]:
        """The variables whose limits no declared attribute gives."""
        return tuple(slot for slot in self.shape.slots if slot.assumed)

    @property
    def shares(self) -> tuple[Share, ...]:
        """What each variable brings, in order of first use."""
        return tuple(self.share(slot) for slot in self.shape.slots)

    def share(self, slot: Slot) -> Share:
        """What a variable brings."""
        return _share(self.shape, slot)

    @cached_property
    def costliest(self) -> Slot | None:
        """The variable whose values can add most; the first of several; None where no value adds anything."""
        found, most = None, 0
        for slot, uses in self.shape.slots.items():
            spread = uses * (_widest(slot, self.shape) - slot.shortest)
            if spread > most:
                found, most = slot, spread
        return found

    def shortest_value(self, slot: Slot) -> str:
        """Any text as long as the slot's value in the shortest message."""
        return PLAIN * slot.shortest

    def longest_value(self, slot: Slot) -> str:
        """Any text that takes as many units as the slot's value in the longest message."""
        return COSTLIEST * slot.longest_other if self.shape.international else PLAIN * slot.longest


def _of_characters(characters: int) -> End:
    return End("characters", characters, CAPACITY["characters"].segments(characters))


def _counted(message: str) -> End:
    counted = count(message, international=True)
    return End(counted.encoding, counted.length, counted.segments)


def _widest(slot: Slot, shape: Shape) -> int:
    """The most units that one value of a slot takes in the longest message."""
    return 2 * slot.longest_other if shape.international else slot.longest


def _share(shape: Shape, slot: Slot) -> Share:
    uses = shape.slots[slot]
    if not shape.international:
        encodings: tuple[Encoding, ...] = ("characters",)
    elif encoding_of(shape.fixed, international=True) == "ucs-2":
        encodings = ("ucs-2",)
    else:
        encodings = ("gsm-7", "ucs-2")
    rooms = tuple(_room(shape, slot, uses, encoding) for encoding in encodings)
    return Share(slot, uses, uses * slot.shortest, uses * _widest(slot, shape), rooms)


def _room(shape: Shape, slot: Slot, uses: int, encoding: Encoding) -> Room:
    left = CAPACITY[encoding].single - units(shape.fixed, encoding)
    others = [(other, times) for other, times in shape.slots.items() if other is not slot]
    wide = encoding == "ucs-2" and encoding_of(shape.fixed, international=True) != "ucs-2"
    own = slot.longest_other if wide else slot.longest

    def fitting(taken: int) -> int | None:
        room = min(own, (left - taken) // uses)
        return room if room >= slot.shortest else None

    return Room(
        encoding,
        alone=fitting(sum(times * other.shortest for other, times in others)),
        always=fitting(sum(times * _widest(other, shape) for other, times in others)),
    )
