"""The shape of a template: fixed texts and slots, each slot with the lengths that its attribute allows."""

from __future__ import annotations

from smslint.core.attribute import Attribute
from smslint.core.placeholder import Placeholder
from smslint.core.reading import Reading
from smslint.core.segments.counting import CAPACITY
from smslint.core.segments.reach import Reach, reach_of
from smslint.core.segments.shape import Shape, Slot, displayed_signature

_CODE = (4, 6)
"""The lengths that a verification template takes of a value (`isv.PARAM_LENGTH_LIMIT`)."""

_INTERNATIONAL = (1, 32, 20)
"""Letters and digits mixed may have 32 characters, all else 20 ("Apply for an SMS template", International)."""

_DIGITAL = (1, 20)
"""Of a text variable of a digital message ("Digital SMS template specifications")."""


def shape_of(reading: Reading) -> Shape:
    """A template's shape.

    A broken placeholder stands for one use of the name that can be read in it, else for a variable of its own.
    """
    template = reading.template
    international = reading.type == "international"
    content = template.content
    slots: dict[str, Slot] = {}
    pieces: list[str | Slot] = []
    end = 0
    for placeholder in reading.placeholders:
        if placeholder.start > end:
            pieces.append(content[end : placeholder.start])
        name = _name(placeholder, reading)
        slot = slots.get(name)
        if slot is None:
            slot = slots[name] = slot_of(name, reading)
        pieces.append(slot)
        end = placeholder.end
    if end < len(content):
        pieces.append(content[end:])
    return Shape(displayed_signature(template.signature, international), tuple(pieces), international)


def reach_of_template(reading: Reading) -> Reach:
    """The range of length and segments of a template."""
    return reach_of(shape_of(reading))


def fits_one_segment(reading: Reading) -> bool:
    """Whether the longest message of a template for the mainland surely takes one segment.

    It asks what `reach_of_template` answers exactly, for most templates at a fifth of its cost.
    """
    longest = len(reading.template.content) + len(displayed_signature(reading.template.signature, False))
    for placeholder in reading.placeholders:
        longest += limits_of(_name(placeholder, reading), reading)[1] - (placeholder.end - placeholder.start)
    return longest <= CAPACITY["characters"].single


def limits_of(name: str, reading: Reading) -> tuple[int, int]:
    """The fewest and the most characters of a variable's value in a template for the mainland."""
    attribute = attribute_of(name, reading)
    if attribute is not None:
        return attribute.fitting(reading.value_length)
    return _CODE if reading.type == "verification" else (1, reading.value_length)


def _name(placeholder: Placeholder, reading: Reading) -> str:
    return placeholder.name or reading.content[placeholder.start : placeholder.end]


def slot_of(name: str, reading: Reading) -> Slot:
    """A variable as a slot."""
    if reading.type == "international":
        return Slot(name, *_INTERNATIONAL)
    if reading.type == "digital":
        low, high = _DIGITAL
        return Slot(name, low, high, high)
    low, high = limits_of(name, reading)
    attribute = attribute_of(name, reading)
    return Slot(name, low, high, high, attribute.code if attribute else None, assumed=attribute is None)


def attribute_of(name: str, reading: Reading) -> Attribute | None:
    """The attribute that a variable is declared with, or its successor; None where it has no valid one."""
    declared = reading.template.variables.get(name)
    attributes = reading.catalog.attributes
    attribute = attributes.get(declared.attribute or "") if declared else None
    if attribute is None or attribute.status == "foreign":
        return None
    return attributes[attribute.successor] if attribute.successor else attribute
