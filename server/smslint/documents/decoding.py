"""From bytes to text and back: encodings, byte order marks, and data that is not text."""

from __future__ import annotations

import codecs
from typing import Final, NamedTuple

from smslint.core.patterns import lazy_pattern
from smslint.messages import Bilingual
from smslint.messages import documents as messages

_HALF: Final = lazy_pattern("[\ud800-\udfff]")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks with their encodings. UTF-32 comes before UTF-16, because one of its marks begins like one of
UTF-16."""


class DecodedText(NamedTuple):
    """A text and its encoding. If `text` is None, `reason` says why the data cannot be decoded."""

    text: str | None
    encoding: str = "utf-8"
    bom: bool = False
    reason: Bilingual | None = None


def byte_order_mark(data: bytes) -> tuple[bytes, str]:
    """The byte order mark at the start of some data, and its encoding; without one, no bytes and UTF-8."""
    return next((each for each in _MARKS if data.startswith(each[0])), (b"", "utf-8"))


def decode_text(data: bytes, gb18030: bool) -> DecodedText:
    """The text of some data, by its byte order mark, else as UTF-8, else as GB18030 if `gb18030` is true."""
    mark, encoding = byte_order_mark(data)
    if mark:
        return _strict(data[len(mark) :], encoding, bom=True)
    at = data.find(b"\0")
    if at >= 0:
        return DecodedText(None, reason=messages.BINARY.fill(offset=at))
    found = _strict(data, "utf-8", bom=False)
    if found.text is None and gb18030:
        chinese = _strict(data, "gb18030", bom=False)
        if chinese.text is not None:
            return chinese
    return found


def _strict(data: bytes, encoding: str, bom: bool) -> DecodedText:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f"{data[error.start]:02X}" if error.start < len(data) else "-"
        reason = messages.NOT_ENCODED.fill(offset=error.start, byte=byte, encoding=encoding.upper())
        return DecodedText(None, encoding, bom, reason)
    return _unmarked(text, encoding, bom)


def clean(text: str, encoding: str = "utf-8", bom: bool = False) -> DecodedText:
    """A text without its byte order mark; a text with NUL characters is rejected. Half a surrogate pair becomes
    U+FFFD: an editor may send one, but no decoder produces it."""
    if not text.isascii() and (halves := _HALF.search(text)):
        text = text[: halves.start()] + _HALF.sub("\ufffd", text[halves.start() :])
    return _unmarked(text, encoding, bom)


def _unmarked(text: str, encoding: str, bom: bool) -> DecodedText:
    if text.startswith("\ufeff") and not bom:
        text, bom = text[1:], True
    at = text.find("\0")
    if at >= 0:
        return DecodedText(None, encoding, bom, messages.BINARY.fill(offset=at))
    return DecodedText(text, encoding, bom)
