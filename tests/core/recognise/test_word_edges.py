"""Cues across the edges of words, and cues that are only mentioned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint.catalog import load
from smslint.core.lexicon import Lexicon, Term, WordTable
from smslint.core.recognise.mentions import Mentions
from smslint.core.recognise.word_edges import Vocabulary

LEXICON = load().lexicon


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("请督促销毁过期试剂", "促销", True),
        ("大棚已立减产申报", "立减", True),
        ("展会设立减免通道", "立减", True),
        ("上海促销活动", "促销", False),
        ("下单立减十元", "立减", False),
        ("促销", "促销", False),
        ("a促销b", "促销", False),
    ],
)
def test_words_cut_a_cue_if_the_likeliest_split_has_them(text: str, cue: str, expected: bool) -> None:
    start = text.index(cue)
    assert LEXICON.compiled(Vocabulary).cuts(text, start, start + len(cue)) is expected


@pytest.mark.parametrize("of_messages", [True, False])
def test_only_words_of_messages_are_evidence_of_a_split(of_messages: bool) -> None:
    terms = (Term("请督"), Term("毁过期"))
    tables = {**LEXICON.tables, "more": WordTable(terms, of_messages=of_messages)}
    vocabulary = Vocabulary(Lexicon(tables, vocabulary=LEXICON.vocabulary))
    assert vocabulary.cuts("请督促销毁过期试剂", 2, 4) is not of_messages


@given(st.text("督促销毁满减a,\ufffc𠀀", min_size=1, max_size=60), st.data())
def test_any_range_of_any_text_has_an_answer(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    vocabulary, mentions = LEXICON.compiled(Vocabulary), LEXICON.compiled(Mentions)
    assert vocabulary.cuts(text, start, end) in (True, False)
    assert mentions.mentioned(text, start, end) in (True, False)


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("图书馆不提供代金券", "代金券", True),
        ("图书馆不提供停车,代金券到店领取", "代金券", False),
        ("没有会员卡也能领代金券", "代金券", False),
        ("谨防代金券骗局", "代金券", True),
        ("《代金券的秘密》今晚开演", "代金券", True),
        ("代金券管理处周一搬迁", "代金券", True),
        ("代金券在管理处发放", "代金券", False),
    ],
)
def test_a_cue_that_is_denied_warned_of_or_part_of_a_name_is_mentioned(text: str, cue: str, expected: bool) -> None:
    start = text.index(cue)
    assert LEXICON.compiled(Mentions).mentioned(text, start, start + len(cue)) is expected
