"""The length bounds of templates, compared with all messages that values can make."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.core.segments.bounds import LengthBounds
from smslint.core.segments.counting import Count, count_message
from smslint.core.segments.parts import MessageParts, VariablePart, displayed_signature

CODE = VariablePart("code", 4, 6, 6, "numberCaptcha")
ANY = VariablePart("remark", 1, 35, 35, "others")
ABROAD = VariablePart("city", 1, 32, 20)
ABROAD_TOO = VariablePart("day", 1, 32, 20)


def test_a_mainland_range() -> None:
    bounds = LengthBounds(MessageParts("【云仓】", ("文" * 30, ANY, "到", CODE)))
    assert bounds.shortest == Count("characters", 40)
    assert bounds.longest == Count("characters", 76, (67,))
    assert bounds.splits
    assert bounds.costliest is ANY


def test_a_repeated_variable_counts_at_every_use() -> None:
    bounds = LengthBounds(MessageParts("", (CODE, "与", CODE)))
    assert (bounds.shortest.length, bounds.longest.length) == (9, 13)
    assert bounds.costs[0].uses == 2


def test_room_is_the_last_value_that_fits() -> None:
    parts = MessageParts("", ("文" * 50, ANY, "，", CODE))
    remark, code = LengthBounds(parts).costs
    (room,) = remark.single_segment
    assert (room.alone, room.always) == (15, 13)
    for other, most in ((4, room.alone), (6, room.always)):
        assert most is not None
        assert (
            count_message(parts.message(lambda variable, n=most, m=other: "x" * (n if variable is ANY else m))).segments
            == 1
        )
        assert (
            count_message(
                parts.message(lambda variable, n=most, m=other: "x" * (n + 1 if variable is ANY else m))
            ).segments
            == 2
        )
    assert [(room.alone, room.always) for room in code.single_segment] == [(6, None)]


def test_no_room_where_the_fixed_text_takes_it_all() -> None:
    (cost,) = LengthBounds(MessageParts("", ("文" * 68, CODE))).costs
    assert cost.single_segment[0].alone is None


def test_an_international_range_may_change_its_encoding() -> None:
    bounds = LengthBounds(MessageParts("[Acme]", ("a" * 50, ABROAD), international=True))
    assert bounds.shortest == Count("gsm-7", 59)  # two brackets of two septets each
    assert (bounds.longest.encoding, bounds.longest.length, bounds.longest.segments) == ("ucs-2", 96, 2)
    gsm, ucs = bounds.costs[0].single_segment
    assert (gsm.encoding, gsm.alone) == ("gsm-7", 32)
    assert (ucs.encoding, ucs.alone) == ("ucs-2", 14)


def test_fixed_text_outside_gsm_leaves_one_encoding() -> None:
    bounds = LengthBounds(MessageParts("", ("é文" + "a" * 50, ABROAD), international=True))
    assert (bounds.shortest.encoding, bounds.longest.encoding) == ("ucs-2", "ucs-2")
    assert [room.encoding for room in bounds.costs[0].single_segment] == ["ucs-2"]


@pytest.mark.parametrize(
    ("signature", "international", "shown"),
    [
        ("云仓", False, "【云仓】"),
        ("【云仓】", False, "【云仓】"),
        ("Acme", False, "【Acme】"),
        ("Acme", True, "[Acme]"),
        ("云仓", True, "【云仓】"),
        ("", True, ""),
        (None, False, ""),
    ],
)
def test_the_signature_as_shown(signature: str | None, international: bool, shown: str) -> None:
    assert displayed_signature(signature, international) == shown


pieces = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["a", "€", "文", "😀"]), st.integers(0, 170)).map(lambda run: run[0] * run[1]),
        st.sampled_from([ABROAD, ABROAD_TOO]),
    ),
    max_size=6,
)
values = st.one_of(
    st.text("a1", min_size=1, max_size=32),
    st.text("a€文😀", min_size=1, max_size=20),
    st.builds(str.__mul__, st.sampled_from("€文😀"), st.integers(15, 20)),
)


@settings(max_examples=400)
@given(pieces, values, values)
def test_no_international_message_is_outside_the_bounds(parts: list[str | VariablePart], city: str, day: str) -> None:
    parts = MessageParts("", tuple(parts), international=True)
    bounds = LengthBounds(parts)
    message = parts.message({ABROAD: city, ABROAD_TOO: day}.__getitem__)
    assert bounds.shortest.segments <= count_message(message, international=True).segments <= bounds.longest.segments
    for end, value in ((bounds.shortest, bounds.shortest_value), (bounds.longest, bounds.longest_value)):
        witness = count_message(parts.message(value), international=True)
        assert (witness.encoding, witness.length, witness.segments) == (end.encoding, end.length, end.segments)


@settings(max_examples=60)
@given(st.lists(st.one_of(st.integers(0, 140).map("文".__mul__), st.sampled_from([CODE, ANY])), max_size=5))
def test_the_mainland_range_is_exactly_what_values_make(parts: list[str | VariablePart]) -> None:
    parts = MessageParts("【云仓】", tuple(parts))
    bounds = LengthBounds(parts)
    lengths = {
        len(parts.message({CODE: "1" * code, ANY: "1" * remark}.__getitem__))
        for code, remark in product(range(4, 7), range(1, 36))
    }
    assert (min(lengths), max(lengths)) == (bounds.shortest.length, bounds.longest.length)
    billed = {count_message("文" * length).segments for length in lengths}
    assert (min(billed), max(billed)) == (bounds.shortest.segments, bounds.longest.segments)


def test_several_signatures_widen_the_range() -> None:
    bounds = LengthBounds(MessageParts("【云仓】", ("文" * 60, CODE), others=("【云仓华东二号库】", "【云】")))
    assert (bounds.shortest.length, bounds.longest.length) == (3 + 60 + 4, 9 + 60 + 6)
    assert bounds.splits
    assert bounds.costs[0].single_segment[0].alone is None, "under the longest signature not even the shortest fits"


@settings(max_examples=100)
@given(pieces, values, values, st.lists(st.sampled_from(["[Lakeside]", "【湖】", "【Lake湖】", "[A]"]), max_size=3))
def test_no_signature_takes_a_message_outside_the_bounds(
    parts: list[str | VariablePart], city: str, day: str, others: list[str]
) -> None:
    bounds = LengthBounds(MessageParts("[Lake]", tuple(parts), True, tuple(others)))
    for signature in ("[Lake]", *others):
        signed = MessageParts(signature, tuple(parts), True)
        segments = count_message(signed.message({ABROAD: city, ABROAD_TOO: day}.__getitem__), True).segments
        assert bounds.shortest.segments <= segments <= bounds.longest.segments
