"""A field that is located without the tree of its template has the range that the tree gives."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.core.place import Place, Span
from smslint.documents import read
from smslint.documents.embedded import find
from smslint.documents.formats.json import LinesSource
from smslint.documents.formats.table import TableSource
from smslint.documents.schemas import ROW, TABLE

KEYS = ("name", "content", "description")
alike = st.lists(st.sampled_from(["", "a", ",", ": ", "name", '"', "\\", "甲", "\n"]), max_size=4).map("".join)


@given(values=st.tuples(alike, alike, alike))
def test_in_a_line_of_json(values: tuple[str, str, str]) -> None:
    line = json.dumps(dict(zip(KEYS, values, strict=True)), ensure_ascii=False)
    document = read(line, "a.sms.jsonl")
    parsed_text = LinesSource(line).parsed_text(line)
    for key, value in zip(KEYS, values, strict=True):
        node = find(parsed_text, (key,), ROW).node
        found = document.source_range(document.entry(0), Span(Place((key,)), 0, len(value)))
        assert found == (node.start + 1, node.end - 1)


@given(values=st.tuples(alike, alike, alike), quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_in_a_row_of_a_table(values: tuple[str, str, str], quoting: int) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=quoting, lineterminator="\n").writerows([KEYS, values])  # type: ignore[arg-type]
    document = read(out.getvalue(), "a.sms.csv")
    entries = list(document.entries())
    if not entries or entries[0].problems:
        return
    source = TableSource(out.getvalue(), ",")
    assert document.text is not None
    row = document.text.value[entries[0].start : entries[0].end]
    parsed_text = source.parsed_text(row)
    for key, value in zip(KEYS, values, strict=True):
        spot = find(parsed_text, (key,), TABLE)
        if value and spot.depth:
            found = document.source_range(entries[0], Span(Place((key,)), 0, len(value)))
            start, end = parsed_text.range(spot.node, 0, len(value))  # type: ignore[arg-type]
            assert found == (entries[0].start + start, entries[0].start + end)


@pytest.mark.parametrize(("span", "edges"), [((0, 2), (0, 2)), ((1, 1), (1, 1)), ((1, 9), (1, 2)), ((5, 7), (2, 2))])
def test_a_span_past_the_value_is_taken_to_its_edges(span: tuple[int, int], edges: tuple[int, int]) -> None:
    for line, stands in (('{"content": "甲乙"}', (13, 14, 15)), ('{"content": "\\u7532乙"}', (13, 19, 20))):
        document = read(line, "a.sms.jsonl")
        found = document.source_range(document.entry(0), Span(Place(("content",)), *span))
        assert found == (stands[edges[0]], stands[edges[1]])
