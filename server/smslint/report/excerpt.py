"""The lines of a text that a finding is about, with marks under the right characters.

Long lines (a file may be one line) are shown through a window around the mark, and nothing outside the window is read.
Widths are counted in cells of a terminal. Han characters take two. A character whose East Asian width is ambiguous
(“ ” … ·) takes two in company of Han text, where terminals and fonts in China draw it wide, and one elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import category, east_asian_width

from smslint.core.patterns import lazy_pattern
from smslint.core.text import Text
from smslint.io.escape import code_point, glyph, opens_command

_HAN = lazy_pattern(
    "[\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\U00020000-\U0003ffff]"
)
_CUT: Final = "..."
_WHOLE_LINES: Final = 4


class Mark(NamedTuple):
    """A range of the text to mark: with `^` where it is the finding's own, with `-` and a label where it is related."""

    start: int
    end: int
    label: str | None = None


class Row(NamedTuple):
    """A line of an excerpt: numbered text, or a mark (number None, `primary` telling which), or a gap (all empty)."""

    number: int | None
    text: str
    primary: bool = True


class _View(NamedTuple):
    text: str
    before: int
    marked: int


def rows(text: Text, marks: Sequence[Mark], room: int) -> Iterator[Row]:
    """The marked lines, the first mark's first; a line that several marks share stands once where it fits one window.

    `room` is the width in cells that a line may take.
    """
    shown: tuple[int, str] | None = None
    for mark in marks:
        for line in _marked_lines(text, mark):
            if line is None:
                yield Row(None, "")
                continue
            low, high = text.line_start(line), text.line_end(line)
            start, end = min(max(mark.start, low), high), max(min(mark.end, high), low)
            view = _view(text.value, low, high, start, end, room)
            if (line, view.text) != shown:
                yield Row(line + 1, view.text)
            shown = (line, view.text)
            sign = "^" if mark.label is None else "-"
            label = f" {mark.label}" if mark.label else ""
            yield Row(None, " " * view.before + sign * max(view.marked, 1) + label, mark.label is None)


def _marked_lines(text: Text, mark: Mark) -> Sequence[int | None]:
    """The lines of a mark; of a mark over many lines the first and the last, with a gap (None) between."""
    first, last = text.line_of(mark.start), text.line_of(max(mark.start, mark.end - 1))
    return range(first, last + 1) if last - first < _WHOLE_LINES else (first, None, last)


def _view(value: str, low: int, high: int, start: int, end: int, room: int) -> _View:
    """The line from `low` to `high`, or what of it around `start` to `end` fits into `room` cells."""
    near, far = max(low, start - room), min(high, end + room, start + 2 * room)
    han = holds_han(value, near, far)
    if high - low <= room:
        chunks = [_rendered_at(value, offset, han) for offset in range(low, high)]
        if sum(cells for _, cells in chunks) <= room:
            before = sum(cells for _, cells in chunks[: start - low])
            marked = sum(cells for _, cells in chunks[start - low : end - low])
            return _View("".join(shown for shown, _ in chunks), before, marked)
    left_room = room - 2 * len(_CUT)
    middle, marked = _take(value, range(start, end), han, left_room)
    left, left_cells = _take(value, range(start - 1, near - 1, -1), han, (left_room - marked) // 2)
    right, right_cells = _take(value, range(end, far), han, left_room - marked - left_cells)
    if len(middle) < end - start:
        right, right_cells = [], 0
    more, more_cells = _take(
        value, range(start - 1 - len(left), near - 1, -1), han, left_room - marked - left_cells - right_cells
    )
    left += more
    lead = _CUT if start - len(left) > low else ""
    tail = _CUT if start + len(middle) + len(right) < high else ""
    return _View(
        lead + "".join(reversed(left)) + "".join(middle) + "".join(right) + tail,
        len(lead) + left_cells + more_cells,
        marked,
    )


def _take(value: str, offsets: range, han: bool, room: int) -> tuple[list[str], int]:
    """Characters at the offsets, as they are shown, as many as fit; and the cells that they take."""
    taken: list[str] = []
    cells = 0
    for offset in offsets:
        shown, width = _rendered_at(value, offset, han)
        if cells + width > room:
            break
        taken.append(shown)
        cells += width
    return taken, cells


def _rendered_at(value: str, offset: int, han: bool) -> tuple[str, int]:
    """The character at an offset as it is shown, and its cells; what would be a command to a runner is none."""
    if value[offset] == "#" and opens_command(value, offset):
        shown = code_point("#")
        return shown, len(shown)
    return rendered(value[offset], han)


def holds_han(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a range of a text holds Han text or its punctuation."""
    return _HAN.search(text, start, len(text) if end is None else end) is not None


@lru_cache(maxsize=8192)
def rendered(character: str, han: bool) -> tuple[str, int]:
    """A character as it is shown, and the cells that takes; `han` says whether it stands in Han text.

    What is certainly wide does not import `wcwidth` and its tables, which takes 10 ms of a start.
    """
    shown = glyph(character)
    if shown.isascii():
        return shown, len(shown)
    width = east_asian_width(character)
    if (han and width == "A") or (width in "WF" and category(character)[0] != "M"):
        return shown, 2
    from wcwidth import wcwidth

    return shown, max(wcwidth(character), 0)
