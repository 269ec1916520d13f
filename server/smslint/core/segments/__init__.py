"""Length and billed segments: of a message, and of every message that a template can become."""

from smslint.core.segments.counting import (
    CAPACITY,
    GSM_BASIC,
    GSM_EXTENDED,
    MOST_CHARACTERS,
    NON_GSM,
    Count,
    Encoding,
    count,
    encoding_of,
    outside_bmp,
    units,
)
from smslint.core.segments.reach import End, Reach, Room, Share
from smslint.core.segments.shape import Shape, Slot, displayed_signature

__all__ = [
    "CAPACITY",
    "GSM_BASIC",
    "GSM_EXTENDED",
    "MOST_CHARACTERS",
    "NON_GSM",
    "Count",
    "Encoding",
    "End",
    "Reach",
    "Room",
    "Shape",
    "Share",
    "Slot",
    "count",
    "displayed_signature",
    "encoding_of",
    "outside_bmp",
    "units",
]
