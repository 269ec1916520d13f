"""What recipients will see of a template: the shortest, a typical and the longest message, and what makes them so.

The ends are witnesses: counted as messages they have exactly the length and the segments that the range of the template
says (`core.segments`), and every value in them is one that its attribute accepts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any, Final, Literal

from smslint.core.analysis import Analysis
from smslint.core.samples import Samples, samples
from smslint.core.segments import Count, Reach, Share, Slot, count, outside_bmp
from smslint.core.segments.template import attribute_of, reach_of_template
from smslint.core.template import MAINLAND
from smslint.core.verdict import judge, judge_plain
from smslint.dataclass import dataclass

Kind = Literal["shortest", "typical", "longest"]

_DIGITS: Final = "1234567890"
_TYPICAL_LENGTH: Final = 6


@dataclass(frozen=True, slots=True)
class Message:
    """One message: `values` by variable, and `parts` as they are sent."""

    kind: Kind
    text: str
    values: Mapping[str, str]
    count: Count

    @property
    def parts(self) -> list[str]:
        """The text of each billed segment."""
        edges = [0, *self.count.breaks, len(self.text)]
        return [self.text[start:end] for start, end in pairwise(edges)]

    @property
    def wide(self) -> int | None:
        """A mainland message's length if characters outside the BMP count twice; None where there are none."""
        extra = outside_bmp(self.text) if self.count.encoding == "characters" else 0
        return self.count.length + extra if extra else None


@dataclass(frozen=True)
class Preview:
    """A template's messages and what each variable brings to them."""

    analysis: Analysis
    reach: Reach

    @cached_property
    def messages(self) -> tuple[Message, Message, Message]:
        """The shortest, a typical and the longest message."""
        values = _Values(self.analysis, self.reach)
        return (
            self._message("shortest", values.shortest),
            self._message("typical", values.typical),
            self._message("longest", values.longest),
        )

    @property
    def shares(self) -> tuple[Share, ...]:
        """What each variable brings."""
        return self.reach.shares

    def _message(self, kind: Kind, value: Callable[[Slot], str]) -> Message:
        shape = self.reach.shape
        text = shape.message(value)
        given = {slot.name: value(slot) for slot in shape.slots}
        return Message(kind, text, given, count(text, shape.international))

    def as_json(self) -> dict[str, Any]:
        """The preview in the output's contract, version 1."""
        return {
            "signature": self.reach.shape.signature or None,
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
                }
                for message in self.messages
            ],
            "variables": [_share_json(share) for share in self.shares],
        }


def preview(analysis: Analysis) -> Preview:
    """The preview of a template."""
    return Preview(analysis, reach_of_template(analysis))


def _share_json(share: Share) -> dict[str, Any]:
    slot = share.slot
    return {
        "name": slot.name,
        "attribute": slot.attribute,
        "uses": share.uses,
        "characters": [slot.shortest, slot.longest],
        "units": [share.shortest, share.longest],
        "assumed": slot.assumed,
        "one_segment": [
            {"encoding": room.encoding, "beside_shortest": room.alone, "beside_longest": room.always}
            for room in share.rooms
        ],
    }


class _Values:
    """The values that make a template's messages."""

    def __init__(self, analysis: Analysis, reach: Reach) -> None:
        self._reading = analysis
        self._reach = reach
        self._samples: dict[Slot, Samples | None] = {}

    def _of(self, slot: Slot) -> Samples | None:
        """Samples of the slot's attribute; None where no attribute says what it may hold."""
        if slot not in self._samples:
            analysis = self._reading
            attribute = attribute_of(slot.name, analysis) if slot.attribute else None
            made = attribute and samples(attribute, analysis.catalog, value_length=analysis.value_length)
            self._samples[slot] = made or None
        return self._samples[slot]

    def shortest(self, slot: Slot) -> str:
        found = self._of(slot)
        return found.shortest if found else _digits(slot.shortest)

    def longest(self, slot: Slot) -> str:
        found = self._of(slot)
        if found:
            return found.longest
        return self._reach.longest_value(slot) if self._reach.shape.international else _digits(slot.longest)

    def typical(self, slot: Slot) -> str:
        """The example that the template gives, if it could be sent; else a sample."""
        variable = self._reading.template.variables.get(slot.name)
        if variable is not None and isinstance(variable.example, str) and self._could_be_sent(slot, variable.example):
            return variable.example
        found = self._of(slot)
        return found.typical[0] if found else _digits(max(slot.shortest, min(_TYPICAL_LENGTH, slot.longest)))

    def _could_be_sent(self, slot: Slot, value: str) -> bool:
        analysis = self._reading
        if analysis.type not in MAINLAND:
            return judge_plain(value, analysis.type).verdict != "rejected"
        attribute = attribute_of(slot.name, analysis) if slot.attribute else None
        if attribute is None:
            return slot.shortest <= len(value) <= slot.longest
        verdict = judge(value, attribute, analysis.catalog, value_length=analysis.value_length, suggest=False)
        return verdict.verdict != "rejected"


def _digits(length: int) -> str:
    return (_DIGITS * (length // len(_DIGITS) + 1))[:length]
