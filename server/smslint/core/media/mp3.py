"""MP3, and the other sounds whose frames begin with the same bits: AAC, and layers I and II of MPEG."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from smslint.core.media.media import Damaged, Media, Walk, named
from smslint.messages import media as messages

BEFORE: Final = 4096
"""How many bytes, of silence or of a frame that was cut, may stand in front of the first frame."""
_NAMES: Final = {3: "MPEG layer I", 2: "MPEG layer II", 1: "MP3"}
_RATES: Final = (44100, 48000, 32000)
_BITRATES: Final = {
    (True, 3): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (True, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 1): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 3): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 1): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits a second, by whether it is MPEG 1 and by the layer as headers write it."""


class AudioFrame(NamedTuple):
    """A header of a frame. `stream` is the same in all frames of a sound; `length` is None in the free format."""

    name: str
    stream: tuple[int, ...]
    length: int | None


def tagged_end(data: bytes) -> int:
    """The offset behind the tags (ID3v2) at the start of a file. Raises Damaged if one is longer than the file."""
    at = 0
    walk = Walk(data)
    while data[at : at + 3] == b"ID3" and walk.size - at >= 10:
        walk.count()
        parts = data[at + 6 : at + 10]
        length = sum(part << shift for part, shift in zip(parts, (21, 14, 7, 0), strict=True) if part < 0x80)
        length += 20 if data[at + 5] & 0x10 else 10
        walk.need(at, length, "ID3")
        at += length
    return at


def sound(data: bytes, start: int, before: int = BEFORE, least: int = 2) -> Media | None:
    """The sound whose frames begin at most `before` bytes behind an offset; None if there is none.

    That many headers in a row must agree, or all that there are up to the end.
    """
    at, free = start, False
    while (at := data.find(b"\xff", at, start + before + 1)) >= 0:
        frame = _frame(data, at)
        if frame is not None and frame.length is None:
            free = free or at == start
        elif frame is not None and _in_a_row(data, at, frame, least):
            formats = {"MP3": "mp3", "AAC": "aac"}
            return named(formats.get(frame.name, "mp2"), frame.name)
        at += 1
    return named("", "MP3 (free format)") if free else None


def tagged_sound(data: bytes) -> Media:
    """A file that begins with tags, as only sounds do."""
    found = named("mp3", "MP3")
    try:
        start = tagged_end(data)
    except Damaged as damaged:
        return replace(found, fault=damaged.fault)
    if data[start : start + 4] == b"fLaC":
        return named("flac", "FLAC")
    return sound(data, start) or replace(found, fault=messages.NO_AUDIO)


def _in_a_row(data: bytes, at: int, frame: AudioFrame, least: int) -> bool:
    for _ in range(least - 1):
        at += frame.length or 0
        following = _frame(data, at)
        if following is None or following.stream != frame.stream or following.length is None:
            return False
        frame = following
    return True


def _frame(data: bytes, at: int) -> AudioFrame | None:
    """The header of a frame at an offset."""
    head = int.from_bytes(data[at : at + 4], "big")
    if len(data) < at + 4 or head >> 21 != 0x7FF:
        return None
    version, layer = head >> 19 & 3, head >> 17 & 3
    if not layer:
        return _aac_frame(data, at, head)
    bits, rate, padding = head >> 12 & 15, head >> 10 & 3, head >> 9 & 1
    if version == 1 or bits == 15 or rate == 3:
        return None
    first = version == 3
    stream = (version, layer, rate)
    if not bits:
        return AudioFrame(_NAMES[layer], stream, None)
    hertz = _RATES[rate] >> (0 if first else 1 if version == 2 else 2)
    bitrate = _BITRATES[first, layer][bits] * 1000
    if layer == 3:
        return AudioFrame(_NAMES[layer], stream, (12 * bitrate // hertz + padding) * 4)
    samples = 72 if layer == 1 and not first else 144
    return AudioFrame(_NAMES[layer], stream, samples * bitrate // hertz + padding)


def _aac_frame(data: bytes, at: int, head: int) -> AudioFrame | None:
    """The header of a frame of AAC (ADTS), which has no layer."""
    rate, length = head >> 10 & 15, int.from_bytes(data[at + 3 : at + 6], "big") >> 5 & 0x1FFF
    if not head >> 20 & 1 or rate > 12 or length < 7 or len(data) < at + 7:
        return None
    return AudioFrame("AAC", (4, head >> 14 & 3, rate), length)
