"""Licence plates that the vendor's grammar accepts but GA 36-2018 does not define: risky, never rejected."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smslint.core.lexicon import Lexicon
from smslint.core.patterns import lazy_pattern

_PLATE = lazy_pattern("(KA|WJ[^0-9A-Z]?|[^0-9A-Z])([A-Z]?)([0-9A-Z]{4,6}?)([^0-9A-Z]*)")
_NEW_ENERGY = lazy_pattern("[A-HJK][0-9A-HJ-NP-Z][0-9]{4}|[0-9]{5}[A-HJK]")
"""Small and large new-energy vehicles; A-E are purely electric, F-K are not."""


def plate_doubts(value: str, _: Lexicon) -> Iterator[tuple[str, int, int]]:
    """The parts of a plate that GA 36-2018 does not define; nothing for a value that is not a plate."""
    found = _PLATE.fullmatch(value)
    if not found:
        return
    prefix, issuer, serial, suffix = found.groups()
    start, end = found.span(3)
    if len(prefix) == 1:
        if not issuer or issuer in "IO":
            yield "plate-issuer", 1, 2
        elif not _known_shape(serial, suffix):
            yield "plate-shape", start, found.end()
    for letter in re.finditer("[IO]+", serial):
        yield "plate-letter", start + letter.start(), start + letter.end()
    if len(suffix) == 2 and suffix != "应急":
        yield "plate-suffixes", end, found.end()


def _known_shape(serial: str, suffix: str) -> bool:
    if suffix:
        return len(serial) == 4
    return len(serial) == 5 or (
        len(serial) == 6 and _NEW_ENERGY.fullmatch(serial.translate({73: 49, 79: 48})) is not None
    )
