"""Numbers of things agree with the things."""

from __future__ import annotations

import pytest

from smslint.messages import Bilingual
from smslint.messages.counts import count


@pytest.mark.parametrize(
    ("what", "n", "grouped", "text"),
    [
        ("segment", 0, False, Bilingual("0 segments", "0 条")),
        ("segment", 1, False, Bilingual("1 segment", "1 条")),
        ("characters", 1, False, Bilingual("1 character", "1 个字符")),
        ("gsm-7", 2, False, Bilingual("2 GSM-7 units", "2 个 GSM-7 单位")),
        ("row", 1, True, Bilingual("1 row", "1 行")),
        ("row", 12345, True, Bilingual("12,345 rows", "12,345 行")),
    ],
)
def test_the_thing_agrees_with_its_number(what: str, n: int, grouped: bool, text: Bilingual) -> None:
    found = count(what, n, grouped)
    assert Bilingual(found.text("en"), found.text("zh")) == text
