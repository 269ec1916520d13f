"""Media made by code, whole and as small as their formats allow, and each to be made larger or of other parts."""

from __future__ import annotations

import struct
from binascii import crc32
from zlib import compress


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))


def png(width: int = 2, height: int = 2, size: int = 0) -> bytes:
    """A PNG, with text added up to a size in bytes."""
    rows = compress(b"".join(b"\0" + b"\x3a\x7a\xc0" * width for _ in range(height)))
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    made = head + chunk(b"IDAT", rows) + chunk(b"IEND")
    return made if len(made) >= size else head + chunk(b"tEXt", b"x" * (size - len(made) - 12)) + made[len(head) :]


def segment(marker: int, data: bytes = b"") -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def jpeg(width: int = 2, height: int = 2, sof: int = 0xC0, before: bytes = b"", after: bytes = b"") -> bytes:
    """The structure of a JPEG, with segments before its frame, and data after its end."""
    frame = segment(sof, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return (
        b"\xff\xd8" + segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0") + before + frame + scan + b"\xff\xd9" + after
    )


def gif(width: int = 2, height: int = 2, frames: int = 1) -> bytes:
    """A GIF with so many pictures."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\x3a\x7a\xc0"
    control = b"\x21\xf9\x04\0\x0a\0\0\0"
    picture = b"\x2c" + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x44\x01\0"
    return head + (control + picture) * frames + b"\x3b"


def bmp(width: int = 2, height: int = 2, info: int = 40) -> bytes:
    """A BMP of 24 bits; a negative height turns it upside down."""
    rows = (width * 3 + 3) // 4 * 4 * abs(height)
    if info == 12:
        header = struct.pack("<IHHHH", 12, width, height, 1, 24)
    else:
        header = struct.pack("<IiiHHIIiiII", info, width, height, 1, 24, 0, rows, 0, 0, 0, 0).ljust(info, b"\0")
    offset = 14 + len(header)
    return b"BM" + struct.pack("<IHHI", offset + rows, 0, 0, offset) + header + b"\x55" * rows


def box(kind: bytes, *parts: bytes) -> bytes:
    """A box of an MP4."""
    inner = b"".join(parts)
    return struct.pack(">I", len(inner) + 8) + kind + inner


def long_box(kind: bytes, inner: bytes) -> bytes:
    """The same with its size in 64 bits."""
    return struct.pack(">I", 1) + kind + struct.pack(">Q", len(inner) + 16) + inner


def esds(object_type: int) -> bytes:
    """The box that says what `mp4v` or `mp4a` stands for."""
    config = bytes((4, 0x80, 0x80, 0x80, 13, object_type)) + bytes(12)
    return box(b"esds", bytes(4), bytes((3, 0x80, 0x80, 0x80, len(config) + 3, 0, 1, 0)), config)


def track(handler: bytes, entry: bytes, *inner: bytes) -> bytes:
    """A track with one sample entry."""
    fields = bytes(24) + struct.pack(">HH", 640, 360) + bytes(50) if handler == b"vide" else bytes(28)
    described = box(b"stsd", bytes(4), struct.pack(">I", 1), box(entry, fields, *inner))
    handled = box(b"hdlr", bytes(8), handler, bytes(13))
    return box(b"trak", box(b"tkhd", bytes(84)), box(b"mdia", handled, box(b"minf", box(b"stbl", described))))


H264 = track(b"vide", b"avc1", box(b"avcC", b"\x01\x42\x00\x1e\xff"))
HEVC = track(b"vide", b"hvc1", box(b"hvcC", bytes(23)))
AAC = track(b"soun", b"mp4a", esds(0x40))


def moov(*tracks: bytes, seconds: int = 5) -> bytes:
    """The box that tells of the tracks."""
    return box(b"moov", box(b"mvhd", bytes(12), struct.pack(">II", 1000, seconds * 1000), bytes(80)), *tracks)


def mp4(*tracks: bytes, brand: bytes = b"isom", others: bytes = b"isomavc1mp42", size: int = 0) -> bytes:
    """An MP4 of a size in bytes, at least as large as its parts; with H.264 and AAC unless it gets other tracks."""
    made = box(b"ftyp", brand, bytes(4), others) + moov(*(tracks or (H264, AAC)))
    return made + box(b"mdat", b"\x65" * max(size - len(made) - 8, 16))


def mp3(frames: int = 4, head: bytes = b"\xff\xfb\x90\x00", tag: bytes = b"", length: int = 417) -> bytes:
    """An MP3 of 128 kbit/s and 44,100 Hz, behind a tag. Another header needs the length of its frames."""
    return tag + (head + bytes(length - 4)) * frames


def id3(size: int = 32) -> bytes:
    """A tag of a size in bytes, without its header."""
    return b"ID3\x03\0\0" + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0)) + bytes(size)
