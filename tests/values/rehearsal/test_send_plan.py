"""The fast path accepts only values that the verdict accepts, and it accepts most ordinary values."""

from __future__ import annotations

import re
from functools import cache

import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.catalog import load
from smslint.core.attribute import Attribute
from smslint.core.layers import LAYERS
from smslint.core.layers.silence import silences
from smslint.core.normalized_text import Folding
from smslint.core.samples import samples
from smslint.core.verdict import judge, judge_plain
from smslint.values.rehearsal.send_plan import certainly_accepted, certainly_accepted_plain

CATALOG = load()
PIECES = [
    *"0123456789abqvwxAZQVWX_-./:@ +~\n\r\t\u200b\u0301😀①￥１Ａ",
    *"年月日时分加号信微扣群企公众，。（）·〇囧張京粤警學学：元",
    *(
        "QQ",
        "q群",
        "wx",
        "VX",
        "we chat",
        "WeiXin",
        "微信",
        "v信",
        "加群",
        "扣扣",
        "企鹅",
        "公众号",
        "订阅号",
        "小程序",
    ),
    *("客户端", "app", "13905120000", "400-820", "021-6754", "95588", "a.cn", "http://", "@163.com", "wxid_a1"),
    *(
        "2026-02-29",
        "2026-11-31",
        "2026年2月30日",
        "0000-01-01",
        "24:00",
        "08:30",
        "下午",
        "11月31日",
        "2-30",
        "20260231",
    ),
    *("京A1234", "京AD12345", "粤B", "KA0000", "WJ", "I", "O", "应急", "李", "小鹿", "公司", "你好", "上海市"),
]
values = st.lists(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=25),
    min_size=40,
    max_size=40,
)


@cache
def by_engine(code: str, value_length: int = 35) -> polars.Expr:
    return certainly_accepted(polars.col("value"), CATALOG.attributes[code], CATALOG, value_length)


def certainly(code: str, given: list[str], value_length: int = 35) -> list[str]:
    frame = polars.DataFrame({"value": given}, schema={"value": polars.String})
    return frame.filter(by_engine(code, value_length)).get_column("value").to_list()


@pytest.mark.parametrize("code", CATALOG.attributes)
@settings(max_examples=60)
@given(given=values)
def test_certainly_accepted_values_are_accepted(code: str, given: list[str]) -> None:
    for value in certainly(code, given):
        assert judge(value, CATALOG.attributes[code], CATALOG, suggest=False).verdict == "accepted", value


@pytest.mark.parametrize("code", CATALOG.attributes)
def test_whatever_another_attribute_knows_is_judged_alike(code: str) -> None:
    known = [sample["value"] for one in CATALOG.attributes.values() for sample in one.file.get("samples", ())]
    known += [value for one in CATALOG.attributes.values() for value in samples(one, CATALOG).hostile]
    for length in (15, 35):
        for value in certainly(code, known + [value[:-1] for value in known], length):
            verdict = judge(value, CATALOG.attributes[code], CATALOG, value_length=length, suggest=False)
            assert verdict.verdict == "accepted", value


def test_every_day_of_a_century_is_judged_alike() -> None:
    forms = ("{:04}-{:02}-{:02}", "{:04}{:02}{:02}", "{:04}/{:02}/{:02}", "{:04}年{}月{}日")
    days = [
        form.format(year, month, day)
        for form in forms
        for year in (0, 1900, 2000, 2023, 2024)
        for month in range(14)
        for day in range(33)
    ]
    days += [
        form.format(month, day) for form in ("{:02}-{:02}", "{}月{}日") for month in range(14) for day in range(33)
    ]
    accepted = [value for value in days if judge(value, CATALOG.attributes["time"], CATALOG).verdict == "accepted"]
    certain = certainly("time", days)
    assert set(certain) <= set(accepted)
    assert {value for value in set(accepted) - set(certain) if "2" not in value} == set()


@pytest.mark.parametrize("attribute", CATALOG.attributes.values(), ids=lambda attribute: attribute.code)
def test_ordinary_values_need_no_verdict(attribute: Attribute) -> None:
    typical = [value for value in samples(attribute, CATALOG).typical if not set("QVWX") & set(value.upper())]
    assert len(certainly(attribute.code, list(typical))) * 2 >= len(typical)


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_has_a_silence(layer: str) -> None:
    assert layer in silences(CATALOG.lexicon)


def test_folding_leaves_the_characters_of_silences_as_they_are() -> None:
    standard = CATALOG.lexicon.standard
    assert CATALOG.lexicon.compiled(Folding).fold(standard) == standard


@pytest.mark.parametrize("kind", ["international", "digital"])
@given(given=values)
@settings(max_examples=40)
def test_values_without_attributes(kind: str, given: list[str]) -> None:
    given += ["a" * 20, "a" * 32, "a" * 33, "é" * 20, "é" * 21, "", "a b" * 7]
    frame = polars.DataFrame({"value": given}, schema={"value": polars.String})
    accepted = frame.filter(certainly_accepted_plain(polars.col("value"), kind, CATALOG)).get_column("value").to_list()
    judged = [value for value in given if judge_plain(value, kind, CATALOG.reasons["unfilled"]).verdict == "accepted"]
    assert not set(accepted) - set(judged)
    assert all(re.search(r"[{%<\[#]|undefined|null|nil|None|NaN", value) for value in set(judged) - set(accepted))
