"""What is known of a file that holds media, and the reader of its bytes."""

from __future__ import annotations

from typing import Final, Protocol

from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import media as messages

MOST_PARTS: Final = 20_000
"""How many parts of a file are walked. The largest GIF that a digital message takes has fewer than 10,000."""


@dataclass(frozen=True, slots=True)
class Media:
    """What a file is.

    `format` is the usual ending of its name (`png`, `jpg`, `mp4`, `txt`); empty if it is not known. `name` is what
    people call it, with the codec of a video or a sound. `codec` is the one of the first video track, `H.264` or
    another. Sizes are in pixels, the duration in seconds; None is not known. `fault` says what is damaged.
    """

    format: str
    name: Bilingual
    codec: str | None = None
    width: int | None = None
    height: int | None = None
    duration: float | None = None
    fault: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file that a template names: how many bytes it has, and what it is; or the `problem`, why it cannot be read."""

    size: int = 0
    media: Media | None = None
    problem: Bilingual | None = None


class Files(Protocol):
    """The files beside a template's document. The core opens none; whoever has it analyse a template gives it these."""

    def look(self, path: str, limit: int) -> MediaFile:
        """The file at a path as the template writes it, of which at most `limit` bytes are read."""

    def read(self, path: str, limit: int) -> bytes:
        """The bytes of a file. Raises OSError and ValueError, also if it has more than `limit`."""


def named(format: str, name: str) -> Media:
    """A file of a format with a name that is the same in all languages."""
    return Media(format, Bilingual(name, name))


class Damaged(Exception):
    """A file is not what its first bytes promise."""

    def __init__(self, fault: Bilingual, part: str = "", **values: object) -> None:
        super().__init__(fault.en)
        self.fault = fault.fill(part=part, **values)


class Walk:
    """Reads numbers from bytes, and counts the parts of a file that were passed. All numbers are unsigned."""

    __slots__ = ("data", "parts", "size")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size = len(data)
        self.parts = 0

    def need(self, at: int, count: int, part: str) -> None:
        """Raise `Damaged` if fewer bytes than a part needs are left at an offset."""
        if at + count > self.size:
            raise Damaged(messages.CUT, part, needed=count, left=max(self.size - at, 0))

    def big(self, at: int, count: int, part: str) -> int:
        """A number, its highest byte first."""
        self.need(at, count, part)
        return int.from_bytes(self.data[at : at + count], "big")

    def little(self, at: int, count: int, part: str) -> int:
        """A number, its lowest byte first."""
        self.need(at, count, part)
        return int.from_bytes(self.data[at : at + count], "little")

    def count(self) -> None:
        """Count a part. Raises `Damaged` if there are too many."""
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise Damaged(messages.TOO_MANY, limit=MOST_PARTS)
