"""The shapes of YAML lines, for text that is scanned and not parsed."""

from __future__ import annotations

from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass

LINE: Final = lazy_pattern(r"([ ]*)([^\r\n]*)(?:\r\n|\r|\n|\Z)")
"""A line: its indentation, and the rest without its break."""
ITEM: Final = lazy_pattern(r"-(?=[ \t\r\n]|\Z)")
"""What begins an item of a list, after the indentation."""
FIELD_LINE: Final = lazy_pattern(
    r"(?:[A-Za-z_]+[ \t]*:(?=[ \t\r\n]|\Z)[^\r\n]*|[ \t]+[^\r\n]*|#[^\r\n]*|-[ \t][^\r\n]*)?(?:\r\n|\r|\n|\Z)"
)
"""A line that may belong to a mapping: a key, something indented, a comment, an item, or nothing."""
BLOCK_HEADER: Final = lazy_pattern(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?\Z")
"""A value that opens a block scalar."""
OPENS_BLOCK: Final = lazy_pattern(rf"(?:\A|[:-][ \t]+){BLOCK_HEADER.pattern}")
"""The end of a line that opens a block scalar."""
_ANY_BLOCK: Final = lazy_pattern(r":[ \t]*[|>][^\r\n]*[\r\n]")
_PARTS: Final = lazy_pattern(
    r"(?P<indent>[ \t]*)(?P<dashes>(?:-(?:[ \t]+|\Z))*)"
    r"(?:(?P<key>\"[^\"]*\"|'[^']*'|[^\s:#{\[\"'][^:#\r\n]*?)(?P<colon>[ \t]*:(?=[ \t]|\Z)))?"
    r"(?P<gap>[ \t]*)(?P<value>.*)\Z"
)


@dataclass(slots=True)
class Line:
    """A line and its parts.

    `start` is its offset, `text` leaves its break out. `column` is where its key or value starts, after the dashes;
    `dash` is the column of the first dash. `key` is without quotes, and `value` starts at or after `after_colon`.
    """

    start: int
    text: str
    column: int
    dash: int | None
    key: str | None
    after_colon: int
    value: str

    @property
    def blank(self) -> bool:
        """Whether it holds at most a comment."""
        return not self.text.strip() or self.text.lstrip().startswith("#")


def line_of(text: str, start: int = 0) -> Line:
    """A line, given without its break, that starts at an offset."""
    parts = _PARTS.match(text)
    assert parts is not None
    column = len(parts["indent"]) + len(parts["dashes"])
    dash = len(parts["indent"]) if parts["dashes"] else None
    key = parts["key"].strip("\"'") if parts["key"] else None
    return Line(start, text, column, dash, key, parts.start("gap"), parts["value"])


def lines_of(text: str, start: int, end: int) -> list[Line]:
    """The lines between two offsets."""
    found: list[Line] = []
    for match in LINE.finditer(text, start, end):
        if found and match.start() == end and text[end - 1] not in "\r\n":
            break
        found.append(line_of(match[1] + match[2], match.start()))
    return found


def has_block_scalar(text: str) -> bool:
    """Whether some line of a mapping seems to open a block scalar."""
    return _ANY_BLOCK.search(text) is not None
