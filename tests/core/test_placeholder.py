"""Near misses of `${name}` are recognised, each once, in any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.core.placeholder import Placeholder
from smslint.core.placeholder_parser import placeholders_in

CASES = [
    line.split(" | ")
    for line in (Path(__file__).parents[1] / "data/core/placeholders.txt").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("# ")
]
HOSTILE = st.text(alphabet="$＄￥{}｛｝()[]#%&;<>@ \n，abcX1_.+中\u200b\u3000\\", max_size=60)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_recognised(case: list[str]) -> None:
    text, *expected = case
    found = [f"{one.kind} {text[one.start : one.end]} {one.name or '-'}" for one in placeholders_in(text)]
    assert found == expected


@settings(max_examples=400)
@given(HOSTILE)
def test_in_bounds_in_order_and_never_overlapping(text: str) -> None:
    end = 0
    for found in placeholders_in(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@settings(max_examples=300)
@given(HOSTILE)
def test_a_variable_is_exactly_a_dollar_sign_braces_and_its_name(text: str) -> None:
    for found in placeholders_in(text):
        if found.kind == "variable":
            assert text[found.start : found.end] == "${" + str(found.name) + "}"


@settings(max_examples=300)
@given(HOSTILE)
def test_every_reading_is_read_as_meant(text: str) -> None:
    for found in placeholders_in(text):
        for analysis in found.readings:
            first, *others = placeholders_in(analysis)
            assert (first.kind, others) == ("variable", [])


@given(st.lists(st.sampled_from(["您好，", "${name}", "${time2}", "5分钟", "\n", "，"])))
def test_well_formed_texts_hold_nothing_but_variables(parts: list[str]) -> None:
    text = "".join(parts)
    found = placeholders_in(text)
    assert [text[one.start : one.end] for one in found] == [part for part in parts if part.startswith("$")]
    assert all(one.kind == "variable" for one in found)


@pytest.mark.parametrize(
    "piece", ["${", "$", "{", "}", "{ ", "$ ", "${a", "${a${b}", "{{a", "#a", "<a", "%", "${a ", "$(", "（${a)", "a}"]
)
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    """Quadratic time would be minutes for this length, and the test would time out."""
    assert all(isinstance(found, Placeholder) for found in placeholders_in(piece * 30_000))


def test_a_digit_that_may_be_the_texts_gives_two_readings() -> None:
    [found] = placeholders_in("第$order2次")
    assert found.readings == ("${order}2", "${order2}")


def test_a_combined_placeholder_uses_all_its_names() -> None:
    [found] = placeholders_in("${first+last}")
    assert found.names == ("first", "last")
