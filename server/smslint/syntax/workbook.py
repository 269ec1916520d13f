"""Opens Excel workbooks that are not too large: the reader makes room for every cell that a sheet spans."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from html import unescape
from typing import IO, Any, Final
from zipfile import BadZipFile, ZipFile

from smslint.messages import Bilingual
from smslint.messages import documents as messages
from smslint.syntax.number_format import BUILT_IN, shown

CELLS: Final = 20_000_000
"""How many cells a sheet may span; the vendor's console exports some ten columns."""
SPARSE_CELLS: Final = 1_000_000
"""How many cells a sheet may span if few of them have a value."""
UNPACKED: Final = 1 << 29
"""How many bytes a workbook may have after unpacking; a million rows of the console's export have half of that."""
_FILLED: Final = 0.05
"""The share of cells with a value that makes a sheet more than sparse."""
_COLUMNS: Final = 16_384
_BLOCK: Final = 1 << 20
_NAMED: Final = re.compile(rb"""\br=["']([A-Za-z]{0,9})([0-9]{1,12})["']""")
"""The address of a cell, or the number of a row."""
_LONGEST_PART: Final = 1 << 24
"""How many bytes the list of sheets and the styles may have."""
_ELEMENT: Final = re.compile(
    rb"<(?:\w+:)?(?:(row)|c)(?=[\s/>])([^<>]*?)"
    rb"(?(1)>|(?:/>|>([^<]*+(?:<(?!/?(?:\w+:)?c[\s/>])[^<]*+)*+)</(?:\w+:)?c>))"
)
"""A row, or a cell with what stands in it."""
_CELL_VALUE: Final = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")
_ERROR: Final = re.compile(rb"""\bt=["']e["']""")
_REFERENCE: Final = re.compile(
    rb"""\bt=["']s["'][^>]*>\s*(?:<(?:\w+:)?f\b[^<]*</(?:\w+:)?f>)?<(?:\w+:)?v[^>]*>\s*([0-9]{1,9})"""
)
_STRING_START: Final = re.compile(rb"<(?:\w+:)?si\b")
_ADDRESS: Final = re.compile(r"([A-Za-z]{0,3})([0-9]{1,9})")
_ATTRIBUTE: Final = re.compile(r"""(\w+)\s*=\s*("[^"]*"|'[^']*')""")
_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
_RELATIONSHIP: Final = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")
_FORMAT: Final = re.compile(r"<(?:\w+:)?numFmt\b([^>]*)>")
_STYLES: Final = re.compile(r"<(?:\w+:)?cellXfs\b[^>]*>(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE: Final = re.compile(r"<(?:\w+:)?xf\b([^>]*)>")
_FROM_1904: Final = re.compile(r"""\bdate1904=["'](?:1|true)["']""")


class WorkbookError(ValueError):
    """A workbook that is not read; `text` says why."""

    def __init__(self, text: Bilingual) -> None:
        super().__init__(text.en)
        self.text = text


class Workbook:
    """A workbook: what `python_calamine` reads, with the texts that cells show where it has only values or nothing."""

    def __init__(self, file: IO[bytes], reader: Any) -> None:
        self._file = file
        self._reader = reader
        self.names: list[str] = reader.sheet_names
        self.hidden = {each.name for each in reader.sheets_metadata if "Hidden" in str(each.visible)}
        """The sheets that the program which shows the workbook does not show."""

    def sheet(self, name: str) -> Any:
        """A sheet of the reader."""
        return self._reader.get_sheet_by_name(name)

    def rows(self, sheet: Any) -> Iterator[list[Any]]:
        """The rows of a sheet from A1 on, with errors, and numbers that have a format, as text."""
        texts = self._texts(sheet.name)
        row, column, text = next(texts, (0, 0, ""))
        width = sheet.end[1] + 1 if sheet.end else 0
        for number, cells in enumerate(sheet.iter_rows(), 1):
            cells[:0] = [""] * (width - len(cells))  # the reader leaves out the columns before the first used one
            while row == number:
                if column <= len(cells):
                    cells[column - 1] = text
                row, column, text = next(texts, (0, 0, ""))
            yield cells

    def _texts(self, name: str) -> Iterator[tuple[int, int, str]]:
        """The row and the column of each such cell, from 1, with its text, in their order."""
        with ZipFile(self._file) as archive:
            path = _part_of(archive, name)
            if path is None:
                return
            book = _text_of(archive, "xl/workbook.xml")
            formats, from_1904 = _formats(_text_of(archive, "xl/styles.xml")), bool(_FROM_1904.search(book))
            if not any(formats) and not _has_error(archive, path):
                return
            with archive.open(path) as part:
                last = 0
                for row, column, attributes, value in _cells(part):
                    if row < last:
                        return
                    last = row
                    text = _cell_text(attributes, value, formats, from_1904)
                    if text is not None:
                        yield row, column, text


def open_workbook(file: IO[bytes]) -> Workbook:
    """The workbook of a file, which stays open. Raises WorkbookError, and ImportError without `python_calamine`."""
    from python_calamine import CalamineWorkbook

    try:
        _refuse_large(file)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError):  # no archive, an unknown method, a password
        raise WorkbookError(messages.NO_ARCHIVE) from None
    file.seek(0)
    try:
        return Workbook(file, CalamineWorkbook.from_filelike(file))
    except Exception as error:  # the reader raises a dozen kinds of its own
        raise WorkbookError(reader_error(error)) from None


