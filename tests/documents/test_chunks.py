"""A file that is read in chunks has the same content, lines and offsets as one that is read at once."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.documents import Document, format_named, read
from smslint.documents.chunks import chunks
from smslint.documents.document import read_chunk

ROW = '{"name": "a", "type": "notification", "content": "您好${x}"}'
json_lines = st.lists(
    st.sampled_from([ROW, ROW, "", "  ", "\xa0", "\t" + ROW, "{broken", '{"content": "é𠮷"}', "x" * 70])
)
cells = st.sampled_from(
    ["您好", "a", "", '"a,b"', '"a\nb"', '"a\r\nb"', '"say ""hi"""', '"open', 'in"side', '"x"y', "𠮷"]
)
breaks = st.sampled_from(["\n", "\n", "\r\n", "\n\n", "\r"])


def described(document: Document) -> list[object]:
    """The templates of a document with their lines and offsets in the file."""
    text = document.text
    if text is None:
        return list(document.problems)
    found: list[object] = []
    for entry in document.entries():
        where = [text.first_offset + at for at in (entry.start, entry.end)]
        spots = [(rule, text.position(entry.start + match.span.start)) for rule, match in entry.problems]
        found.append((entry.index, where, text.position(entry.start), entry.template, spots))
    return [*found, *((rule, text.position(match.span.start)) for rule, match in document.problems)]


def in_pieces(data: bytes, format: str, length: int) -> Iterator[Document]:
    file = io.BytesIO(data)
    for chunk in chunks(file, format_named(format), length):
        yield read_chunk(io.BytesIO(data), "x", chunk)


def compared(data: bytes, format: str, length: int) -> int:
    """The number of chunks; their templates are compared with those of the whole file."""
    documents = list(in_pieces(data, format, length))
    if documents:
        got = [each for document in documents for each in described(document)]
        assert sorted(map(repr, got)) == sorted(map(repr, described(read(data, "x", format=format_named(format)))))
        starts = [document.chunk.start for document in documents if document.chunk]
        ends = [document.chunk.end for document in documents if document.chunk]
        assert starts[1:] == ends[:-1]
    return len(documents)


@given(json_lines, breaks, st.integers(1, 400), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_lines_of_json(lines: list[str], end: str, length: int, encoding: str) -> None:
    compared(end.join(lines).encode(encoding), "jsonl", length)


@given(
    st.lists(st.lists(cells, min_size=1, max_size=4)),
    st.lists(breaks, min_size=40, max_size=40),
    st.integers(1, 200),
    st.sampled_from([(",", "utf-8"), (";", "utf-8-sig"), ("|", "gb18030"), ("\t", "gb18030")]),
)
def test_rows_of_tables(rows: list[list[str]], ends: list[str], length: int, written: tuple[str, str]) -> None:
    delimiter, encoding = written
    table = [["content", "name", "type", "note"], *rows]
    text = "".join(delimiter.join(row) + end for row, end in zip(table, ends, strict=False))
    compared(text.encode(encoding), "csv", length)


def test_a_long_file_has_many_chunks() -> None:
    source = random.Random(3)
    contents = ["您好", 'a""b', "第一行\n第二行"]
    rows = [f'"{source.choice(contents)}",n{number},notification' for number in range(500)]
    assert compared("\n".join(["content,name,type", *rows]).encode(), "csv", 300) > 20
    assert compared("\n".join([ROW] * 500).encode(), "jsonl", 300) > 50


def test_the_best_of_the_first_rows_has_the_headings_however_little_is_read_at_once() -> None:
    rows = ["2026,,", "content,from,until", *["您好,1,2"] * 3, "content,name,type", *["您好,a,notification"] * 200]
    assert compared("\n".join(rows).encode(), "csv", 30) > 20


def test_headings_that_are_certain_need_no_further_rows() -> None:
    for heading, certain in (("name,content", True), ("content,content", True), ("content", False)):
        found = format_named("csv").rows(f"{heading}\n甲,乙\n", None, False)
        assert (found is not None) == certain, heading


def test_an_open_quote_makes_a_longer_piece() -> None:
    rows = ["content,name", *["您好,a"] * 50, '"open,b', *["您好,c"] * 50]
    assert compared("\n".join(rows).encode(), "csv", 100) > 2


@pytest.mark.parametrize(
    "data",
    [
        "content,name\n您好,a\n".encode("utf-16"),
        "content,name\n您好\0,a\n".encode(),
        b"content,name\n\xff\xff\xff,a\n",
        b"name,type\na,b\n",
        b"",
    ],
    ids=["UTF-16", "binary", "no encoding", "no contents", "empty"],
)
def test_what_must_be_read_at_once_has_no_chunks(data: bytes) -> None:
    assert not list(chunks(io.BytesIO(data), format_named("csv"), 4))


def test_other_formats_have_no_chunks() -> None:
    assert not list(chunks(io.BytesIO(b"name: a\n" * 100), format_named("yaml"), 10))


def test_a_file_that_changed_meanwhile_is_reported_as_unreadable() -> None:
    data = (ROW + "\n").encode() * 20
    chunk = list(chunks(io.BytesIO(data), format_named("jsonl"), 200))[2]
    assert [problem.rule for problem in read_chunk(io.BytesIO(b"\xff" * len(data)), "x", chunk).problems] == [
        "unreadable-document"
    ]


def test_a_blank_file_is_said_to_be_empty_once() -> None:
    assert compared(b"\n" * 5000, "jsonl", 100) == 1
