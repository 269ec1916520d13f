"""Combinations of things are found by any of their words, near each other, in one sentence."""

from __future__ import annotations

import pytest

from smslint.core.paraphrases import LONGEST_TEXT, Paraphrases

SYNONYMS = {"template": ("模板", "sms template"), "lost": ("不存在", "does not exist"), "ram": ("子账号",)}
FOUND = Paraphrases(
    {
        "no-template": [("template", "lost")],
        "no-sub-template": [("template", "lost", "ram")],
        "ram": [("ram", "denied")],
    },
    SYNONYMS,
    str.lower,
)


def names(text: str) -> list[str]:
    return [name for name, _ in FOUND.find(text)]


@pytest.mark.parametrize("text", ["模板不存在", "不存在这样的模板", "the template does not exist", "the 模板 is lost"])
def test_every_word_of_a_thing_names_it_in_any_order(text: str) -> None:
    assert names(text) == ["no-template"]


@pytest.mark.parametrize("text", ["模板", "the templates are lost", "a program denied", "模板好用。文件不存在", ""])
def test_what_names_only_a_part_is_not_found(text: str) -> None:
    assert names(text) == []


def test_things_stand_near_each_other() -> None:
    assert names("模板" + "的" * 20 + "不存在") == ["no-template"]
    assert names("模板" + "的" * 40 + "不存在") == []
    assert names("模板" + "." * 80 + "不存在") == ["no-template"], "what is no Chinese is narrower"


def test_the_combination_that_says_most_comes_first_and_much_lighter_ones_are_left_out() -> None:
    assert names("子账号的模板不存在") == ["no-sub-template"]


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert names("。" * LONGEST_TEXT + "模板不存在") == []
