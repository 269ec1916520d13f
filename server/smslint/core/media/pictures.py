"""PNG, JPEG, GIF and BMP: their structure from the first byte to the end."""

from __future__ import annotations

import re
from binascii import crc32
from dataclasses import replace
from typing import Final

from smslint.core.media.media import Damaged, Media, Walk, named
from smslint.messages import media as messages

_TO_MARKER: Final = re.compile(rb"[^\xff]*+(?:\xff++[\x00\xd0-\xd7][^\xff]*+)*+\xff++")
"""All in front of a marker that is neither a stuffed byte nor a restart: the data of a scan."""
_STANDALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_FRAMES: Final = frozenset({*range(0xC0, 0xD0), 0xF7}) - {0xC4, 0xC8, 0xCC}
_READ_BY_VIEWERS: Final = frozenset({0xC0, 0xC1, 0xC2, 0xC9})
_INFO_SIZES: Final = frozenset({12, 16, 40, 52, 56, 64, 108, 124})
_UNPACKED: Final = frozenset({0, 3, 6})
"""The compressions of BMP in which the rows have a length that is known."""


def png(data: bytes) -> Media:
    """A PNG. Data behind IEND is usual. Only the checksums of chunks that every viewer needs are compared."""
    walk, found = Walk(data), named("png", "PNG")
    at, kind, has_data = 8, b"", False
    try:
        while kind != b"IEND":
            if at == walk.size:
                raise Damaged(messages.NO_END, "IEND")
            walk.count()
            length = walk.big(at, 4, "IEND")
            walk.need(at, 8, "IEND")
            kind = data[at + 4 : at + 8]
            name = _printable(kind)
            if at == 8:
                if kind != b"IHDR" or length != 13:
                    raise Damaged(messages.NO_PART, "IHDR")
                size = walk.big(16, 4, "IHDR"), walk.big(20, 4, "IHDR")
                found = replace(found, width=size[0], height=size[1])
                _refuse_no_size(*size, "IHDR")
            walk.need(at, length + 12, name)
            if not kind[0] & 0x20 and crc32(data[at + 4 : at + 8 + length]) != walk.big(at + 8 + length, 4, name):
                raise Damaged(messages.BAD_CHECKSUM, name)
            has_data = has_data or kind == b"IDAT"
            at += length + 12
        if not has_data:
            raise Damaged(messages.NO_PART, "IDAT")
    except Damaged as damaged:
        return replace(found, fault=damaged.fault)
    return found


def jpeg(data: bytes) -> Media:
    """A JPEG. Its segments are walked, so that the end of a thumbnail is no end; data behind the end is usual."""
    walk, found = Walk(data), named("jpg", "JPEG")
    at, has_scan = 2, False
    try:
        while True:
            start = _TO_MARKER.match(data, at)
            if start is None or start.end() == walk.size:
                raise Damaged(messages.NO_END, "EOI")
            walk.count()
            marker, at = data[start.end()], start.end() + 1
            if marker == 0xD9:
                break
            if marker in _STANDALONE or marker == 0xD8:
                continue
            name = _marker_name(marker)
            length = walk.big(at, 2, name)
            if length < 2:
                raise Damaged(messages.BAD_SIZE, name, size=length)
            walk.need(at, length, name)
            if marker in _FRAMES and found.width is None:
                found = _frame(walk, found, at, length, marker)
            has_scan = has_scan or marker == 0xDA
            at += length
        if found.width is None:
            raise Damaged(messages.NO_PART, "SOF")
        if not has_scan:
            raise Damaged(messages.NO_PART, "SOS")
    except Damaged as damaged:
        return replace(found, fault=damaged.fault)
    return found


def _frame(walk: Walk, found: Media, at: int, length: int, marker: int) -> Media:
    """What the header of a frame tells. Viewers read no lossless and no hierarchical JPEG."""
    name = _marker_name(marker)
    if length < 8:
        raise Damaged(messages.BAD_SIZE, name, size=length)
    height, width = walk.big(at + 3, 2, name), walk.big(at + 5, 2, name)
    if not width:
        raise Damaged(messages.BAD_SIZE, name, size=f"{width} × {height}")
    if marker not in _READ_BY_VIEWERS:
        found = named("", "JPEG-LS" if marker == 0xF7 else f"JPEG ({name})")
    return replace(found, width=width, height=height or None)


