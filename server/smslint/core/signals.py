"""Cheap signs of a template that decide, with the literals it holds, which rules run on it at all."""

from __future__ import annotations

from typing import Final

from smslint.core.lazy import lazy_pattern

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
