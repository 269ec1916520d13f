"""The frames of a digital message: their texts, joined by line breaks, are the content that rules read.

Ranges of the content lead back to the texts here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from smslint.core.change import Change, ReplaceText
from smslint.core.place import CONTENT, Place, Span
from smslint.core.template import Frame, Template

FRAMES: Final = Place(("frames",))


def text_place(index: int) -> Place:
    """The place of the text of a frame."""
    return FRAMES / index / "text"


def content_of(frames: Sequence[Frame]) -> str:
    """The texts as one content. A frame without text adds nothing."""
    return "\n".join(frame.text for frame in frames if frame.text)


def with_frames(template: Template, frames: tuple[Frame, ...]) -> Template:
    """The template with other frames, and the content that they make."""
    return replace(template, frames=frames, content=content_of(frames))


def text_starts(frames: Sequence[Frame]) -> Iterator[tuple[int, int]]:
    """Each frame that has a text, by its index, with the offset of the text in the content."""
    at = 0
    for index, frame in enumerate(frames):
        if frame.text:
            yield index, at
            at += len(frame.text) + 1


def spans_in_frames(frames: Sequence[Frame], start: int, end: int) -> list[Span]:
    """A range of the content as ranges of texts, one for each frame that it touches.

    What lies on the border of two texts belongs to the one that it ends or starts; an empty range to one text alone.
    """
    found: list[Span] = []
    for index, at in text_starts(frames):
        low, high = start - at, end - at
        size = len(frames[index].text or "")
        if low <= size and high >= 0 and (low < size or high > 0 or low == high):
            found.append(Span(text_place(index), max(low, 0), min(high, size)))
    if start < end:
        return [each for each in found if each.start < each.end] or found[:1]
    return found[:1]


def in_frames(template: Template, changes: Sequence[Change]) -> list[Change] | None:
    """Changes of the content as changes of the texts; None if one of them cannot be expressed.

    A replacement across texts must keep the line breaks between them.
    """
    if not template.frames:
        return list(changes)
    made: list[Change] = []
    for change in changes:
        if not isinstance(change, ReplaceText) or change.place != CONTENT:
            made.append(change)
            continue
        spans = spans_in_frames(template.frames, change.start, change.end)
        parts = change.text.split("\n") if len(spans) > 1 else [change.text]
        crossed = sum(one.place != other.place for one, other in pairwise(spans))
        covered = sum(span.end - span.start for span in spans) + crossed
        if len(parts) != len(spans) or covered != change.end - change.start:
            return None
        made += (ReplaceText(span.place, span.start, span.end, part) for span, part in zip(spans, parts, strict=True))
    return made