def reader_error(error: Exception) -> Bilingual:
    """What the reader says about a workbook or a sheet."""
    return messages.NO_WORKBOOK.fill(detail=str(error).partition("\n")[0] or type(error).__name__)


def _refuse_large(file: IO[bytes]) -> None:
    """A small file may unpack to any size. All parts are unpacked here, since an archive may lie about their sizes.

    Any part may be a sheet or the table of strings, whatever its name; each cell gets a copy of its string.
    """
    with ZipFile(file) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
        longest = references = 0
        for entry in archive.infolist() if size <= UNPACKED else ():
            with archive.open(entry) as part:
                row, column, cells, strings, string = _extent(part)
            spanned = row * column
            if spanned > CELLS or (spanned > SPARSE_CELLS and cells < spanned * _FILLED):
                limit = CELLS if spanned > CELLS else SPARSE_CELLS
                raise WorkbookError(messages.SHEET_TOO_LARGE.fill(cell=f"{column_letters(column)}{row}", limit=limit))
            longest, references = max(longest, string), references + strings
        if size <= UNPACKED < longest * references:
            size = _copied(archive)
        if size > UNPACKED:
            raise WorkbookError(messages.UNPACKS_TOO_LARGE.fill(size=size, limit=UNPACKED))


def _extent(sheet: IO[bytes]) -> tuple[int, int, int, int, int]:
    """The last row and column of a sheet's cells, from 1, how many cells it has, how many of them refer to a string,
    and the size of the longest string if it is the table of strings."""
    row, rows, letters, cells, named, strings, rest = 0, 0, b"A", 0, 0, 0, b""
    longest = size = 0
    for block in iter(partial(sheet.read, _BLOCK), b""):
        rows += block.count(b"<row") + block.count(b":row ")
        cells += block.count(b"<c ") + block.count(b"<c>") + block.count(b":c ")
        strings += block.count(b't="s"') + block.count(b"t='s'")
        if b"si>" in block or size:
            *ended, last = _STRING_START.split(block)
            for text in ended:
                longest, size = max(longest, size + len(text)), 0
            size += len(last)
        block = rest + block
        addresses = _NAMED.findall(block)
        named += sum(map(bool, (name for name, _ in addresses)))
        for name, digits in set(addresses):
            row, letters = max(row, int(digits)), max(letters, name.upper(), key=lambda each: (len(each), each))
        rest = block[-30:]  # the longest address may go over the edge
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    # Cells without an address follow each other.
    return max(row, rows), max(column, min(cells - named, _COLUMNS)), cells, strings, max(longest, size)


