"""Cells and records of comma or tab separated text: RFC 4180, as Excel writes it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from smslint.core.patterns import lazy_pattern
from smslint.syntax.edit import Edit
from smslint.syntax.parsed_text import SourceMap, Syntax, identity
from smslint.syntax.tree import MappingNode, Node, Plain, Scalar, SequenceNode, part_ranges

_EOL: Final = lazy_pattern(r"[\r\n]")
_BLANKS: Final = lazy_pattern(r"[\r\n]+")
_DOUBLED: Final = lazy_pattern('""')
_QUOTED: Final = re.compile(r'"(?:[^"]++|"")*+"')


HEADING_ROWS: Final = 20
"""Among how many rows the headings are looked for: a title and notes may stand above them."""


class Cell(NamedTuple):
    """A cell's token and value."""

    start: int
    end: int
    value: str
    quoted: bool


@cache
def simple(delimiter: str) -> re.Pattern[str]:
    """Cells on one line that have quotes only at their edges, if at all."""
    mark = re.escape(delimiter)
    cell = rf'(?:"[^"\r\n]*"|[^"{mark}\r\n]*)'
    return re.compile(rf"{cell}(?:{mark}{cell})*")


@cache
def _bare(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf"[^{re.escape(delimiter)}\r\n]*")


def _quoted_end(text: str, at: int, delimiter: str) -> int:
    """The offset after the closing quote of the cell at `at`; -1 if the cell is not closed.

    If text follows the quote of a cell of several lines, that quote belongs to a later cell.
    """
    found = _QUOTED.match(text, at)
    if found is None:
        return -1
    end = found.end()
    follows = text[end : end + 1]
    if follows and follows not in "\r\n" and follows != delimiter and _EOL.search(text, at, end):
        return -1
    return end


def _line_end(text: str, at: int) -> int:
    found = _EOL.search(text, at)
    return found.start() if found else len(text)


def after_breaks(text: str, at: int) -> int:
    """The offset after the line breaks at an offset."""
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


def records(
    text: str, start: int, delimiter: str, whole: bool = True, opened: list[int] | None = None
) -> Iterator[tuple[int, int]]:
    """The range of each record that is not blank; line breaks within quotes belong to a record.

    If the text is not `whole`, but ends with a line, only records that later text cannot change. `opened` gets the
    offsets of quotes that are not closed.
    """
    size, bare, on_one_line = len(text), _bare(delimiter), simple(delimiter)
    while start < size:
        end = _line_end(text, start)
        if text.find('"', start, end) >= 0 and (plain := on_one_line.match(text, start)) and plain.end() != end:
            at = start
            while True:
                if text[at : at + 1] == '"':
                    closed = _quoted_end(text, at, delimiter)
                    if closed < 0 and not whole and not _QUOTED.match(text, at):
                        return
                    if closed < 0 and opened is not None:
                        opened.append(at)
                    at = closed if closed >= 0 else _line_end(text, at)
                rest = bare.match(text, at)
                at = rest.end() if rest else at
                if text[at : at + 1] != delimiter:
                    break
                at += 1
            end = at
        if end > start:
            yield start, end
        start = after_breaks(text, end)


def cells(text: str, delimiter: str, most: int | None = None) -> list[Cell]:
    """The cells of one record, at most `most`: a line may hold millions.

    If the value of the last one starts with a quote, it is not closed.
    """
    found: list[Cell] = []
    bare, at = _bare(delimiter), 0
    while True:
        start, inner = at, ""
        quoted = text[at : at + 1] == '"' and (end := _quoted_end(text, at, delimiter)) >= 0
        if quoted:
            inner = text[at + 1 : end - 1].replace('""', '"')
            at = end
        rest = bare.match(text, at)
        assert rest is not None
        at = rest.end()
        found.append(Cell(start, at, inner + rest[0], quoted))
        if text[at : at + 1] != delimiter or len(found) == most:
            return found
        at += 1


def values(text: str, delimiter: str) -> list[str] | None:
    """The values of one record by Python's reader, in C; None if the record is broken."""
    try:
        found = list(csv.reader((text,), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else None


def heading_row(rows: Iterable[Sequence[str]], known: Callable[[Sequence[str]], int]) -> tuple[int, int]:
    """Which of the first rows that hold something has the most known headings, the first of these, and how many.

    `known` counts those of a row. Both numbers are 0 if no row has any.
    """
    best = most = looked = 0
    for number, row in enumerate(rows):
        if not any(cell.strip() for cell in row):
            continue
        if (found := known(row)) > most:
            best, most = number, found
        looked += 1
        if looked == HEADING_ROWS:
            break
    return best, most


class TableSyntax(Syntax):
    """Cells as `Syntax`; a record has the columns of its header and no others."""

    def __init__(self, delimiter: str, header: tuple[str, ...]) -> None:
        self.delimiter = delimiter
        self.header = header

    def map(self, text: str, scalar: Scalar) -> SourceMap | None:
        if scalar.style != "quoted":
            return identity(scalar.start, scalar.end)
        closed = _quoted_end(text, scalar.start, self.delimiter)
        made = SourceMap(scalar.start + 1)
        made.copy_with(_DOUBLED.finditer(text, scalar.start + 1, closed - 1), scalar.start + 1, closed - 1)
        made.copy(closed, scalar.end)
        return made if made.size == len(str(scalar.value)) else None

    def inline(self, text: str, scalar: Scalar, insertion: str) -> str | None:
        if scalar.style == "quoted":
            return insertion.replace('"', '""')
        return None if self._needs_quotes(insertion) else insertion

    def _needs_quotes(self, value: str) -> bool:
        return self.delimiter in value or '"' in value or _EOL.search(value) is not None

    def token(self, text: str, node: Node, value: Plain) -> str | None:
        return self._written(value, isinstance(node, Scalar) and node.style == "quoted")

    def _written(self, value: Plain, quoted: bool = False) -> str | None:
        if isinstance(value, (dict, list)):
            from smslint.syntax.json.writer import JSON

            value = JSON.written(value)
        elif isinstance(value, bool):
            value = "true" if value else "false"
        text = "" if value is None else str(value)
        return '"' + text.replace('"', '""') + '"' if quoted or self._needs_quotes(text) else text

    def insert(self, text: str, mapping: MappingNode, pairs: Mapping[str, Plain]) -> list[Edit] | None:
        present = len(cells(text, self.delimiter, len(self.header)))
        added: dict[int, str] = {}
        for key, value in pairs.items():
            written = self._written(value)
            if key not in self.header or self.header.index(key) < present or written is None:
                return None
            added[self.header.index(key)] = written
        filled = (self.delimiter + added.get(number, "") for number in range(present, max(added) + 1))
        return [Edit(len(text), len(text), "".join(filled))]

    def remove(self, text: str, holder: MappingNode | SequenceNode, number: int) -> list[Edit] | None:
        return [Edit(*part_ranges(holder)[number], "")]
