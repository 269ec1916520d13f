"""The range of a template against every message that values can make of it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.core.segments import End, Reach, Shape, Slot, count, displayed_signature

CODE = Slot("code", 4, 6, 6, "numberCaptcha")
ANY = Slot("remark", 1, 35, 35, "others")
ABROAD = Slot("city", 1, 32, 20)
ABROAD_TOO = Slot("day", 1, 32, 20)


def test_a_mainland_range() -> None:
    reach = Reach(Shape("【云仓】", ("文" * 30, ANY, "到", CODE)))
    assert reach.shortest == End("characters", 40, 1)
    assert reach.longest == End("characters", 76, 2)
    assert reach.splits
    assert reach.costliest is ANY


def test_a_repeated_variable_counts_at_every_use() -> None:
    reach = Reach(Shape("", (CODE, "与", CODE)))
    assert (reach.shortest.length, reach.longest.length) == (9, 13)
    assert reach.shares[0].uses == 2


def test_room_is_the_last_value_that_fits() -> None:
    shape = Shape("", ("文" * 50, ANY, "，", CODE))
    remark, code = Reach(shape).shares
    (room,) = remark.rooms
    assert (room.alone, room.always) == (15, 13)
    for other, most in ((4, room.alone), (6, room.always)):
        assert most is not None
        assert count(shape.message(lambda slot, n=most, m=other: "x" * (n if slot is ANY else m))).segments == 1
        assert count(shape.message(lambda slot, n=most, m=other: "x" * (n + 1 if slot is ANY else m))).segments == 2
    assert [(room.alone, room.always) for room in code.rooms] == [(6, None)]


def test_no_room_where_the_fixed_text_takes_it_all() -> None:
    (share,) = Reach(Shape("", ("文" * 68, CODE))).shares
    assert share.rooms[0].alone is None


def test_an_international_range_may_change_its_encoding() -> None:
    reach = Reach(Shape("[Acme]", ("a" * 50, ABROAD), international=True))
    assert reach.shortest == End("gsm-7", 59, 1)  # two brackets of two septets each
    assert reach.longest == End("ucs-2", 96, 2)
    gsm, ucs = reach.shares[0].rooms
    assert (gsm.encoding, gsm.alone) == ("gsm-7", 32)
    assert (ucs.encoding, ucs.alone) == ("ucs-2", 14)


def test_fixed_text_outside_gsm_leaves_one_encoding() -> None:
    reach = Reach(Shape("", ("é文" + "a" * 50, ABROAD), international=True))
    assert (reach.shortest.encoding, reach.longest.encoding) == ("ucs-2", "ucs-2")
    assert [room.encoding for room in reach.shares[0].rooms] == ["ucs-2"]


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


@settings(deadline=None, max_examples=400)
@given(pieces, values, values)
def test_no_international_message_leaves_the_range(parts: list[str | Slot], city: str, day: str) -> None:
    shape = Shape("", tuple(parts), international=True)
    reach = Reach(shape)
    message = shape.message({ABROAD: city, ABROAD_TOO: day}.__getitem__)
    assert reach.shortest.segments <= count(message, international=True).segments <= reach.longest.segments
    for end, value in ((reach.shortest, reach.shortest_value), (reach.longest, reach.longest_value)):
        witness = count(shape.message(value), international=True)
        assert End(witness.encoding, witness.length, witness.segments) == end


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(st.integers(0, 140).map("文".__mul__), st.sampled_from([CODE, ANY])), max_size=5))
def test_the_mainland_range_is_exactly_what_values_make(parts: list[str | Slot]) -> None:
    shape = Shape("【云仓】", tuple(parts))
    reach = Reach(shape)
    lengths = {
        len(shape.message({CODE: "1" * code, ANY: "1" * remark}.__getitem__))
        for code, remark in product(range(4, 7), range(1, 36))
    }
    assert (min(lengths), max(lengths)) == (reach.shortest.length, reach.longest.length)
    billed = {count("文" * length).segments for length in lengths}
    assert (min(billed), max(billed)) == (reach.shortest.segments, reach.longest.segments)
