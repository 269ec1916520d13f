"""A text resembles a phrase by the words that they share, and what is common says little."""

from __future__ import annotations

import random

from smslint.core.resemblance import Resemblance, words_of

PHRASES = {
    "template": "该账号下找不到对应模板",
    "signature": "该账号下找不到对应签名",
    "paused": "the first channel of this northern carrier was closed unexpectedly during last delivery",
}
FOUND = Resemblance((text, name) for name, text in PHRASES.items())


def likeliest(text: str) -> str | None:
    found = sorted(FOUND.find(text), key=lambda each: -each[1])
    return found[0][0] if found else None


def test_words_are_pairs_of_chinese_characters_and_others_as_a_whole() -> None:
    assert words_of("模板code3不对") == {"模板", "code", "3", "不对"}
    assert words_of("the templates of you") == {"template"}


def test_the_rarer_words_decide() -> None:
    assert likeliest("该账号下找不到的对应模板") == "template"
    assert likeliest("该账号下找不到的对应签名") == "signature"


def test_a_phrase_within_a_longer_sentence_is_found() -> None:
    text = "发不出去了 first channel of the northern carrier closed unexpectedly during the last delivery 请帮忙"
    assert likeliest(text) == "paused"


def test_a_part_of_a_phrase_is_found_if_it_is_long_enough() -> None:
    assert likeliest("carrier closed unexpectedly during last delivery") == "paused"
    assert likeliest("the channel was closed") is None


def test_scores_are_shares() -> None:
    source = random.Random(7)
    letters = [*"该账号下找不到对应模板签名", " the channel ", " closed ", "。", ","]
    for _ in range(200):
        text = "".join(source.choices(letters, k=30))
        assert all(0 < score <= 1 for _, score in FOUND.find(text))
