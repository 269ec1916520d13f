"""The complete example of a message is found in a description, wherever it stands and however wide it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counted import CountedCalls
from smslint.core.filled_example import READ_LIMIT, find_filled

RUNS = ("您订购的图书已发出，运单号为", "，请留意查收。")
VALUES = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Z", "Cf", "M"), blacklist_characters="$"), min_size=1)


@pytest.mark.parametrize(
    ("runs", "text", "found"),
    [
        (
            RUNS,
            "发给买家。示例：您订购的图书已发出，运单号为SF2048，请留意查收。谢谢",
            "您订购的图书已发出，运单号为SF2048，请留意查收。",
        ),
        (
            RUNS,
            "您订购的图书 已发出,运单号为ＳＦ2048,\n请留意查收。",
            "您订购的图书 已发出,运单号为ＳＦ2048,\n请留意查收。",
        ),
        (RUNS, "您订购的图书已发出，运单号为${number}，请留意查收。", None),
        (RUNS, "您订购的图书已发出，运单号为，请留意查收。", None),
        (RUNS, "，请留意查收。您订购的图书已发出，运单号为SF2048", None),
        (("", "您好"), "${name}您好", None),
        (("", "您好"), "张三您好", "张三您好"),
        (("a", "b"), "a" + "x" * 35 + "b", "a" + "x" * 35 + "b"),
        (("a", "b"), "a" + "x" * 36 + "b", None),
        (("a", "", "b"), "a" + "x" * 70 + "b", "a" + "x" * 70 + "b"),
        (("a", "", "b"), "a" + "x" + "b", None),
        (("ab", "c"), "ab" + "x" * 40 + "abxc", "abxc"),
    ],
)
def test_where_an_example_is(runs: tuple[str, ...], text: str, found: str | None) -> None:
    place = find_filled(runs, text)
    assert (text[slice(*place)] if place else None) == found


@given(st.lists(st.text("您好，ab的", min_size=1, max_size=4), min_size=2, max_size=5), st.data())
def test_what_is_filled_in_is_found(runs: list[str], data: st.DataObject) -> None:
    values = [data.draw(VALUES.filter(lambda value: len(value) <= 35)) for _ in runs[1:]]
    text = runs[0] + "".join(value + run for value, run in zip(values, runs[1:], strict=True))
    around = data.draw(st.text("您好，ab的x ", max_size=20))
    assert find_filled(runs, around + text + around) is not None


@pytest.mark.parametrize("text", ["", " ", "示例"])
@pytest.mark.parametrize("content", ["", " ", "\n"])
def test_a_blank_content_is_in_no_text(content: str, text: str) -> None:
    assert find_filled([content], text) is None


def test_a_hostile_text_costs_no_more_than_its_length() -> None:
    with CountedCalls() as work:
        assert find_filled(["a"] * 600 + ["ab"], "a" * READ_LIMIT * 5) is None
        find_filled(["a", *["a"] * 600], "a" * READ_LIMIT * 5)
    assert work.calls < READ_LIMIT * 5
