"""Numbers of telephones and plates.

A phone variable may carry some kinds of telephone numbers, and other variables may not carry any. Licence plates that
the vendor's grammar accepts but GA 36-2018 does not define are risky, never rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smslint.core.content import read_value
from smslint.core.lexicon import Lexicon
from smslint.core.patterns import lazy_pattern
from smslint.core.recognise.links import links_in
from smslint.core.recognise.phones import outside_links, phones_in

_NUMBER = lazy_pattern("[0-9](?:-?[0-9]){4,12}")
_LANDLINE = lazy_pattern("0(?:10|2[0-9]|[3-9][0-9]{2})-?[1-9][0-9]{2,3}-?[0-9]{4}(?:-[0-9]{1,6})?")
_SERVICE = lazy_pattern("[48]00[0-9]{7}|9[56][0-9]{3,6}|1[0-9]{4}")
_MOBILE = lazy_pattern("(?:86)?1[3-9][0-9]{9}")
_REJECTED = lazy_pattern("[48]00[0-9]{7}|95[0-9]{3,6}")
_DIGITS = lazy_pattern("[0-9０-９](?:[^0-9０-９]?[0-9０-９]){4}")
_SIGNS = str.maketrans("", "", " -()（）－")


def unknown_kind(value: str, _: Lexicon) -> Iterator[tuple[str, int, int]]:
    """A number of an unknown kind."""
    if _NUMBER.fullmatch(value) and not _LANDLINE.fullmatch(value):
        digits = value.replace("-", "")
        if not (_SERVICE.fullmatch(digits) or _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits)):
            yield "unknown-number", 0, len(value)


def phone_numbers(value: str, lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Numbers that can be dialled, in a value that must not contain any."""
    if not _DIGITS.search(value):
        return
    digits = value.translate(_SIGNS)
    if digits.isascii() and digits.isdigit():
        if _MOBILE.fullmatch(digits):
            yield "mobile-number", 0, len(value)
        elif _LANDLINE.fullmatch(value.replace(" ", "-")) or _LANDLINE.fullmatch(digits) or _REJECTED.fullmatch(digits):
            yield "phone-number", 0, len(value)
        return
    content = read_value(value, lexicon)
    for found in outside_links(phones_in(content), links_in(content)):
        yield ("mobile-number" if found.kind == "mobile" else "phone-number"), found.start, found.end


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
