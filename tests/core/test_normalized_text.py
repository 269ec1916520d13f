"""Rules compare the normalized text; each of its characters leads back to the original one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.catalog import load
from smslint.core.lexicon import MASK
from smslint.core.normalized_text import Folding, NormalizedText
from smslint.core.placeholder_parser import placeholders_in

LEXICON = load().lexicon
FOLDING = LEXICON.compiled(Folding)


def normalized_text(content: str) -> NormalizedText:
    return FOLDING.normalize(content, placeholders_in(content))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("您好，ABC！", "您好,abc!"),
        ("Ａ１驗證碼（於）", "a1验证码(於)"),
        ("验\u200b证\u00ad码", "验证码"),
        ("取${Code}件", "取" + MASK * 7 + "件"),
        ("İ", "İ"),
        ("～：；？", "~:;?"),
        ("", ""),
    ],
)
def test_characters_are_folded_one_by_one(content: str, text: str) -> None:
    assert normalized_text(content).text == text


def test_a_text_is_unusual_where_it_holds_more_than_plain_characters() -> None:
    assert not normalized_text("您好，${name}！第1次OK").has_unusual
    assert normalized_text("体温37℃").has_unusual
    assert normalized_text("囍").has_unusual


PIECES = st.sampled_from(
    ["您", "驗", "Ａ", "b", "C", "\u200b", "\u00ad", "，", "😀", "${a}", "${變}", "\u3000", "İ", "1"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_character_leads_back(content: str) -> None:
    normalized = normalized_text(content)
    for index, character in enumerate(normalized.text):
        start, end = normalized.span(index, index + 1)
        assert end == start + 1
        if character != MASK:
            assert FOLDING.fold(content[start]) == character
        assert normalized.index(start) == index
    assert len(normalized.text) <= len(content)


@given(st.text(max_size=60))
def test_no_text_breaks_it(content: str) -> None:
    normalized = normalized_text(content)
    assert normalized.offsets is None or list(normalized.offsets) == sorted(set(normalized.offsets))
    assert normalized.span(0, len(normalized.text))[1] <= len(content)