def _copied(archive: ZipFile) -> int:
    """How many bytes all strings have that cells refer to."""
    sizes: list[int] = []
    references: Counter[int] = Counter()
    for entry in archive.infolist():
        with archive.open(entry) as part:
            data = part.read()
        sizes += map(len, _STRING_START.split(data)[1:])
        references.update(map(int, _REFERENCE.findall(data)))
    return sum(sizes[number] * times for number, times in references.items() if number < len(sizes))


def _text_of(archive: ZipFile, name: str) -> str:
    """A part of a workbook other than a sheet; empty if it is missing or too large."""
    found = next((entry for entry in archive.infolist() if entry.filename.lower() == name), None)
    if found is None or found.file_size > _LONGEST_PART:
        return ""
    return archive.read(found).decode("utf-8", "replace")


def _part_of(archive: ZipFile, name: str) -> str | None:
    """The part that holds a sheet."""
    sheets = (_attributes(found) for found in _SHEET.findall(_text_of(archive, "xl/workbook.xml")))
    wanted = next((each.get("id") for each in sheets if each.get("name") == name), None)
    links = (_attributes(found) for found in _RELATIONSHIP.findall(_text_of(archive, "xl/_rels/workbook.xml.rels")))
    target = next((each.get("Target", "") for each in links if each.get("Id") == wanted), None)
    if target is None:
        return None
    path = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    return next((each for each in archive.namelist() if each.lower() == path.lower()), None)


def _has_error(archive: ZipFile, path: str) -> bool:
    with archive.open(path) as part:
        return any(_ERROR.search(block) for block in iter(partial(part.read, _BLOCK), b""))


def _attributes(text: str) -> dict[str, str]:
    """The attributes of an element, without prefixes."""
    return {name: unescape(value[1:-1]) for name, value in _ATTRIBUTE.findall(text)}


def _formats(styles: str) -> list[str | None]:
    """The number format of each style of cells; None if it says nothing about how a number is shown."""
    own = {each.get("numFmtId"): each.get("formatCode") for each in map(_attributes, _FORMAT.findall(styles))}
    cells = _STYLES.search(styles)
    numbers = [_attributes(each).get("numFmtId", "0") for each in _STYLE.findall(cells[1])] if cells else []
    return [own.get(each) or BUILT_IN.get(int(each) if each.isdecimal() else 0) for each in numbers]


def _cells(part: IO[bytes]) -> Iterator[tuple[int, int, dict[str, str], bytes]]:
    """The cells with numbers and errors: row, column, attributes, and what stands in the element."""
    row = column = 0
    rest = b""
    for block in iter(partial(part.read, _BLOCK), b""):
        data, end = rest + block, 0
        for found in _ELEMENT.finditer(data):
            end = found.end()
            is_row, given, inner = found.groups()
            attributes = _attributes(given.decode("utf-8", "replace"))
            address = _ADDRESS.fullmatch(attributes.get("r", ""))
            if is_row:
                row, column = int(address[2]) if address and not address[1] else row + 1, 0
                continue
            column += 1
            if address and address[1]:
                row, column = int(address[2]), _column_number(address[1])
            if inner and attributes.get("t", "n") in ("n", "e"):
                yield row, column, attributes, inner
        rest = data[end:]
        if len(rest) > 4 * _BLOCK:  # nothing that Excel writes between two cells
            return


def _cell_text(
    attributes: Mapping[str, str], inner: bytes, formats: Sequence[str | None], from_1904: bool
) -> str | None:
    """The text that a cell shows; None if it shows its value."""
    found = _CELL_VALUE.search(inner)
    if found is None:
        return None
    text = unescape(found[1].decode("utf-8", "replace")).strip()
    if attributes.get("t") == "e":
        return text
    style = attributes.get("s", "0")
    code = formats[int(style)] if style.isdecimal() and int(style) < len(formats) else None
    try:
        return shown(float(text), code, from_1904) if code else None
    except (ValueError, ArithmeticError):
        return None


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(column: int) -> str:
    """The letters of a column, counted from 1: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
