"""Positions are correct in every encoding, with all characters that break naive code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.core.text import Encoding, Text, units

ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")
CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
nasty = st.text(st.sampled_from("ab码，é😀𠮷\u0301\u2028\u2029\x85\x0b\x0c\t\r\n\ufeff"), max_size=30)


def reference_lines(text: str) -> list[str]:
    """Lines with their line breaks as LSP defines them, computed in a simple way."""
    lines, line, index = [], "", 0
    while index < len(text):
        if text[index] == "\r" and text[index + 1 : index + 2] == "\n":
            lines.append(line + "\r\n")
            line, index = "", index + 2
        elif text[index] in "\r\n":
            lines.append(line + text[index])
            line, index = "", index + 1
        else:
            line, index = line + text[index], index + 1
    return [*lines, line]


@given(nasty)
def test_lines_end_where_editors_end_them(value: str) -> None:
    text = Text(value)
    lines = reference_lines(value)
    assert len(text.line_starts) == len(lines)
    assert [text.line(number) for number in range(len(lines))] == [line.rstrip("\r\n") for line in lines]


@given(nasty, st.sampled_from(ENCODINGS))
def test_every_offset_survives_the_way_to_the_editor_and_back(value: str, encoding: Encoding) -> None:
    text = Text(value)
    codec, width = CODECS[encoding]
    for offset in range(len(value) + 1):
        line, unit = text.position(offset, encoding)
        start = text.line_starts[line]
        assert unit == len(value[start:offset].encode(codec)) // width
        if offset <= text.line_end(line):
            assert text.offset(line, unit, encoding) == offset


@given(nasty, st.sampled_from(ENCODINGS), st.integers(-2, 40), st.integers(-2, 60))
def test_no_position_leads_outside_the_text_or_its_line(value: str, encoding: Encoding, line: int, unit: int) -> None:
    text = Text(value)
    offset = text.offset(line, unit, encoding)
    assert 0 <= offset <= len(value)
    if 0 <= line < len(text.line_starts):
        assert text.line_starts[line] <= offset <= text.line_end(line)


@pytest.mark.parametrize(("encoding", "unit"), [("utf-16", 1), ("utf-8", 1), ("utf-8", 2), ("utf-8", 3)])
def test_a_position_inside_a_character_is_its_start(encoding: Encoding, unit: int) -> None:
    assert Text("😀x").offset(0, unit, encoding) == 0


def test_a_lone_surrogate_has_a_width() -> None:
    assert [units("\ud83d", encoding) for encoding in ENCODINGS] == [3, 1, 1]


def test_the_lines_of_a_range_that_ends_with_a_line_break_have_its_end() -> None:
    text = Text("一\n二\r三\n四")
    piece = text.lines(2, 4)
    assert (piece.value, piece.first_line, piece.first_offset) == ("二\r三", 1, 2)
    assert piece.position(4 - piece.first_offset) == text.position(4) == (2, 0)
    assert text.lines(2, 3).value == "二"


@given(nasty, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9), nasty), max_size=6))
def test_lines_after_edits_are_those_of_the_edited_text(value: str, edits: list[tuple[int, int, str]]) -> None:
    text = Text(value)
    for at, size, new in edits:
        start = min(at, len(text))
        text = text.edited(start, min(start + size, len(text)), new)
        fresh = Text(text.value)
        assert list(text.line_starts) == list(fresh.line_starts)
        assert text.line_starts[-1] == fresh.line_starts[-1]
        assert [text.line_of(each) for each in range(len(text) + 2)] == [
            fresh.line_of(each) for each in range(len(text) + 2)
        ]
