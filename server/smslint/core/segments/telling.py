"""What rules about length say: the values of their messages, and the text that they mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smslint.core.analysis import Analysis
from smslint.core.finding import Value
from smslint.core.place import CONTENT, Span
from smslint.core.segments.counting import count, outside_bmp
from smslint.core.segments.reach import Reach
from smslint.core.segments.shape import Slot
from smslint.messages import Bilingual, Phrase
from smslint.messages import segments as messages


class Told(Mapping[str, Value]):
    """The values of a message about a range, worked out when somebody reads it: most findings are never read."""

    def __init__(self, reach: Reach, **others: Value) -> None:
        self._reach = reach
        self._others = others
        self._values: dict[str, Value] | None = None

    def _all(self) -> dict[str, Value]:
        if self._values is None:
            self._values = _told(self._reach) | self._others
        return self._values

    def __getitem__(self, key: str) -> Value:
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


def _told(reach: Reach) -> dict[str, Value]:
    values: dict[str, Value] = {
        "lengths": lengths(reach),
        "length": length(reach),
        "counted": signature(reach),
        "least": reach.shortest.segments,
        "most": reach.longest.segments,
        "characters": reach.most_characters,
    }
    if (slot := reach.costliest) is not None:
        values |= {"variable": slot.name, "shortest": slot.shortest, "longest": slot.longest, "room": room(reach)}
    if assumed := reach.assumed:
        values["assumed"] = tuple(f"${{{slot.name}}}" for slot in assumed)
        values["low"], values["high"] = assumed[0].shortest, assumed[0].longest
    return values


def lengths(reach: Reach) -> Phrase:
    """From the shortest to the longest message."""
    shortest, longest = reach.shortest, reach.longest
    values = {"shortest": shortest.length, "longest": _length(reach), "unit": messages.UNITS[shortest.encoding]}
    if shortest.encoding != longest.encoding:
        return Phrase(messages.LENGTHS_OF_TWO, values | {"other": messages.UNITS[longest.encoding]})
    return length(reach) if shortest.length == longest.length else Phrase(messages.LENGTHS, values)


def length(reach: Reach) -> Phrase:
    """Of the longest message."""
    return Phrase(messages.LENGTH, {"length": _length(reach), "unit": messages.UNITS[reach.longest.encoding]})


def _length(reach: Reach) -> int | Phrase:
    """Mainland billing may count characters outside the BMP twice: then both readings."""
    number = reach.longest.length
    wide = 0 if reach.shape.international else outside_bmp(reach.shape.fixed)
    return Phrase(messages.BOTH_READINGS, {"length": number, "wide": number + wide}) if wide else number


def signature(reach: Reach) -> Bilingual | Phrase:
    """Whether a signature is counted, and which."""
    shown = reach.shape.signature
    return Phrase(messages.WITH_SIGNATURE, {"signature": shown}) if shown else messages.WITHOUT_SIGNATURE


def room(reach: Reach) -> Bilingual | Phrase:
    """How long the costliest value may be for one segment; empty where none is short enough."""
    slot = reach.costliest
    most = reach.share(slot).rooms[-1].alone if slot is not None else None
    if slot is None or most is None:
        return messages.NOTHING
    pattern = messages.ROOM_OF_ONE if len(reach.shape.slots) == 1 else messages.ROOM
    return Phrase(pattern, {"variable": slot.name, "room": most})


def variant(reach: Reach) -> str | None:
    """Which variant of a message fits: nothing varies, limits are assumed, or a value can change the encoding."""
    if not reach.shape.slots:
        return "fixed"
    if reach.shape.international and reach.shortest.encoding != reach.longest.encoding:
        return "encoding"
    return "assumed" if reach.assumed else None


def costliest_span(analysis: Analysis, reach: Reach, budget: int) -> Span:
    """The first use of the variable that can cost most; without one, the text beyond as many segments as allowed."""
    slot = reach.costliest
    if slot is not None:
        return first_use(analysis, slot)
    signature_length = len(reach.shape.signature)
    counted = count(reach.shape.signature + analysis.template.content, reach.shape.international)
    start = max(0, counted.breaks[budget - 1] - signature_length) if 0 < budget < counted.segments else 0
    return Span(CONTENT, start, len(analysis.template.content))


def first_use(analysis: Analysis, slot: Slot) -> Span:
    """The placeholder that uses a slot first."""
    for found in analysis.placeholders:
        if slot.name in (found.name, analysis.content[found.start : found.end]):
            return Span(CONTENT, found.start, found.end)
    raise LookupError(slot.name)
