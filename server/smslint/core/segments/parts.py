"""A template as its length sees it: fixed texts, and variables whose values have known lengths by their attributes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from smslint.core.placeholder import is_name
from smslint.core.segments.counting import NON_GSM
from smslint.dataclass import dataclass

if TYPE_CHECKING:
    from smslint.core.analysis import Analysis
    from smslint.core.attribute import Attribute
    from smslint.core.placeholder import Placeholder
    from smslint.core.template import Template

BRACKETS = "【】[]［］"


@dataclass(frozen=True, slots=True, eq=False)
class VariablePart:
    """A variable with the numbers of characters that one value of it may have; all its uses share one instance.

    `longest_other` is the limit of values with other characters than letters and digits, which differs from `longest`
    in international templates. `assumed` says that no known attribute is declared, so the limits are those of any
    variable.
    """

    name: str
    shortest: int
    longest: int
    longest_other: int
    attribute: str | None = None
    assumed: bool = False

    @property
    def written(self) -> str:
        """The variable as `${name}`; a placeholder without a name as it stands in the content (`{}`)."""
        return f"${{{self.name}}}" if is_name(self.name) else self.name


@dataclass(frozen=True)
class MessageParts:
    """Fixed texts and variables in the order of the message; a variable has the same value in all its places.

    `signature` stands before them, brackets included; it is empty if the document carries none. The message may also
    be sent with one of the `others`.
    """

    signature: str
    pieces: tuple[str | VariablePart, ...]
    international: bool = False
    others: tuple[str, ...] = ()

    @cached_property
    def variables(self) -> dict[VariablePart, int]:
        """The variables in order of their first use, each with its number of uses."""
        uses: dict[VariablePart, int] = {}
        for piece in self.pieces:
            if isinstance(piece, VariablePart):
                uses[piece] = uses.get(piece, 0) + 1
        return uses

    @cached_property
    def fixed(self) -> str:
        """The signature and all fixed texts."""
        return self.signature + "".join([piece for piece in self.pieces if isinstance(piece, str)])

    def message(self, value: Callable[[VariablePart], str]) -> str:
        """The message as the recipient sees it, with these values."""
        filled = {variable: value(variable) for variable in self.variables}
        return self.signature + "".join(piece if isinstance(piece, str) else filled[piece] for piece in self.pieces)


def displayed_signature(signature: str | None, international: bool) -> str:
    """A signature as messages show it: in 【】, or in [ ] if it is international and all of it is GSM-7."""
    name = (signature or "").strip().strip(BRACKETS)
    if not name:
        return ""
    return f"[{name}]" if international and not NON_GSM.search(name) else f"【{name}】"


def displayed_signatures(template: Template, international: bool) -> list[str]:
    """The signatures of a template as its messages show them, the associated one first; an empty one if it has none."""
    if not template.signatures:
        return [displayed_signature(template.signature, international)]
    shown = (displayed_signature(each, international) for each in template.every_signature)
    return list(dict.fromkeys(filter(None, shown))) or [""]


_CODE = (4, 6)
"""The lengths of values in a verification template (`isv.PARAM_LENGTH_LIMIT`)."""

_INTERNATIONAL = (1, 32, 20)
"""Values of letters and digits may have 32 characters, others 20 ("Apply for an SMS template", International)."""

_DIGITAL = (1, 20, 20)
"""The lengths of a text variable of a digital message ("Digital SMS template specifications")."""


def message_parts(analysis: Analysis) -> MessageParts:
    """The fixed texts and variables of a template's messages.

    A broken placeholder counts as a use of the name that can be read in it, else as a variable of its own.
    """
    template = analysis.template
    international = analysis.type == "international"
    content = template.content
    variables: dict[str, VariablePart] = {}
    pieces: list[str | VariablePart] = []
    end = 0
    for placeholder in analysis.placeholders:
        if placeholder.start > end:
            pieces.append(content[end : placeholder.start])
        name = _name(placeholder, analysis)
        variable = variables.get(name)
        if variable is None:
            variable = variables[name] = variable_part(name, analysis)
        pieces.append(variable)
        end = placeholder.end
    if end < len(content):
        pieces.append(content[end:])
    signature, *others = displayed_signatures(template, international)
    return MessageParts(signature, tuple(pieces), international, tuple(others))


def longest_message(analysis: Analysis) -> int:
    """The same as `length_bounds(…).most_characters` for a mainland template, at a fifth of the cost."""
    longest = len(analysis.template.content) + max(map(len, displayed_signatures(analysis.template, False)))
    for placeholder in analysis.placeholders:
        attribute = valid_attribute(_name(placeholder, analysis), analysis)
        longest += _limits(attribute, analysis)[1] - (placeholder.end - placeholder.start)
    return longest


def _limits(attribute: Attribute | None, analysis: Analysis) -> tuple[int, int]:
    """The fewest and the most characters of a value of an attribute, or of none, in a template for the mainland."""
    if attribute is not None:
        return attribute.accepted_lengths(analysis.value_length)
    return _CODE if analysis.type == "verification" else (1, analysis.value_length)


def _name(placeholder: Placeholder, analysis: Analysis) -> str:
    return placeholder.name or analysis.content[placeholder.start : placeholder.end]


def variable_part(name: str, analysis: Analysis) -> VariablePart:
    """A variable with the lengths of its values."""
    if analysis.type == "international":
        return VariablePart(name, *_INTERNATIONAL)
    if analysis.type == "digital":
        return VariablePart(name, *_DIGITAL)
    attribute = valid_attribute(name, analysis)
    low, high = _limits(attribute, analysis)
    return VariablePart(name, low, high, high, attribute.code if attribute else None, assumed=attribute is None)


def valid_attribute(name: str, analysis: Analysis) -> Attribute | None:
    """The attribute that a variable is declared with, or its successor; None if the code is not valid."""
    declared = analysis.template.variables.get(name)
    return analysis.catalog.valid.get(declared.attribute) if declared else None
