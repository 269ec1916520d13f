"""Combinations of things are found by any of their words, in any order and near each other."""

from __future__ import annotations

import pytest

from smslint.core.paraphrases import LONGEST_TEXT, Paraphrases, ReasonFrames, WordFinder

SYNONYMS = {
    "template": ("模板", "sms template"),
    "lost": ("不存在", "does not exist"),
    "ram": ("子账号",),
    "price": ("多少钱",),
    "copy": ("复制", "clone"),
}
FOUND = Paraphrases(
    {
        "no-template": ["template lost -copy"],
        "no-sub-template": ["template lost ram|owner"],
        "ram": ["ram denied", "access_denied ram"],
    },
    ["template price"],
    SYNONYMS,
    str.lower,
)


def names(text: str) -> list[str] | None:
    found = FOUND.find(text)
    return None if found is None else [name for name, _ in found]


@pytest.mark.parametrize("text", ["模板不存在", "不存在这样的模板", "the template does not exist", "the 模板 is lost"])
def test_every_word_of_a_thing_names_it_in_any_order(text: str) -> None:
    assert names(text) == ["no-template"]


@pytest.mark.parametrize("text", ["模板", "the latest templatex is lost", "a program denied", ""])
def test_what_names_only_a_part_is_not_found(text: str) -> None:
    assert names(text) == []


def test_one_word_does_not_stand_for_two_things() -> None:
    failed = Paraphrases(
        {"denied": ["refused failed"]}, [], {"refused": ("没过",), "failed": ("没过", "挂了")}, str.lower
    )
    assert failed.find("没过") == []
    assert failed.find("没过，挂了") != []
    assert failed.find("没过，还是没过") != []


@pytest.mark.parametrize(
    "text",
    [
        "template https://a.example/lost",
        "template at /srv/lost/x.js",
        "template a/lost/b.j2",
        "template sms-lost",
        "template\n    at lost.run (x.js:3)",
    ],
)
def test_addresses_and_paths_are_not_read(text: str) -> None:
    assert names(text) == []
    assert names(text + "\nlost") == ["no-template"]


def test_one_of_some_things_is_enough() -> None:
    assert names("owner: template lost") == names("ram: template lost") == ["no-sub-template"]


def test_a_thing_that_must_be_missing_rules_a_combination_out() -> None:
    assert names("template lost after a clone") == []
    assert names("owner: template lost after a clone") == ["no-sub-template"]


def test_a_word_of_a_combination_may_have_blanks() -> None:
    assert names("access denied for ram") == ["ram"]
    assert names("access was denied for a person") == []


def test_blanks_beside_chinese_characters_do_not_matter() -> None:
    found = Paraphrases({"code": ["模板code 😀"]}, [], {}, str.lower)
    assert found.find("模板 CODE 里有🚀".lower()) == found.find("模板code里有😀") != []


@pytest.mark.parametrize("text", ["it cannot be sold", "it can't be sold", "it can not be sold"])
def test_a_denial_may_be_written_in_short(text: str) -> None:
    for word in ("cannot be sold", "can't be sold", "not be sold"):
        assert Paraphrases({"no-sale": ["sale"]}, [], {"sale": (word,)}, str.lower).find(text) != [], word


def test_a_frame_is_read_as_the_word_that_it_comes_to() -> None:
    frames = ReasonFrames({"review": ("修改后…提交", "rejected:"), "。": ("thank you",)}, str.lower)
    assert frames.replaced("变量重复，请修改后重新提交") == ("变量重复，请，review，", {"review"})
    assert frames.replaced("修改后没反应，提交不了") == ("修改后没反应，提交不了", frozenset())
    assert frames.replaced("rejected: lost, thank you")[0].split("，") == ["", "review", " lost, ", "。", ""]
    assert ReasonFrames({}, str.lower).replaced("修改") == ("修改", frozenset())


def test_only_names_that_fit_are_told() -> None:
    text = "template lost, ram denied"
    assert [name for name, _ in FOUND.find(text, "no-template".__eq__) or []] == ["no-template"] != names(text)


def test_things_stand_near_each_other() -> None:
    assert names("模板" + "的" * 50 + "不存在") == ["no-template"]
    assert names("模板" + "的" * 60 + "不存在") == []
    assert names("模板" + "." * 150 + "不存在") == ["no-template"], "what is no Chinese is narrower"


def test_the_nearer_things_weigh_more() -> None:
    ((_, near),), ((_, far),) = FOUND.find("模板不存在") or [], FOUND.find("模板" + "的" * 30 + "不存在") or []
    assert near > far


def test_the_combination_that_says_more_leads() -> None:
    assert (names("template lost, ram denied") or [])[0] == "no-sub-template"


def test_a_question_that_no_name_answers_leads_to_none() -> None:
    assert names("这个模板多少钱") is None
    assert names("模板不存在，多少钱") is None


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert names("。" * (LONGEST_TEXT - 5) + "模板不存在") == ["no-template"]
    assert names("。" * (LONGEST_TEXT - 4) + "模板不存在") == []


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("reject", "it was rejected", True),
        ("reject", "all rejections", False),
        ("ram", "the rams", True),
        ("ak", "our aks", False),
        ("code", "unicode", False),
        ("没…收到", "客户没一个收到", True),
        ("没…收到", "没" + "的" * 13 + "收到", False),
        ("没…收到", "没事，一个收到", False),
        ("not…linked", "not yet linked", True),
        ("not…linked", "not yet unlinked", False),
    ],
)
def test_how_a_word_is_found(word: str, text: str, found: bool) -> None:
    assert [each[0] for each in WordFinder([word]).found(text)] == [word] * found
