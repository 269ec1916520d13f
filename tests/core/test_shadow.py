"""The shadow is what rules compare; every character of it leads back to the one that was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.catalog import built_in
from smslint.core.lexicon import MASK
from smslint.core.placeholder_parser import placeholders_in
from smslint.core.shadow import _MANY, Folding, Shadow

LEXICON = built_in().lexicon
FOLDING = LEXICON.compiled(Folding)


def shadow_of(content: str) -> Shadow:
    return FOLDING.shadow(content, placeholders_in(content))


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
    assert shadow_of(content).text == text


def test_a_text_is_odd_where_it_holds_more_than_plain_characters() -> None:
    assert not shadow_of("您好，${name}！第1次OK").odd
    assert shadow_of("体温37℃").odd
    assert shadow_of("囍").odd


PIECES = st.sampled_from(
    ["您", "驗", "Ａ", "b", "C", "\u200b", "\u00ad", "，", "😀", "${a}", "${變}", "\u3000", "İ", "1"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_character_leads_back(content: str) -> None:
    shadow = shadow_of(content)
    for index, character in enumerate(shadow.text):
        start, end = shadow.span(index, index + 1)
        assert end == start + 1
        if character != MASK:
            assert FOLDING.fold(content[start]) == character
        assert shadow.index(start) == index
    assert len(shadow.text) <= len(content)


@given(st.text(max_size=60))
def test_no_text_breaks_it(content: str) -> None:
    shadow = shadow_of(content)
    assert shadow.offsets is None or list(shadow.offsets) == sorted(set(shadow.offsets))
    assert shadow.span(0, len(shadow.text))[1] <= len(content)


@given(st.text(max_size=20) | st.lists(PIECES, max_size=20).map("".join))
def test_a_text_is_as_odd_in_a_long_run(content: str) -> None:
    first, later = Folding(LEXICON), Folding(LEXICON)
    later._asked = _MANY
    placeholders = placeholders_in(content)
    assert first.shadow(content, placeholders) == later.shadow(content, placeholders)
