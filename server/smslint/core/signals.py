"""Cheap signs of a template that decide, with the literals it holds, which rules run on it at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from smslint.core.lazy import lazy_pattern

if TYPE_CHECKING:
    from smslint.core.attribute import Attribute
    from smslint.core.template import Template, TemplateType, Variable

PLACEHOLDER: Final = 1
"""The content holds a placeholder or a near miss of one."""
BROKEN: Final = 2
"""One of them is no well-formed variable."""
SEVERAL: Final = 4
"""There are at least two placeholders."""
DECLARED: Final = 8
"""The template declares a variable."""
DOT: Final = 16
"""A full stop between other characters, or `://`: there may be a link or an address."""
DIGITS: Final = 32
"""Five digits with at most single blanks or hyphens between them: there may be a number that can be dialled."""
ODD: Final = 64
"""A character beyond printable ASCII, common Han characters, line breaks and common punctuation."""
COLONS: Final = 128
"""Two colons with nothing but hexadecimal digits between them: there may be an IPv6 address."""
EDGE: Final = 256
"""The content is empty, or its first or last character is a blank, a square bracket or beyond plain text."""
LONG: Final = 512
"""The content has more than 500 characters."""
LINK_DECLARED: Final = 1 << 10
"""A variable is declared as a link parameter."""
PHONE_DECLARED: Final = 1 << 11
"""A variable is declared as a telephone number, in today's code."""
OTHERS_DECLARED: Final = 1 << 12
"""A variable is declared as anything else."""
DOUBTFUL: Final = 1 << 13
"""A variable is declared with a code that is unknown, outdated or not for the template's type."""
UNEVEN: Final = 1 << 14
"""Other variables are declared with an attribute than used, or a placeholder is broken."""
EXAMPLE: Final = 1 << 15
"""A variable has an example."""
BLANK: Final = 1 << 16
"""A field that the document can give is missing or blank."""
SIGNED: Final = 1 << 17
"""The template has a signature."""
REDIRECTED: Final = 1 << 18
"""The template has redirection information."""
BUDGETED: Final = 1 << 19
"""The document limits the segments."""
MAY_SPLIT: Final = 1 << 20
"""The longest values that any attribute allows may take the message over one segment."""
MAY_PASS: Final = 1 << 21
"""They may take it over the most characters that a message may have."""

BY_NAME: Final = {
    "placeholder": PLACEHOLDER,
    "broken": BROKEN,
    "several": SEVERAL,
    "declared": DECLARED,
    "dot": DOT,
    "digits": DIGITS,
    "odd": ODD,
    "colons": COLONS,
    "edge": EDGE,
    "long": LONG,
    "link-declared": LINK_DECLARED,
    "phone-declared": PHONE_DECLARED,
    "others-declared": OTHERS_DECLARED,
    "doubtful": DOUBTFUL,
    "uneven": UNEVEN,
    "example": EXAMPLE,
    "blank": BLANK,
    "signed": SIGNED,
    "redirected": REDIRECTED,
    "budgeted": BUDGETED,
    "may-split": MAY_SPLIT,
    "may-pass": MAY_PASS,
}
"""The names that files of the catalog use."""

_DOT = lazy_pattern(r"[^.\s]\.[^.\s]")
_DIGITS = lazy_pattern(r"[0-9](?:[- ]?[0-9]){4}")
_PLAIN_EDGE = lazy_pattern(
    r"[^\x00-\x20\x7f-\xad\[\]\u115f\u1160\u1680-\u206f\u3000\ufe00-\ufe0f\ufeff\uff3b\uff3d\U000e0000-\U000effff]"
)
_COLONS = lazy_pattern(r":[0-9A-Fa-f]{0,4}:")


def of_text(shadow: str) -> int:
    """The signals that a shadow's text gives by itself."""
    signals = 0
    if ("." in shadow and _DOT.search(shadow)) or "://" in shadow:
        signals |= DOT
    if _DIGITS.search(shadow):
        signals |= DIGITS
    if _COLONS.search(shadow):
        signals |= COLONS
    return signals


def of_edges(content: str) -> int:
    """The signals that the ends and the length of a whole content give."""
    signals = LONG if len(content) > 500 else 0
    if content and _PLAIN_EDGE.match(content) and _PLAIN_EDGE.match(content, len(content) - 1):
        return signals
    return signals | EDGE


MAY_BE_BLANK: Final = frozenset({"name", "type", "international_type", "signature", "description"})
"""The fields of which `BLANK` speaks."""
_BY_CODE: Final = {"link_param": LINK_DECLARED, "phone_number2": PHONE_DECLARED, "others": OTHERS_DECLARED}


def of_fields(template: Template) -> int:
    """The signals that the fields beside the content and the variables give."""
    signals = 0
    for value in _given(template.carries)(template):
        if not value or value.isspace():
            signals = BLANK
            break
    if template.signature:
        signals |= SIGNED
    if template.redirection:
        signals |= REDIRECTED
    if template.max_segments is not None:
        signals |= BUDGETED
    return signals


@lru_cache(maxsize=64)
def _given(carries: frozenset[str]) -> Callable[[Template], tuple[str | None, ...]]:
    """What gives the fields that may be blank, of those that a document can give."""
    return attrgetter("content", "content", *(carries & MAY_BE_BLANK))  # of a single name it would give no tuple


def of_declared(variables: Mapping[str, Variable], attributes: Mapping[str, Attribute], kind: TemplateType) -> int:
    """The signals that the declarations of a template of a type give."""
    signals = DECLARED
    for variable in variables.values():
        code = variable.attribute
        if code:
            attribute = attributes.get(code)
            if attribute is None or attribute.status != "current" or kind not in attribute.types:
                signals |= DOUBTFUL
            signals |= _BY_CODE.get(code, 0)
        else:
            signals |= UNEVEN
        if variable.example is not None:
            signals |= EXAMPLE
    return signals
