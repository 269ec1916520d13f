"""Unified social credit codes by GB 32100-2015, and the forms of ICP numbers."""

from __future__ import annotations

from random import Random

import pytest

from smslint.core.registration import CODE_CHARACTERS, check_character, foreign_characters, icp_form


def code(random: Random) -> str:
    start = "".join(random.choice(CODE_CHARACTERS) for _ in range(17))
    return start + check_character(start)


def is_right(given: str) -> bool:
    return check_character(given) == given[-1]


def test_the_example_of_the_standard() -> None:
    assert check_character("91350100M000100Y4") == "3"


def test_every_changed_character_and_every_swap_of_neighbours_is_caught() -> None:
    random = Random(15)
    for _ in range(60):
        right = code(random)
        assert is_right(right)
        for at, written in enumerate(right):
            for other in CODE_CHARACTERS:
                assert other == written or not is_right(right[:at] + other + right[at + 1 :])
        for at in range(17):
            swapped = right[:at] + right[at + 1] + right[at] + right[at + 2 :]
            assert swapped == right or not is_right(swapped)


def test_ten_thousand_codes() -> None:
    random = Random(32100)
    for _ in range(10_000):
        right, at = code(random), random.randrange(18)
        other = random.choice(CODE_CHARACTERS.replace(right[at], ""))
        assert is_right(right)
        assert not is_right(right[:at] + other + right[at + 1 :])


def test_characters_that_no_code_has() -> None:
    assert foreign_characters("9135O100M000I00Y4Z") == "OIZ"


@pytest.mark.parametrize(
    ("number", "form"),
    [
        ("京ICP备05000001号", "known"),
        ("京ICP备05000001", "known"),
        ("蜀ICP备2021012345号-14A", "known"),
        ("川ICP备09010050-5号", "known"),
        ("陇icp备13000000号-1", "known"),
        ("黔ＩＣＰ备 13000000 号", "known"),
        ("京ICP证030173号", "known"),
        ("沪ICP证04012345", "known"),
        ("粤B2-20090191-1", "known"),
        ("合字B2-20210001", "known"),
        ("B1.B2-20150001", "known"),
        ("浙B2-20080224号", "known"),
        ("ICP备05000001号", "rare"),
        ("京ICP备123456号", "rare"),
        ("京公网安备11010502030143号", "police"),
        ("备案中", "other"),
        ("www.example.com", "other"),
        ("", "other"),
    ],
)
def test_icp_numbers(number: str, form: str) -> None:
    assert icp_form(number) == form
