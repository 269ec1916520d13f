"""A striped picture for one that is still to be made, as large as digital messages must be."""

from __future__ import annotations

import struct
from binascii import crc32
from typing import Final
from zlib import compress

_SIDE: Final = 480
"""Pixels: without compression, the picture has 690 KB, and digital messages must have over 660."""
_STRIPE: Final = 16


def placeholder_picture() -> bytes:
    """A PNG with diagonal stripes, not compressed."""
    stripes = (b"\xe8\xec\xf2" * _STRIPE + b"\xd3\xdb\xe6" * _STRIPE) * (_SIDE // _STRIPE)
    rows = (stripes[3 * (y % (2 * _STRIPE)) :][: 3 * _SIDE] for y in range(_SIDE))
    header = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    data = compress(b"".join(b"\0" + row for row in rows), 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))
