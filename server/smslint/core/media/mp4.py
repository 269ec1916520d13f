"""The family of MP4: boxes within boxes, with the codecs of the tracks. HEIC, AVIF, QuickTime, 3GP and M4A begin like
it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from smslint.core.media.media import Damaged, Media, Walk, named
from smslint.dataclass import dataclass
from smslint.messages import media as messages

_DEEPEST: Final = 8
_HOLDERS: Final = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"moof", b"traf"})
_FIRST: Final = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"moof", b"styp"})
_STILL: Final = {
    b"heic": "HEIC",
    b"heix": "HEIC",
    b"hevc": "HEIC",
    b"hevx": "HEIC",
    b"heim": "HEIC",
    b"heis": "HEIC",
    b"mif1": "HEIF",
    b"msf1": "HEIF",
    b"avif": "AVIF",
    b"avis": "AVIF",
    b"crx ": "CR3",
}
"""Brands of pictures that are kept in boxes."""
_VIDEO: Final = {
    b"hvc1": "HEVC",
    b"hev1": "HEVC",
    b"hvc2": "HEVC",
    b"hev2": "HEVC",
    b"dvh1": "HEVC (Dolby Vision)",
    b"dvhe": "HEVC (Dolby Vision)",
    b"av01": "AV1",
    b"vp08": "VP8",
    b"vp09": "VP9",
    b"vvc1": "VVC",
    b"vvi1": "VVC",
    b"s263": "H.263",
    b"h263": "H.263",
    b"jpeg": "Motion JPEG",
    b"mjpa": "Motion JPEG",
    b"mjpb": "Motion JPEG",
    b"apch": "ProRes",
    b"apcn": "ProRes",
    b"apcs": "ProRes",
    b"apco": "ProRes",
    b"ap4h": "ProRes",
    b"encv": "encrypted video",
}
_H264: Final = frozenset({b"avc1", b"avc2", b"avc3", b"avc4", b"dva1", b"dvav"})
_MP4V: Final = {
    0x20: "MPEG-4 part 2",
    0x6C: "Motion JPEG",
    **dict.fromkeys(range(0x60, 0x66), "MPEG-2"),
    0x6A: "MPEG-1",
}
"""The video that `mp4v` stands for, by the object type in its `esds`."""
_SOUND: Final = {
    b"mp4a": "AAC",
    b"samr": "AMR",
    b"sawb": "AMR",
    b"ac-3": "AC-3",
    b"ec-3": "E-AC-3",
    b"alac": "ALAC",
    b"Opus": "Opus",
    b"fLaC": "FLAC",
    b".mp3": "MP3",
}
_MP4A: Final = {0x69: "MP3", 0x6B: "MP3", 0xA5: "AC-3", 0xAD: "Opus"}


class Box(NamedTuple):
    """A box: its kind, and where what it holds starts and ends."""

    kind: bytes
    start: int
    end: int

    @property
    def name(self) -> str:
        """The kind in printable characters."""
        return self.kind.decode("latin-1").strip() if self.kind.isascii() else self.kind.hex(" ")


@dataclass(slots=True)
class _Track:
    """What is known of a track: whether it is video (`vide`) or sound (`soun`), and its codec."""

    handler: bytes = b""
    entry: bytes = b""
    codec: str = ""
    width: int = 0
    height: int = 0


def is_boxes(data: bytes) -> bool:
    """Whether a file begins with a box of this family."""
    return data[4:8] in _FIRST


def mp4(data: bytes) -> Media:
    """A file of the family, named for what it is: only what begins with `ftyp`, is no still picture and no QuickTime
    and has a video is an MP4."""
    walk, tracks = Walk(data), list[_Track]()
    found = kind = _kind(data)
    try:
        seen: set[bytes] = set()
        for box in _boxes(walk, 0, walk.size, outermost=True):
            seen.add(box.kind)
            if box.kind == b"moov":
                found = replace(found, duration=_duration(walk, box))
                _tracks(walk, box, tracks, 1)
        if kind.format in ("heic", "avif", ""):
            return kind
        for part in (b"moov", b"mdat"):
            if part not in seen:
                raise Damaged(messages.NO_PART, part.decode())
    except Damaged as damaged:
        found = replace(found, fault=damaged.fault)
    return _with_tracks(found, tracks)


def _kind(data: bytes) -> Media:
    """The container by its brands. Many MP4 files have a brand of their own, so all others are MP4."""
    if data[4:8] != b"ftyp":
        return named("mov", "QuickTime")
    end = min(int.from_bytes(data[:4], "big"), len(data), 1024)
    major, others = data[8:12], {data[at : at + 4] for at in range(16, end - 3, 4)}
    if major in _STILL:
        name = "AVIF" if {b"avif", b"avis"} & {major, *others} else _STILL[major]
        return named({"HEIC": "heic", "HEIF": "heic", "AVIF": "avif"}.get(name, ""), name)
    if major == b"qt  ":
        return named("mov", "QuickTime")
    if major[:2] == b"3g" and not any(each[:3] in (b"iso", b"mp4", b"avc") for each in others):
        return named("3gp", "3GP")
    return named("mp4", "MP4")


def _with_tracks(found: Media, tracks: list[_Track]) -> Media:
    """A container with the codec of its first video track; one with nothing but sound is named for that."""
    video = next((each for each in tracks if each.handler == b"vide"), None)
    container = found.name
    if video is not None:
        name = messages.WITH_VIDEO.fill(container=container, codec=video.codec)
        width, height = video.width or None, video.height or None
        return replace(found, name=name, codec=video.codec, width=width, height=height)
    if found.fault is not None:
        return found
    sound = next((each for each in tracks if each.handler == b"soun"), None)
    if sound is not None:
        return replace(found, format="m4a", name=messages.WITH_SOUND.fill(container=container, codec=sound.codec))
    return replace(found, format="", name=messages.NO_TRACK.fill(container=container))


def _boxes(walk: Walk, start: int, end: int, outermost: bool = False) -> Iterator[Box]:
    """The boxes between two offsets. Up to seven bytes behind the last one, and zeros, belong to none."""
    at, data = start, walk.data
    while at + 8 <= end:
        walk.count()
        size, kind, inner = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], at + 8
        if not size and kind == b"\0\0\0\0":
            return
        if size == 1:
            size, inner = walk.big(at + 8, 8, Box(kind, 0, 0).name), at + 16
        elif size == 0:
            size = end - at
        if size < inner - at:
            raise Damaged(messages.BAD_SIZE, Box(kind, 0, 0).name, size=size)
        if at + size > end:
            name = Box(kind, 0, 0).name
            if outermost:
                raise Damaged(messages.CUT, name, needed=size, left=end - at)
            raise Damaged(messages.PAST_END, name, bytes=at + size - end)
        yield Box(kind, inner, at + size)
        at += size


def _duration(walk: Walk, moov: Box) -> float | None:
    """The seconds that `mvhd` states; None in fragmented files, where it states 0."""
    for box in _boxes(walk, moov.start, moov.end):
        if box.kind == b"mvhd":
            long = walk.big(box.start, 1, box.name) == 1
            at, count = (box.start + 20, 8) if long else (box.start + 12, 4)
            scale, length = walk.big(at, 4, box.name), walk.big(at + 4, count, box.name)
            return length / scale if scale and length and length < (1 << 8 * count) - 1 else None
    return None


def _tracks(walk: Walk, holder: Box, tracks: list[_Track], depth: int) -> None:
    """The tracks within a box, in their order."""
    if depth > _DEEPEST:
        raise Damaged(messages.TOO_DEEP, limit=_DEEPEST)
    for box in _boxes(walk, holder.start, holder.end):
        if box.kind == b"trak":
            tracks.append(_Track())
        track = tracks[-1] if tracks else _Track()
        if box.kind in _HOLDERS:
            _tracks(walk, box, tracks, depth + 1)
        elif box.kind == b"hdlr" and not track.handler:  # a second one, below `minf`, tells of the data
            walk.need(box.start, 12, box.name)
            track.handler = walk.data[box.start + 8 : box.start + 12]
        elif box.kind == b"stsd" and not track.entry:
            _entry(walk, box, track)


def _entry(walk: Walk, box: Box, track: _Track) -> None:
    """The codec of a track, from the first sample entry."""
    if not walk.big(box.start + 4, 4, box.name):
        raise Damaged(messages.NO_PART, "stsd")
    entry = next(_boxes(walk, box.start + 8, box.end), None)
    if entry is None:
        raise Damaged(messages.NO_PART, "stsd")
    track.entry, name = entry.kind, entry.name
    if track.handler == b"vide":
        track.width, track.height = walk.big(entry.start + 24, 2, name), walk.big(entry.start + 26, 2, name)
        if entry.kind in _H264:
            track.codec = "H.264"
        elif entry.kind == b"mp4v":
            track.codec = f"{_MP4V.get(_object_type(walk, entry), 'MPEG-4')} (mp4v)"
        else:
            track.codec = f"{_VIDEO[entry.kind]} ({name})" if entry.kind in _VIDEO else name
    elif track.handler == b"soun":
        track.codec = _SOUND.get(entry.kind, name)
        if entry.kind == b"mp4a":
            track.codec = _MP4A.get(_object_type(walk, entry), "AAC")


def _object_type(walk: Walk, entry: Box) -> int:
    """The object type in the `esds` of a sample entry; 0 if there is none."""
    at = walk.data.find(b"esds", entry.start, entry.end)
    if at < 0:
        return 0
    at += 8
    for tag, skip in ((3, 3), (4, 0)):
        if at >= entry.end or walk.data[at] != tag:
            return 0
        at += 1
        while at < entry.end and walk.data[at] & 0x80:
            at += 1
        at += 1 + skip
    return walk.data[at] if at < entry.end else 0
