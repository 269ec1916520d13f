"""Limits of the vendor's billing, and a comparison with a segmenter that follows the wording of the rule."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.core.segments.counting import GSM_BASIC, GSM_EXTENDED, count_message

MAINLAND = {0: 1, 1: 1, 70: 1, 71: 2, 134: 2, 135: 3, 160: 3, 201: 3, 202: 4, 469: 7, 470: 8, 500: 8}
GSM = {1: 1, 160: 1, 161: 2, 306: 2, 307: 3, 350: 3, 459: 3, 460: 4}
UCS = {1: 1, 70: 1, 71: 2, 134: 2, 135: 3, 150: 3, 201: 3, 202: 4}


@pytest.mark.parametrize(("length", "segments"), MAINLAND.items())
@pytest.mark.parametrize("character", ["a", "文", "€", "\n", "𠮷"])
def test_mainland_counts_characters_of_any_width(length: int, segments: int, character: str) -> None:
    result = count_message(character * length)
    assert (result.encoding, result.length, result.segments) == ("characters", length, segments)


@pytest.mark.parametrize(("length", "segments"), GSM.items())
def test_international_gsm(length: int, segments: int) -> None:
    result = count_message("a" * length, international=True)
    assert (result.encoding, result.length, result.segments) == ("gsm-7", length, segments)


@pytest.mark.parametrize(("length", "segments"), UCS.items())
def test_international_ucs2(length: int, segments: int) -> None:
    result = count_message("文" * length, international=True)
    assert (result.encoding, result.length, result.segments) == ("ucs-2", length, segments)


@pytest.mark.parametrize("character", GSM_EXTENDED)
def test_extended_septets_count_twice(character: str) -> None:
    assert count_message(character * 80, international=True).segments == 1
    assert count_message(character * 80 + "a", international=True).length == 161


def test_the_alphabet_is_complete() -> None:
    assert len(set(GSM_BASIC)) == len(GSM_BASIC) == 127  # 128 code points minus the escape
    assert not set(GSM_BASIC) & set(GSM_EXTENDED)


def test_one_character_turns_the_whole_message() -> None:
    assert count_message("a" * 100, international=True).segments == 1
    assert count_message("a" * 99 + "ç", international=True).segments == 2


def test_an_escape_pair_is_not_divided() -> None:
    assert count_message("a" * 152 + "€" + "a" * 10, international=True).breaks == (152,)


def test_a_surrogate_pair_is_not_divided() -> None:
    assert count_message("文" * 66 + "😀" + "文" * 5, international=True).breaks == (66,)


def test_the_undivided_pair_can_cost_a_part() -> None:
    pairs = "😀" * 67  # 134 units would fill two segments of 67
    assert count_message(pairs, international=True).segments == 3


def brute_force(message: str, international: bool) -> list[str]:
    """The segments by the wording of the rule: fill a segment, and start another one when a character does not fit."""
    gsm = all(character in GSM_BASIC or character in GSM_EXTENDED for character in message)
    if not international:
        widths = [1] * len(message)
    elif gsm:
        widths = [2 if character in GSM_EXTENDED else 1 for character in message]
    else:
        widths = [len(character.encode("utf-16-le")) // 2 for character in message]
    single, part = (160, 153) if international and gsm else (70, 67)
    if sum(widths) <= single:
        return [message]
    parts, room = [""], part
    for character, width in zip(message, widths, strict=True):
        if width > room:
            parts.append("")
            room = part
        parts[-1] += character
        room -= width
    return parts


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.sampled_from("a€[\n文😀é，"), st.integers(1, 90)), max_size=8),
    st.booleans(),
)
def test_like_brute_force(runs: list[tuple[str, int]], international: bool) -> None:
    message = "".join(character * times for character, times in runs)
    result = count_message(message, international)
    edges = [0, *result.breaks, len(message)]
    parts = [message[start:end] for start, end in pairwise(edges)]
    assert parts == brute_force(message, international)
