"""How a finished message is counted, billed and split into parts.

The numbers are the vendor's (help.aliyun.com/knowledge_detail/44335.html and "Sending rules" of international
messages); the alphabet is the default one of 3GPP TS 23.038. Mainland messages count characters, whatever their
width; international ones count GSM-7 septets, or UCS-2 units as soon as one character lies outside GSM-7, and a
character that takes two units is never divided between two parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, Literal

from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass

Encoding = Literal["characters", "gsm-7", "ucs-2"]

GSM_BASIC: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The characters that take one septet."""

GSM_EXTENDED: Final = "|^€{}[]~\\"
"""The characters that take two septets. The standard's table also has the form feed, the vendor's list has not."""

NON_GSM: Final = lazy_pattern(f"[^{re.escape(GSM_BASIC + GSM_EXTENDED)}]+")
"""A run of characters that turn an international message into UCS-2."""

_EXTENDED = lazy_pattern(f"[{re.escape(GSM_EXTENDED)}]")
_OUTSIDE_BMP = lazy_pattern("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many units fit into a message of one part, and into each part of a longer message."""

    single: int
    part: int


CAPACITY: Final[dict[Encoding, Capacity]] = {
    "characters": Capacity(70, 67),
    "gsm-7": Capacity(160, 153),
    "ucs-2": Capacity(70, 67),
}
MOST_CHARACTERS: Final = 500
"""The longest message, signature included."""


@dataclass(frozen=True, slots=True)
class Count:
    """A message as it is billed: its length in units of `encoding`, and the code points at which later parts begin."""

    encoding: Encoding
    length: int
    breaks: tuple[int, ...] = ()

    @property
    def segments(self) -> int:
        """The parts in which the message is sent, each of them billed."""
        return len(self.breaks) + 1


def count_message(message: str, international: bool = False) -> Count:
    """Count a message as the recipient sees it, its signature and brackets included."""
    encoding = encoding_of(message, international)
    length = billed_units(message, encoding)
    if length <= CAPACITY[encoding].single or length == len(message):
        return count_units(encoding, length)
    wide = _EXTENDED.match if encoding == "gsm-7" else _OUTSIDE_BMP.match
    return Count(encoding, length, _breaks(message, CAPACITY[encoding].part, wide))


def count_units(encoding: Encoding, length: int) -> Count:
    """Count a message of so many units in which no character takes two; an empty message is billed as one part."""
    single, part = CAPACITY[encoding].single, CAPACITY[encoding].part
    return Count(encoding, length, tuple(range(part, length, part)) if length > single else ())


def encoding_of(message: str, international: bool) -> Encoding:
    """The encoding that a message is counted in."""
    if not international:
        return "characters"
    return "ucs-2" if NON_GSM.search(message) else "gsm-7"


def billed_units(text: str, encoding: Encoding) -> int:
    """The units that a text takes in an encoding; for GSM-7 the text must fit it."""
    if encoding == "gsm-7":
        return len(text) + len(_EXTENDED.findall(text))
    if encoding == "ucs-2":
        return len(text) + outside_bmp(text)
    return len(text)


def outside_bmp(text: str) -> int:
    """How many characters lie outside the Basic Multilingual Plane.

    No source says whether mainland billing counts these once or twice, so messages give both counts.
    """
    return 0 if text.isascii() else len(_OUTSIDE_BMP.findall(text))


def _breaks(message: str, part: int, wide: Callable[[str, int], object]) -> tuple[int, ...]:
    """Where the parts begin in a message that contains characters of two units."""
    breaks: list[int] = []
    used = 0
    for offset in range(len(message)):
        width = 2 if wide(message, offset) else 1
        if used + width > part:
            breaks.append(offset)
            used = 0
        used += width
    return tuple(breaks)
