"""JSONL, with one object per line. Values keep their JSON types, since programs will send them as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import IO, Any, Final

from smslint.io.escape import without_surrogates
from smslint.messages import rehearse as messages
from smslint.messages.values import json_type
from smslint.syntax.json.reader import decoding_fault
from smslint.values.tables.batch import Batch, InputError, ReadIssue
from smslint.values.tables.blocks import BlockReader, TextBlock

_ROWS: Final = 50_000


class JsonLinesTable:
    """A table of JSON objects; `columns` are the keys of its first block and the names that are looked for."""

    def __init__(self, file: IO[bytes], names: Sequence[str], size: int | None) -> None:
        self._stream = iter(BlockReader(file, quotes=False))
        self._size = size
        self._line = 0
        first = next(self._stream, None)
        if first is None:
            raise InputError(messages.EMPTY_TABLE)
        self._first = self._rows(first)
        known: dict[str, None] = {}
        for row in self._first[0]:
            if isinstance(row, dict):
                known |= dict.fromkeys(row)
        self.seen: tuple[str, ...] | None = tuple(known)
        """The keys of the first block."""
        self.columns = list(known | dict.fromkeys(names))

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]:
        """The rows with the wanted columns."""
        for part in chain([self._first], map(self._rows, self._stream)):
            yield from self._batches(*part, wanted)

    def _rows(self, block: TextBlock) -> tuple[list[Any], list[int], list[ReadIssue], float | None]:
        """The objects of a block (None for a malformed line), their line numbers, the issues, and the share read."""
        rows: list[Any] = []
        numbers: list[int] = []
        issues: list[ReadIssue] = []
        for number, line in enumerate(block.data.split(b"\n")):
            self._line += 1
            if not line.strip():
                continue
            row: Any = None
            try:
                row = json.loads(line)
                if b"\\u" in line and without_surrogates(shown := json.dumps(row, ensure_ascii=False)) != shown:
                    row = json.loads(without_surrogates(shown))
                    issues.append(_broken(len(rows), messages.LONE_SURROGATE, line))
            except (ValueError, RecursionError) as error:
                message = messages.NO_JSON_LINE.fill(detail=decoding_fault(error))
                issues.append(_broken(len(rows), message, line))
            else:
                if not isinstance(row, dict):
                    issues.append(_broken(len(rows), messages.NO_JSON_OBJECT.fill(kind=json_type(row)), line))
                    row = None
            if number in block.other_encodings and row is not None:
                issues.append(ReadIssue(len(rows), "mixed-encodings", messages.NOT_UTF8_LINE, severity="warning"))
            rows.append(row)
            numbers.append(self._line)
        if block.data.endswith(b"\n"):
            self._line -= 1
        return rows, numbers, issues, block.read / self._size if self._size else None

    def _batches(
        self, rows: list[Any], numbers: list[int], issues: list[ReadIssue], done: float | None, wanted: Sequence[int]
    ) -> Iterator[Batch]:
        import polars

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
        yield Batch(frame, numbers[0], tuple(numbers), typed, tuple(issues), done)


def _broken(index: int, message: Any, line: bytes) -> ReadIssue:
    shown = line[:800].decode("utf-8", "replace")
    return ReadIssue(index, "no-json", message, None, shown, unusable=True, predicts="isv.INVALID_JSON_PARAM")
