"""What files are by their bytes, whole, cut at every byte, and broken at random."""

from __future__ import annotations

import random
import struct

import pytest

import made_media as made
from counted import CountedCalls
from smslint.core.media import Media, media_of
from smslint.core.media.media import MOST_PARTS

RIFF_MP3 = b"RIFF" + struct.pack("<I", 1000) + b"WAVEfmt " + struct.pack("<IHH", 30, 0x55, 1) + bytes(40)
ADTS = b"\xff\xf1\x50\x80\x03\x1f\xfc" + bytes(17)
JPEG_2 = made.segment(0xE1, b"Exif\0\0" + made.jpeg(1, 1))
WHOLE = {
    "png": (made.png(3, 5), "PNG", (3, 5)),
    "png with data behind": (made.png() + b"trailer", "PNG", (2, 2)),
    "jpeg": (made.jpeg(7, 9), "JPEG", (7, 9)),
    "progressive": (made.jpeg(sof=0xC2), "JPEG", (2, 2)),
    "arithmetic": (made.jpeg(sof=0xC9), "JPEG", (2, 2)),
    "jpeg with a thumbnail": (made.jpeg(7, 9, before=JPEG_2), "JPEG", (7, 9)),
    "two jpegs": (made.jpeg(after=made.jpeg(5, 5)), "JPEG", (2, 2)),
    "cmyk": (made.jpeg(before=made.segment(0xEE, b"Adobe\0\x64\0\0\0\0\0")), "JPEG", (2, 2)),
    "encoder's comment first": (b"\xff\xd8" + made.segment(0xFE, b"x") + made.jpeg()[2:], "JPEG", (2, 2)),
    "filled": (made.jpeg().replace(b"\xff\xc0", b"\xff\xff\xff\xc0"), "JPEG", (2, 2)),
    "gif": (made.gif(4, 6), "GIF", (4, 6)),
    "moving gif": (made.gif(frames=3), "GIF", (2, 2)),
    "gif without trailer": (made.gif()[:-1], "GIF", (2, 2)),
    "bmp": (made.bmp(3, 2), "BMP", (3, 2)),
    "bmp from the top": (made.bmp(3, -2), "BMP", (3, 2)),
    "old bmp": (made.bmp(info=12), "BMP", (2, 2)),
    "new bmp": (made.bmp(info=124), "BMP", (2, 2)),
    "mp4": (made.mp4(), "MP4 with H.264", (640, 360)),
    "sound first": (made.mp4(made.AAC, made.H264), "MP4 with H.264", (640, 360)),
    "avc3": (made.mp4(made.track(b"vide", b"avc3")), "MP4 with H.264", (640, 360)),
    "media first": (b"".join((made.mp4()[:28], made.box(b"mdat", b"x"), made.moov(made.H264))), "MP4 with H.264", None),
    "media to the end": (made.mp4()[:-24] + bytes(4) + b"mdat" + b"x" * 50, "MP4 with H.264", None),
    "long media": (made.mp4()[:-24] + made.long_box(b"mdat", b"x" * 50), "MP4 with H.264", None),
    "free behind": (made.mp4() + made.box(b"free", b"x"), "MP4 with H.264", None),
    "other brand": (made.mp4(brand=b"XYZ9", others=b""), "MP4 with H.264", None),
    "phone": (made.mp4(brand=b"3gp4", others=b"isom3gp4"), "MP4 with H.264", None),
    "fragmented": (
        made.box(b"ftyp", b"iso6\0\0\0\0")
        + made.moov(made.H264, seconds=0)
        + made.box(b"moof", made.box(b"traf"))
        + made.box(b"mdat", b"x"),
        "MP4 with H.264",
        None,
    ),
    "time codes first": (made.mp4(made.track(b"tmcd", b"tmcd"), made.H264), "MP4 with H.264", None),
    "HEVC": (made.mp4(made.HEVC), "MP4 with HEVC (hvc1)", None),
    "HEVC in band": (made.mp4(made.AAC, made.track(b"vide", b"hev1")), "MP4 with HEVC (hev1)", None),
    "AV1": (made.mp4(made.track(b"vide", b"av01")), "MP4 with AV1 (av01)", None),
    "MPEG-4": (made.mp4(made.track(b"vide", b"mp4v", made.esds(0x20))), "MP4 with MPEG-4 part 2 (mp4v)", None),
    "moving JPEG": (made.mp4(made.track(b"vide", b"mp4v", made.esds(0x6C))), "MP4 with Motion JPEG (mp4v)", None),
    "unheard of": (made.mp4(made.track(b"vide", b"zzzz")), "MP4 with zzzz", None),
    "QuickTime": (made.mp4(brand=b"qt  ", others=b"qt  "), "QuickTime with H.264", None),
    "old QuickTime": (made.moov(made.H264) + made.box(b"mdat", b"x"), "QuickTime with H.264", None),
    "3GP": (made.mp4(brand=b"3gp5", others=b"3gp4"), "3GP with H.264", None),
    "M4A": (made.mp4(made.AAC, brand=b"M4A "), "MP4 with AAC and no video", None),
    "MP3 in MP4": (made.mp4(made.track(b"soun", b"mp4a", made.esds(0x6B))), "MP4 with MP3 and no video", None),
    "no track": (made.box(b"ftyp", b"isom") + made.moov() + made.box(b"mdat", b"x"), "MP4 without video", None),
    "HEIC": (made.box(b"ftyp", b"heic\0\0\0\0mif1heic") + made.box(b"meta"), "HEIC", None),
    "AVIF": (made.box(b"ftyp", b"mif1\0\0\0\0avifmif1"), "AVIF", None),
    "mp3": (made.mp3(), "MP3", None),
    "tagged mp3": (made.mp3(tag=made.id3(3000)), "MP3", None),
    "two tags": (made.mp3(tag=made.id3() + made.id3()), "MP3", None),
    "silence first": (bytes(3000) + made.mp3(), "MP3", None),
    "half a frame first": (made.mp3()[200:], "MP3", None),
    "last frame cut": (made.mp3()[:-100], "MP3", None),
    "slow mp3": (made.mp3(head=b"\xff\xf3\x90\x00", length=261), "MP3", None),
    "free format": (made.mp3(head=b"\xff\xfb\x00\x00"), "MP3 (free format)", None),
    "layer II": ((b"\xff\xfd\x80\x00" + bytes(413)) * 4 + made.mp3(0), "MPEG layer II", None),
    "AAC": (ADTS * 4, "AAC", None),
    "tagged AAC": (made.id3() + ADTS * 4, "AAC", None),
    "MP3 in RIFF": (RIFF_MP3, "WAV (MP3)", None),
    "WAV": (RIFF_MP3.replace(b"\x55\0\1\0", b"\1\0\1\0"), "WAV", None),
    "WebP": (b"RIFF\x20\0\0\0WEBPVP8 " + bytes(20), "WebP", None),
    "PDF": (b"%PDF-1.7\n", "PDF", None),
    "DOCX": (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml" + bytes(9) + b"word/document.xml", "DOCX", None),
    "DOC": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le"), "DOC", None),
    "SVG": (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG", None),
    "lossless": (made.jpeg(sof=0xC3), "JPEG (SOF3)", (2, 2)),
    "text": ("新品已上架，拒收请回复R".encode(), "text in UTF-8", None),
    "text with a mark": (b"\xef\xbb\xbfR", "text in UTF-8", None),
    "text about cars": (b"BMW and GIF, ID and %PDF", "text in UTF-8", None),
    "text of Windows": ("新品已上架，拒收请回复R".encode("gb18030"), "text in GB 18030", None),
    "text in UTF-16": ("新品已上架".encode("utf-16"), "text in UTF-16", None),
    "anything": (b"\x01\x02\x03\x04", "of no known format", None),
}


@pytest.mark.parametrize("case", WHOLE)
def test_files_are_what_their_bytes_say(case: str) -> None:
    data, name, size = WHOLE[case]
    found = media_of(data)
    assert (found.name.en, found.fault) == (name, None)
    if size is not None:
        assert (found.width, found.height) == size


def test_a_duration_is_told_where_the_file_tells_it() -> None:
    assert media_of(made.mp4()).duration == 5
    assert media_of(WHOLE["fragmented"][0]).duration is None


def fault(data: bytes) -> str:
    found = media_of(data).fault
    return found.en if found is not None else ""


def test_what_is_damaged_is_said() -> None:
    png, mp4 = made.png(), made.mp4()
    assert fault(b"") == "it is empty"
    assert fault(png[:41] + b"\0" + png[42:]) == "it is damaged: the checksum of IDAT is wrong"
    assert fault(png[:33] + made.chunk(b"IEND")) == "it is damaged: it has no IDAT"
    assert fault(png[:8] + made.chunk(b"IDAT") + png[33:]) == "it is damaged: it has no IHDR"
    assert fault(made.png(0, 2)) == "it is damaged: IHDR has a size of 0 × 2"
    assert fault(made.jpeg(0, 2)) == "it is damaged: SOF0 has a size of 0 × 2"
    assert fault(made.jpeg()[:-2]) == "it is cut off: its end mark EOI is missing"
    assert fault(b"\xff\xd8\xff\xe0\0\x10JFIF") == "it is cut off: APP0 needs 16 bytes, and 6 are left"
    assert fault(b"\xff\xd8" + made.segment(0xDA, bytes(6)) + b"\xff\xd9") == "it is damaged: it has no SOF"
    assert fault(made.gif(frames=0)) == "it is damaged: it has no picture"
    assert fault(made.bmp()[:-3]) == "it is cut off: rows needs 16 bytes, and 13 are left"
    lying = made.bmp()[:18] + struct.pack("<ii", 1 << 30, 1 << 30) + made.bmp()[26:]
    assert fault(lying).startswith("it is cut off: rows needs 3458764513820540928 bytes")
    assert fault(mp4[:-1]) == "it is cut off: mdat needs 24 bytes, and 23 are left"
    assert fault(mp4[:-24]) == "it is damaged: it has no mdat"
    assert fault(made.box(b"ftyp", b"isom") + made.box(b"mdat", b"x")) == "it is damaged: it has no moov"
    broken = mp4.replace(struct.pack(">I", len(made.H264)) + b"trak", b"\0\0\xff\xfftrak")
    assert fault(broken).startswith("it is damaged: the box trak ends ")
    assert fault(mp4.replace(b"\0\0\0\x5ctkhd", b"\0\0\0\x07tkhd")) == "it is damaged: tkhd has a size of 7"
    deep = made.box(b"trak")
    for _ in range(9):
        deep = made.box(b"trak", deep)
    assert fault(made.mp4(deep)) == "its boxes are nested more than 8 deep"
    assert fault(made.id3() + b"nothing") == "it is damaged: it has no two audio frames in a row"
    assert fault(made.id3()[:-1]) == "it is cut off: ID3 needs 42 bytes, and 41 are left"
    crowded = made.gif()[:-1] + b"\x21\xf9" + b"\1\0" * (MOST_PARTS + 1) + b"\0"
    assert fault(crowded) == "it has more than 20000 parts, and is not read further"


def test_the_beginning_of_a_longer_file_has_no_fault() -> None:
    for data in (made.png(), made.jpeg(), made.mp4(), made.mp3(tag=made.id3()), "短信".encode()[:4]):
        found = media_of(data[: len(data) // 2 + 1], len(data))
        assert found.fault is None
        assert found.format


@pytest.mark.parametrize("case", ["png", "jpeg with a thumbnail", "moving gif", "bmp", "mp4", "sound first", "MPEG-4"])
def test_a_file_cut_at_any_byte_is_no_whole_file(case: str) -> None:
    data = WHOLE[case][0]
    whole = media_of(data)
    for length in range(len(data)):
        found = media_of(data[:length])
        if found == whole:  # only a GIF, between its blocks and behind its first picture
            assert (whole.format, data[length - 1]) == ("gif", 0)
            assert length >= data.index(b"\x2c") + 15
        elif length >= 16:
            assert found.fault is not None, length


@pytest.mark.parametrize("case", ["tagged mp3", "AAC", "text", "DOC", "HEIC", "3GP", "layer II"])
def test_cutting_any_other_file_is_harmless(case: str) -> None:
    data = WHOLE[case][0]
    for length in range(0, len(data), 1 + len(data) // 400):
        assert isinstance(media_of(data[:length]), Media)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A file with a few bytes changed, added, dropped or repeated."""
    made_of = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(made_of) + 1)
        match chance.randrange(5):
            case 0:
                made_of[at : at + 1] = bytes((chance.randrange(256),))
            case 1:
                made_of[at : at + 4] = struct.pack(
                    ">I", chance.choice((0, 1, 7, 8, 0xFF, 0xFFFF, 1 << 31, (1 << 32) - 1))
                )
            case 2:
                del made_of[at : at + chance.randrange(1, 40)]
            case 3:
                end = min(at + chance.randrange(60), len(made_of))
                made_of[at:at] = made_of[at:end]
            case _:
                made_of[at:at] = chance.randbytes(chance.randrange(1, 9))
    return bytes(made_of)


def run_mutants(count: int, seed: int) -> float:
    """The most calls a byte that one of so many mutants of the files took."""
    chance, files, most = random.Random(seed), [each[0] for each in WHOLE.values()], 0.0
    for number in range(count):
        data = mutated(files[number % len(files)], chance)
        with CountedCalls() as work:
            found = media_of(data)
        most = max(most, work.calls / (len(data) + 1))
        assert found.name.zh
    return most


def test_mutants_are_read_quickly_and_never_fail() -> None:
    assert run_mutants(3000, 20261129) < 100


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xe0\0\2" + b"\xff\0" * 1_000_000,
        b"\xff\xd8" + b"\xff\xe1\0\2" * 500_000,
        made.png()[:33] + made.chunk(b"teXt") * 160_000,
        made.gif()[:-1] + b"\x21\xf9" + b"\1" * 2_000_000,
        made.mp4() + made.box(b"free") * 250_000,
        made.id3(0) * 200_000,
        b" " * 2_000_000,
        b"<!--" * 500_000,
        b"PK\3\4" + b"wor" * 660_000,
        b"\0" + b"\xff\xfb\x90\0" * 500_000,
    ],
    ids=["stuffed", "segments", "chunks", "blocks", "boxes", "tags", "blanks", "comments", "zip", "frames"],
)
def test_hostile_files_cost_no_more_than_their_length(data: bytes) -> None:
    with CountedCalls() as work:
        media_of(data)
    assert work.calls < len(data) / 5
