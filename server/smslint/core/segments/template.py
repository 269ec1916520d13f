"""The shape of a template: fixed texts and slots, each slot with the lengths that its attribute allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smslint.core.segments.reach import Reach
from smslint.core.segments.shape import Shape, Slot, displayed_signature

if TYPE_CHECKING:
    from smslint.core.analysis import Analysis
    from smslint.core.attribute import Attribute
    from smslint.core.placeholder import Placeholder

_CODE = (4, 6)
"""The lengths that a verification template takes of a value (`isv.PARAM_LENGTH_LIMIT`)."""

_INTERNATIONAL = (1, 32, 20)
"""Letters and digits mixed may have 32 characters, all else 20 ("Apply for an SMS template", International)."""

_DIGITAL = (1, 20)
"""Of a text variable of a digital message ("Digital SMS template specifications")."""


def shape_of(analysis: Analysis) -> Shape:
    """A template's shape.

    A broken placeholder stands for one use of the name that can be read in it, else for a variable of its own.
    """
    template = analysis.template
    international = analysis.type == "international"
    content = template.content
    slots: dict[str, Slot] = {}
    pieces: list[str | Slot] = []
    end = 0
    for placeholder in analysis.placeholders:
        if placeholder.start > end:
            pieces.append(content[end : placeholder.start])
        name = _name(placeholder, analysis)
        slot = slots.get(name)
        if slot is None:
            slot = slots[name] = slot_of(name, analysis)
        pieces.append(slot)
        end = placeholder.end
    if end < len(content):
        pieces.append(content[end:])
    return Shape(displayed_signature(template.signature, international), tuple(pieces), international)


def reach_of_template(analysis: Analysis) -> Reach:
    """The range of length and segments of a template."""
    return Reach(shape_of(analysis))


def longest_message(analysis: Analysis) -> int:
    """The most characters of a mainland template's message: what its reach has, at a fifth of the cost."""
    longest = len(analysis.template.content) + len(displayed_signature(analysis.template.signature, False))
    for placeholder in analysis.placeholders:
        attribute = attribute_of(_name(placeholder, analysis), analysis)
        longest += _limits(attribute, analysis)[1] - (placeholder.end - placeholder.start)
    return longest


def _limits(attribute: Attribute | None, analysis: Analysis) -> tuple[int, int]:
    """The fewest and the most characters of a value of an attribute, or of none, in a template for the mainland."""
    if attribute is not None:
        return attribute.fitting(analysis.value_length)
    return _CODE if analysis.type == "verification" else (1, analysis.value_length)


def _name(placeholder: Placeholder, analysis: Analysis) -> str:
    return placeholder.name or analysis.content[placeholder.start : placeholder.end]


def slot_of(name: str, analysis: Analysis) -> Slot:
    """A variable as a slot."""
    if analysis.type == "international":
        return Slot(name, *_INTERNATIONAL)
    if analysis.type == "digital":
        low, high = _DIGITAL
        return Slot(name, low, high, high)
    attribute = attribute_of(name, analysis)
    low, high = _limits(attribute, analysis)
    return Slot(name, low, high, high, attribute.code if attribute else None, assumed=attribute is None)


def attribute_of(name: str, analysis: Analysis) -> Attribute | None:
    """The attribute that a variable is declared with, or its successor; None where it has no valid one."""
    declared = analysis.template.variables.get(name)
    return analysis.catalog.valid.get(declared.attribute) if declared else None
