"""Phone numbers are distinguished from orders, cards, amounts, dates and times."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.catalog import load
from smslint.core.lint import Linter
from smslint.core.recognise.phones import Phone, _scan
from smslint.core.template import Template

CASES = [
    line.split(" | ")
    for line in (Path(__file__).parents[2] / "data/core/phones.txt").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("# ")
]
LINTER = Linter(load(), ["contact-risk"])
HALF_WIDTH = str.maketrans({0xFF01 + index: 0x21 + index for index in range(0x5E)})


def scan_phones(text: str) -> tuple[Phone, ...]:
    """The numbers of a plain text of any length."""
    return tuple(_scan(text.translate(HALF_WIDTH).lower()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_found(case: list[str]) -> None:
    text, *expected = case
    assert [f"{one.kind} {text[one.start : one.end]} {one.digits}" for one in scan_phones(text)] == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_a_content_is_read_like_a_plain_text(case: list[str]) -> None:
    assert LINTER.read(Template(case[0], "notification")).phones == scan_phones(case[0])


@settings(max_examples=400)
@given(st.text(alphabet="0123456789 -()（）+.:/电话转元号，139", max_size=50))
def test_in_bounds_in_order_and_never_overlapping(text: str) -> None:
    end = 0
    for phone in scan_phones(text):
        assert end <= phone.start < phone.end <= len(text)
        assert phone.digits.isdecimal()
        end = phone.end


def test_digits_of_links_are_not_numbers() -> None:
    content = "example.com/13905120000 和 www.example.com/?t=4001230000"
    assert LINTER.read(Template(content, "notification")).phones == ()


def test_invisible_characters_in_a_number_hide_nothing() -> None:
    content = "联系139\u200b0512\u200b0000。"
    [phone] = LINTER.read(Template(content, "notification")).phones
    assert content[phone.start : phone.end] == "139\u200b0512\u200b0000"


@pytest.mark.parametrize("piece", ["1", "1 ", "1-", "(1", "12 ", "13905120000 ", "0512-", "95588/", "电话12345", "+"])
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    """Quadratic time would be minutes for this length."""
    assert len(scan_phones(piece * 10_000)) <= 10_000
