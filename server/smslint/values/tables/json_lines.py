"""JSONL: an object a line. Its values keep their types, since they are what the sender's program will send."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import IO, Any, Final

from smslint.messages import rehearse as messages
from smslint.messages.values import json_kind
from smslint.values.tables.batch import Batch, Trouble
from smslint.values.tables.blocks import Block, Blocks
from smslint.values.tables.error import TableError

_ROWS: Final = 50_000


class JsonLines:
    """A table of JSON objects; `columns` are the keys of its first block."""

    def __init__(self, file: IO[bytes], names: Sequence[str], size: int | None) -> None:
        self._stream = iter(Blocks(file, quotes=False))
        self._size = size
        self._line = 0
        first = next(self._stream, None)
        if first is None:
            raise TableError(messages.EMPTY_TABLE)
        self._first = self._rows(first)
        known: dict[str, None] = {}
        for row in self._first[0]:
            if isinstance(row, dict):
                known |= dict.fromkeys(row)
        self.seen: tuple[str, ...] | None = tuple(known)
        """The keys of the first block."""
        self.columns = list(known | dict.fromkeys(names))

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]:
        """The rows, with the wanted columns."""
        yield from self._batches(*self._first, wanted)
        for block in self._stream:
            yield from self._batches(*self._rows(block), wanted)

    def _rows(self, block: Block) -> tuple[list[Any], list[int], list[Trouble], float | None]:
        """The objects of a block, their lines, and what is wrong with lines that hold none."""
        rows: list[Any] = []
        numbers: list[int] = []
        troubles: list[Trouble] = []
        for number, line in enumerate(block.data.split(b"\n")):
            self._line += 1
            if not line.strip():
                continue
            row: Any = None
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                detail = str(error).partition(":")[0]
                troubles.append(_broken(len(rows), messages.NO_JSON_LINE.fill(detail=detail), line))
            else:
                if not isinstance(row, dict):
                    troubles.append(_broken(len(rows), messages.NO_JSON_OBJECT.fill(kind=_kind(row)), line))
                    row = None
            if number in block.odd and row is not None:
                troubles.append(Trouble(len(rows), "mixed-encodings", messages.NOT_UTF8_LINE, severity="warning"))
            rows.append(row)
            numbers.append(self._line)
        if block.data.endswith(b"\n"):
            self._line -= 1
        return rows, numbers, troubles, block.read / self._size if self._size else None

    def _batches(
        self, rows: list[Any], numbers: list[int], troubles: list[Trouble], done: float | None, wanted: Sequence[int]
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
        yield Batch(frame, numbers[0], tuple(numbers), typed, tuple(troubles), done)


def _kind(value: object) -> object:
    from smslint.messages import Bilingual

    if value is None:
        return Bilingual("null", "null")
    return Bilingual("a string", "字符串") if isinstance(value, str) else json_kind(value)


def _broken(index: int, message: Any, line: bytes) -> Trouble:
    shown = line[:800].decode("utf-8", "replace")
    return Trouble(index, "no-json", message, None, shown, whole=True, predicts="isv.INVALID_JSON_PARAM")
