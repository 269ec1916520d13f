"""Character sets behave like sets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smslint.core.grammar.charset import IDEOGRAPHS, CharSet, ranges_of

texts = st.text(st.characters(max_codepoint=0x250), max_size=12)


@given(texts, texts, st.characters(max_codepoint=0x260))
def test_operations_agree_with_sets(left: str, right: str, probe: str) -> None:
    one, other = CharSet.from_text(left), CharSet.from_text(right)
    assert (probe in one) == (probe in set(left))
    assert (probe in one | other) == (probe in set(left) | set(right))
    assert (probe in one & other) == (probe in set(left) & set(right))
    assert (probe in one - other) == (probe in set(left) - set(right))
    assert (probe in ~one) == (probe not in set(left))


@given(texts)
def test_a_set_counts_and_lists_its_characters(text: str) -> None:
    found = CharSet.from_text(text)
    assert len(found) == len(set(text))
    assert [found[index] for index in range(len(found))] == sorted(set(text))


def test_ranges_are_merged_where_they_touch() -> None:
    assert CharSet.from_ranges([(3, 4), (1, 2), (9, 9)]).ranges == ((1, 4), (9, 9))
    assert ranges_of("a-cx-").ranges == ((45, 45), (97, 99), (120, 120))


def test_radicals_and_bopomofo_are_not_ideographs() -> None:
    assert all(character in IDEOGRAPHS for character in "一龥㐀𠀀𬭚")
    assert not any(character in IDEOGRAPHS for character in "⼀ㄅ〇ア々")
