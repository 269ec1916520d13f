"""The place of an offset in a table: the cell's column says the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smslint.core.place import Place
from smslint.documents.context import Context, key_context, no_context, value_context
from smslint.documents.places import place_of
from smslint.documents.schemas import TABLE
from smslint.documents.source import Region
from smslint.syntax.table import cells

if TYPE_CHECKING:
    from smslint.documents.formats.table import TableSource


def context(source: TableSource, region: Region, text: str, offset: int) -> Context:
    """The context of an offset within a record, or within the header."""
    header = offset <= source.header_end
    start, end = (source.header_start, source.header_end) if header else (region.start, region.end)
    if not start <= offset <= end:
        return no_context(offset)
    for number, cell in enumerate(cells(text[start:end], source.delimiter)):
        if start + cell.end < offset:
            continue
        quote = int(cell.quoted)
        low, high = start + cell.start + quote, start + cell.end - quote
        typed = text[low : max(offset, low)].replace('""', '"') if cell.quoted else text[low:offset]
        if header:
            return key_context(Place(()), typed, low, max(high, low), tuple(source.header))
        key = source.header[number] if number < len(source.header) else ""
        if not key:
            return no_context(offset)
        return value_context(place_of((key,), TABLE), cell.value, len(typed), (low, max(high, low), offset))
    return no_context(offset)
