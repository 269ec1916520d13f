"""A scanner finds the same with and without its automaton."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.core import content

LITERALS = ["验证码", "证码", "码", "aa", "a", "ab", "退订", "退"]


@given(st.lists(st.sampled_from([*LITERALS, "。", "x", "\ud800"]), max_size=30).map("".join))
def test_the_first_texts_have_the_hits_of_later_ones(text: str) -> None:
    scanner = content.Scanner(LITERALS)
    first, *_, last = [scanner.hits(text) for _ in range(4)]
    assert list(first.items()) == list(last.items())


def test_the_automaton_is_made_for_the_third_text(monkeypatch: pytest.MonkeyPatch) -> None:
    scanner = content.Scanner(LITERALS)
    monkeypatch.setattr(content.Scanner, "_automaton", property(lambda self: 1 / 0))
    assert [scanner.hits("验证码")["码"], scanner.hits("aaa")["aa"]] == [[(2, 3)], [(0, 2), (1, 3)]]
    with pytest.raises(ZeroDivisionError):
        scanner.hits("验证码")