def _marker_name(marker: int) -> str:
    if marker == 0xDA:
        return "SOS"
    if marker in _FRAMES:
        return "SOF55" if marker == 0xF7 else f"SOF{marker - 0xC0}"
    return f"APP{marker - 0xE0}" if 0xE0 <= marker <= 0xEF else f"FF{marker:02X}"


def gif(data: bytes) -> Media:
    """A GIF. Without its trailer it is read everywhere, so that is no fault once a picture is complete."""
    walk, found = Walk(data), named("gif", "GIF")
    try:
        width, height, packed = walk.little(6, 2, "header"), walk.little(8, 2, "header"), walk.little(10, 1, "header")
        found = replace(found, width=width, height=height)
        at = 13 + _colours(packed)
        walk.need(13, at - 13, "colours")
        has_picture = False
        while at < walk.size and data[at] != 0x3B:
            walk.count()
            block = data[at]
            if block == 0x21:
                at = _sub_blocks(walk, at + 2, "extension")
            elif block == 0x2C:
                inner = _colours(walk.little(at + 9, 1, "picture"))
                at = _sub_blocks(walk, at + 11 + inner, "picture")
                has_picture = True
            elif has_picture:
                break  # whatever follows a picture that is complete, viewers do not look at it
            else:
                raise Damaged(messages.NO_PICTURE)
        if not has_picture:
            raise Damaged(messages.NO_PICTURE)
    except Damaged as damaged:
        return replace(found, fault=damaged.fault)
    return found


def _colours(packed: int) -> int:
    """The bytes of a table of colours, which the flags of a screen or a picture announce."""
    return 3 << (packed & 7) + 1 if packed & 0x80 else 0


def _sub_blocks(walk: Walk, at: int, part: str) -> int:
    """The offset behind a chain of blocks, each with its length in front; one of no length ends it."""
    data, size = walk.data, walk.size
    while True:
        if at >= size:
            raise Damaged(messages.CUT, part, needed=1, left=0)
        length = data[at]
        at += length + 1
        if not length:
            return at
        walk.count()


def may_be_bmp(data: bytes) -> bool:
    """Whether a file that begins with the letters BM has a header like a BMP; a text could begin with them, too."""
    return len(data) < 18 or int.from_bytes(data[14:18], "little") in _INFO_SIZES


def bmp(data: bytes) -> Media:
    """A BMP. Its rows must be there; its own idea of its size is often two bytes off, and a run-length one is shorter
    than its rows."""
    walk, found = Walk(data), named("bmp", "BMP")
    try:
        offset, info = walk.little(10, 4, "header"), walk.little(14, 4, "header")
        walk.need(14, info, "header")
        if info == 12:
            width, height, bits, packing = walk.little(18, 2, ""), walk.little(20, 2, ""), walk.little(24, 2, ""), 0
        else:
            width, height = _signed(walk, 18), abs(_signed(walk, 22))
            bits = walk.little(28, 2, "header")
            packing = walk.little(30, 4, "header") if info >= 40 else 0
        found = replace(found, width=width, height=height)
        if width <= 0 or not height:
            raise Damaged(messages.BAD_SIZE, "header", size=f"{width} × {height}")
        rows = (width * bits + 31) // 32 * 4 * height
        walk.need(offset, rows if packing in _UNPACKED else 1, "rows")
    except Damaged as damaged:
        return replace(found, fault=damaged.fault)
    return found


def _signed(walk: Walk, at: int) -> int:
    walk.need(at, 4, "header")
    return int.from_bytes(walk.data[at : at + 4], "little", signed=True)


def _refuse_no_size(width: int, height: int, part: str) -> None:
    if not width or not height:
        raise Damaged(messages.BAD_SIZE, part, size=f"{width} × {height}")


def _printable(kind: bytes) -> str:
    return kind.decode("latin-1") if kind.isalpha() else kind.hex(" ")
