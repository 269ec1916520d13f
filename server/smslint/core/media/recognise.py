"""Tells what a file is by its first bytes, and has the reader of its format walk the rest."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from smslint.core.media.media import Media, named
from smslint.core.media.mp3 import sound, tagged_sound
from smslint.core.media.mp4 import is_boxes, mp4
from smslint.core.media.pictures import bmp, gif, jpeg, may_be_bmp, png
from smslint.messages import media as messages

_WALKED: Final[tuple[tuple[bytes, Callable[[bytes], Media]], ...]] = (
    (b"\x89PNG\r\n\x1a\n", png),
    (b"\xff\xd8\xff", jpeg),
    (b"GIF87a", gif),
    (b"GIF89a", gif),
    (b"ID3", tagged_sound),
)
_NAMED: Final[tuple[tuple[int, bytes, str, str], ...]] = (
    (0, b"%PDF-", "pdf", "PDF"),
    (0, b"\x1aE\xdf\xa3", "mkv", "Matroska"),
    (0, b"FLV\x01", "flv", "Flash Video"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wmv", "Windows Media"),
    (0, b"\0\0\x01\xba", "mpg", "MPEG"),
    (0, b"\0\0\x01\xb3", "mpg", "MPEG"),
    (0, b"OggS", "ogg", "Ogg"),
    (0, b"fLaC", "flac", "FLAC"),
    (0, b"#!AMR", "amr", "AMR"),
    (8, b"AIFF", "aiff", "AIFF"),
    (8, b"AIFC", "aiff", "AIFF"),
    (0, b"MThd", "mid", "MIDI"),
    (0, b"#!SILK", "silk", "SILK"),
    (1, b"#!SILK", "silk", "SILK"),
    (0, b"II*\0", "tif", "TIFF"),
    (0, b"MM\0*", "tif", "TIFF"),
    (0, b"\0\0\x01\0", "ico", "ICO"),
    (0, b"8BPS", "psd", "Photoshop"),
    (4, b"jP  \r\n", "jp2", "JPEG 2000"),
    (4, b"JXL \r\n", "jxl", "JPEG XL"),
    (0, b"\xff\x0a", "jxl", "JPEG XL"),
    (0, b"Rar!\x1a\x07", "rar", "RAR"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z", "7z"),
    (0, b"\x1f\x8b\x08", "gz", "gzip"),
)
"""What is only named: the offset and the bytes of a mark, the usual ending, and the name."""
_RIFF: Final = {b"WEBP": ("webp", "WebP"), b"AVI ": ("avi", "AVI"), b"WAVE": ("wav", "WAV")}
_OFFICE: Final = {b"word/": ("docx", "DOCX"), b"xl/": ("xlsx", "XLSX"), b"ppt/": ("pptx", "PPTX")}
_OLD_OFFICE: Final = {"WordDocument": ("doc", "DOC"), "Workbook": ("xls", "XLS"), "PowerPoint Document": ("ppt", "PPT")}
_BINARY: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SVG: Final = re.compile(
    rb"\s*+(?:<\?xml[^>]{0,200}>\s*+)?(?:<!--.{0,2000}?-->\s*+)?(?:<!DOCTYPE svg[^>]{0,400}>\s*+)?<svg[\s>]", re.S
)
_HTML: Final = re.compile(rb"\s*+<(?:!DOCTYPE html|html)[\s>]", re.I)


def media_of(data: bytes, size: int | None = None) -> Media:
    """What a file is. `size` is given if only its first bytes were read: then nothing is said about damage."""
    if not data:
        return Media("", messages.UNKNOWN, fault=messages.EMPTY)
    is_part = size is not None and size > len(data)
    found = _media_of(data, is_part)
    return replace(found, fault=None) if is_part and found.fault is not None else found


def _media_of(data: bytes, is_part: bool) -> Media:
    for mark, reader in _WALKED:
        if data.startswith(mark):
            return reader(data)
    if data[:2] == b"BM" and may_be_bmp(data):
        return bmp(data)
    if is_boxes(data):
        return mp4(data)
    found = _named(data)
    if found is not None:
        return found
    if data[0] == 0xFF and (found := sound(data, 0)) is not None:
        return found
    found = _text(data, is_part)
    if found is not None:
        return found
    return sound(data, 0, least=3) or Media("", messages.UNKNOWN)


def _named(data: bytes) -> Media | None:
    """A file that is only named."""
    if data[:4] == b"RIFF" and data[8:12] in _RIFF:
        is_mp3 = data[8:16] == b"WAVEfmt " and data[20:22] == b"\x55\0"
        return named("wav", "WAV (MP3)") if is_mp3 else named(*_RIFF[data[8:12]])
    if data[:4] == b"PK\x03\x04":
        format, name = next((each for mark, each in _OFFICE.items() if mark in data), ("zip", "ZIP"))
        return named(format, name)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        streams = ((mark.encode("utf-16-le"), each) for mark, each in _OLD_OFFICE.items())
        format, name = next((each for mark, each in streams if mark in data), ("", "OLE"))
        return named(format, name)
    if data[:1] == b"\x47" and data[188:189] == b"\x47" and data[376:377] == b"\x47":
        return named("ts", "MPEG-TS")
    if data[:5] == b"\0\0\0\x01\x67" or data[:4] == b"\0\0\x01\x67":
        return named("h264", "H.264 (no MP4)")
    for at, mark, format, name in _NAMED:
        if data.startswith(mark, at):
            webm = format == "mkv" and b"webm" in data[:64]
            return named("webm", "WebM") if webm else named(format, name)
    return None


def _text(data: bytes, is_part: bool) -> Media | None:
    """A text: UTF-8, or another encoding by its mark; GB 18030 where it decodes as such."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _other_text("UTF-16")
    if _BINARY.search(data):
        return None
    if _SVG.match(data):
        return named("svg", "SVG")
    if _HTML.match(data):
        return named("html", "HTML")
    for encoding, found in (("utf-8", Media("txt", messages.UTF8)), ("gb18030", _other_text("GB 18030"))):
        try:
            getincrementaldecoder(encoding)().decode(data, final=not is_part)
        except UnicodeDecodeError:
            continue
        return found
    return None


def _other_text(encoding: str) -> Media:
    return Media("", messages.OTHER_TEXT.fill(encoding=encoding))
