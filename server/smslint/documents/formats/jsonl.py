"""JSON lines: each line is an object, and each object a template."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.core.text import Text
from smslint.documents.formats.format import Columns, CompleteRows, Region, Source, TextSource
from smslint.documents.formats.json import JsonFormat, JsonRegions
from smslint.documents.problem import unreadable_text
from smslint.documents.schemas import ROW
from smslint.messages import documents as messages

_LINE: Final = lazy_pattern(r"[^\r\n]+")


class LinesSource(JsonRegions, TextSource):
    """A text of JSON lines. Only line feeds and carriage returns end a line."""

    streams = True
    row = schema = ROW

    def __init__(self, text: str) -> None:
        super().__init__(text)
        if not text.strip(" \t\r\n"):
            self.problems.append(unreadable_text(messages.EMPTY, 0, 0))

    def regions(self) -> Iterator[Region]:
        for line in _LINE.finditer(self.text):
            start, end = line.span()
            if self.text[start] in " \t":
                stripped = line[0].strip(" \t")
                if not stripped:
                    continue
                start += line[0].index(stripped)
            yield Region(start, end)


class LinesFormat(JsonFormat):
    """Files of JSON lines."""

    name = "jsonl"
    lines = True

    def open(self, text: str, columns: Columns | None = None) -> Source:
        return LinesSource(text)

    def rows(self, text: str, columns: Columns | None, at_end: bool) -> CompleteRows:
        lines = text.replace("\r", "\n").split("\n")
        return CompleteRows(None, len(text), sum(1 for line in lines if line.strip(" \t")))

    def _written(self, value: object, text: Text, at: int) -> str:
        return json.dumps(value, ensure_ascii=False)


JSONL: Final = LinesFormat()
