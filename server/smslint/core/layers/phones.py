"""Kinds of telephone numbers: which ones a phone variable may carry, and which ones other variables may not."""

from __future__ import annotations

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
