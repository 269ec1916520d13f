"""JSONL, with one object per line, and JSON. Values keep their types, since programs will send them as they are."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice
from typing import IO, Any, Final

from smslint.documents.decoding import decode_text
from smslint.io.escape import without_surrogates
from smslint.messages import rehearse as messages
from smslint.messages.values import json_type
from smslint.syntax.json.broken import broken_json
from smslint.values.tables.batch import Batch, InputError, ReadIssue
from smslint.values.tables.blocks import BlockReader, TextBlock
from smslint.values.tables.place import TablePlace, TextForm

_ROWS: Final = 50_000
SIZE: Final = 1 << 29
"""The most bytes of a JSON file, which is read as a whole."""


class _ObjectsTable:
    """A table of JSON objects; `columns` are the keys of the first part and the names that are looked for."""

    place = TablePlace()
    form = TextForm()

    def __init__(self, first: _Part, parts: Iterator[_Part], names: Collection[str]) -> None:
        self._parts = chain([first], parts)
        known: dict[str, None] = {}
        for row in first.rows:
            if isinstance(row, dict):
                known |= dict.fromkeys(row)
        self.seen: tuple[str, ...] | None = tuple(known)
        """The keys of the first part."""
        self.columns = list(known | dict.fromkeys(names))

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]:
        """The rows with the wanted columns."""
        for part in self._parts:
            yield from self._batches(part, wanted)

    def _batches(self, part: _Part, wanted: Sequence[int]) -> Iterator[Batch]:
        import polars

        rows = part.rows
        if not rows:
            return
        columns: dict[str, polars.Series] = {}
        typed: dict[str, dict[int, object]] = {}
        for column in wanted:
            name = self.columns[column]
            values = [row.get(name) if row is not None else None for row in rows]
            others = {
                index: value for index, value in enumerate(values) if value.__class__ is not str and value is not None
            }
            for index in others:
                values[index] = None
            if others:
                typed[str(column)] = others
            columns[str(column)] = polars.Series(str(column), values, dtype=polars.String)
        frame = polars.DataFrame(columns or {"none": [None] * len(rows)})
        yield Batch(frame, part.numbers[0], tuple(part.numbers), typed, tuple(part.issues), part.done, part.empty)


class JsonLinesTable(_ObjectsTable):
    """One object per line."""

    def __init__(self, file: IO[bytes], names: Collection[str], size: int | None) -> None:
        self._size = size
        self._line = 0
        stream = iter(BlockReader(file, quotes=False))
        first = next(stream, None)
        if first is None:
            raise InputError(messages.EMPTY_TABLE)
        super().__init__(self._read(first), map(self._read, stream), names)

    def _read(self, block: TextBlock) -> _Part:
        part = _Part(block.read / self._size if self._size else None)
        for number, line in enumerate(block.data.split(b"\n")):
            self._line += 1
            if not line.strip():
                continue
            row: Any = None
            try:
                row = json.loads(line)
                if b"\\u" in line and without_surrogates(shown := json.dumps(row, ensure_ascii=False)) != shown:
                    row = json.loads(without_surrogates(shown))
                    part.issues.append(_broken(len(part.rows), messages.LONE_SURROGATE, line))
            except (ValueError, RecursionError) as error:
                text = line.decode("utf-8", "replace")
                kind, detail = broken_json(text, error)
                message = messages.NO_JSON_LINE.fill(detail=detail)
                part.issues.append(_broken(len(part.rows), message, line, kind))
            else:
                if not isinstance(row, dict):
                    message = messages.NO_JSON_OBJECT.fill(kind=json_type(row))
                    part.issues.append(_broken(len(part.rows), message, line))
                    row = None
            if number in block.other_encodings and row is not None:
                part.issues.append(
                    ReadIssue(len(part.rows), "mixed-encodings", messages.NOT_UTF8_LINE, severity="warning")
                )
            part.add(row, self._line)
        if block.data.endswith(b"\n"):
            self._line -= 1
        return part


class JsonTable(_ObjectsTable):
    """One JSON value: an array of objects, an object with such an array, or one object. Rows count from 1."""

    def __init__(self, file: IO[bytes], names: Collection[str]) -> None:
        data = file.read(SIZE + 1)
        if len(data) > SIZE:
            raise InputError(messages.JSON_TOO_LARGE.fill(limit=SIZE >> 20))
        read = decode_text(data, gb18030=True)
        if read.text is None:
            raise InputError(messages.NO_JSON_TABLE.fill(detail=read.reason))
        if not read.text.strip():
            raise InputError(messages.EMPTY_TABLE)
        rows = json_rows(read.text)
        numbered = enumerate(rows, 1)
        parts = map(self._part, iter(lambda: list(islice(numbered, _ROWS)), []))
        first = next(parts, None)
        if first is None:
            raise InputError(messages.EMPTY_TABLE)
        super().__init__(first, parts, names)

    def _part(self, numbered: Sequence[tuple[int, Any]]) -> _Part:
        part = _Part(None)
        for number, row in numbered:
            shown = json.dumps(row, ensure_ascii=False)
            if not isinstance(row, dict):
                message = messages.NO_JSON_ITEM.fill(kind=json_type(row))
                part.issues.append(_broken(len(part.rows), message, without_surrogates(shown).encode()))
                row = None
            elif without_surrogates(shown) != shown:
                row = json.loads(without_surrogates(shown))
                part.issues.append(_broken(len(part.rows), messages.LONE_SURROGATE, without_surrogates(shown).encode()))
            part.add(row, number)
        return part


class _Part:
    """Some objects (None for a malformed one) with their numbers, what is wrong with them, and the share read."""

    def __init__(self, done: float | None) -> None:
        self.done = done
        self.rows: list[Any] = []
        self.numbers: list[int] = []
        self.issues: list[ReadIssue] = []
        self.empty = 0

    def add(self, row: Any, number: int) -> None:
        if row is not None and all(value in ("", None) for value in row.values()):
            self.empty += 1
            return
        self.rows.append(row)
        self.numbers.append(number)


def json_rows(text: str) -> list[Any]:
    """The rows in a JSON text. Raises `InputError` if it is no JSON, or holds no objects."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(messages.NO_JSON_TABLE.fill(detail=broken_json(text, error)[1])) from None
    rows = _objects(value)
    if rows is None:
        raise InputError(messages.NO_JSON_ROWS.fill(kind=json_type(value)))
    return rows


def _objects(value: Any) -> list[Any] | None:
    """The rows in a JSON value: its objects, those of its only array of objects, or itself."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    lists = [each for each in value.values() if isinstance(each, list) and any(isinstance(one, dict) for one in each)]
    arrays = [each for each in value.values() if isinstance(each, list)]
    return lists[0] if len(lists) == len(arrays) == 1 else [value]


def is_one_value(head: bytes) -> bool:
    """Whether a file of this beginning is one JSON value over several lines and not one object per line."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    first = text.split(b"\n", 1)[0].strip()
    return first.startswith(b"[") or (first == b"{" and len(text) > len(first))


def _broken(index: int, message: Any, line: bytes, kind: str = "no-json") -> ReadIssue:
    shown = line[:800].decode("utf-8", "replace")
    return ReadIssue(index, kind, message, None, shown, unusable=True, predicts="isv.INVALID_JSON_PARAM")
