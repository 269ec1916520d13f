"""Values of one shape are refused alike, whatever they are made of."""

from __future__ import annotations

from functools import cache
from random import Random

import polars
import pytest

from smslint.core.layers.shape import Shape, plain_shape, value_shape
from smslint.core.verdict import effective_attribute, first_reason, judge, judge_plain
from smslint.values.rehearsal.value_shapes import shapes
from values.rehearsal.cases import CATALOG

CODES = [code for code, each in CATALOG.attributes.items() if each.status == "current"]
# fmt: off
PIECES = [
    "鹿", "羊", "茶", "㕮", "䗪", "席", "年", "月", "日", "时", "上午", "号", "公", "群", "微", "信", "企", "京", "沪",
    "警", "路", "層", "張", "乾", "凃", "〇", "加微信", "QQ", "qq群", "v信", "ＱＱ", "公众号", "小程序", "app",
    "ＡＰＰ", "电话", "客服", "拨", "订单", "尾号", "null", "None", "a", "b", "z", "I", "O", "WX", "1", "2",
    "0", "7", "13", "95", "400", "12345", "10086", "95588", "96110", "8105", "21345", "20260515", "13800138000",
    "0571", "88886666", "2026", "2027", "05", "15", "31", "18:00", "24:00", "25:61", "-", "_", "/", " ", "　",
    ".", ":", "：", "(", "）", "+", "@", "{", "%s", "!", "！", "，", "①", "②", "🦌", "🐑", "\u200b", "\n", "\t",
    "é", "Ｌ", "１", "￥", "a.cn", "x.com", "://", "::", "\u20e3", "…", "~", "—", "‐",
]
# fmt: on


@cache
def shape(code: str) -> Shape | None:
    return value_shape(effective_attribute(CATALOG.attributes[code], CATALOG), CATALOG)


def shaped(values: list[str], one: Shape | None) -> list[str]:
    return shapes(polars.Series(values, dtype=polars.String), one).to_list()


@pytest.mark.parametrize("code", CODES)
def test_values_of_one_shape_have_one_reason(code: str) -> None:
    attribute = CATALOG.attributes[code]
    random = Random(code)
    samples = [each["value"] for each in attribute.file.get("samples", ())]
    values = ["".join(random.choices(PIECES, k=random.randint(1, 4))) for _ in range(3000)]
    values += [
        "".join(chr(random.randint(0x4E00, 0x9FA5)) + random.choice(PIECES[-40:]) for _ in range(random.randint(1, 3)))
        for _ in range(500)
    ]
    values += [
        f"{random.choice(['', '鹿', 'a', '-'])}{10 ** random.uniform(0, 12):.0f}{random.choice(PIECES)}"
        for _ in range(3000)
    ]
    values += [
        f"{random.choice(['19', '20'])}{random.randint(0, 99):02}{random.choice('-/_年')}{random.randint(0, 12)}"
        f"{random.choice('-/_月')}{random.randint(0, 31):02}{random.choice(['', '日'])}{random.choice(['', ' ', 'T'])}"
        f"{random.choice(['', '8:05', '08:30', '23:59:59', '0571', '95588'])}"
        for _ in range(3000)
    ]
    values += samples + [random.choice(samples) + random.choice(PIECES) for _ in range(500) if samples]
    told: dict[str, tuple[str, object]] = {}
    shared = 0
    for value, one in zip(values, shaped(values, shape(code)), strict=True):
        reason = first_reason(value, attribute, CATALOG)
        what = reason and (reason.id, reason.start, reason.end, reason.message)
        first = told.setdefault(one, (value, what))
        shared += first[0] != value
        assert first[1] == what, (first[0], value, one)
    assert shared > 200 or shape(code) is None
    ones = list(told)
    assert shaped(ones, shape(code)) == ones


@pytest.mark.parametrize("code", CODES)
def test_the_first_reason_is_that_of_the_verdict(code: str) -> None:
    attribute = CATALOG.attributes[code]
    for value in [each["value"] for each in attribute.file.get("samples", ())] + PIECES:
        verdict = judge(value, attribute, CATALOG, suggest=False)
        reason = first_reason(value, attribute, CATALOG)
        assert (reason is None) == (verdict.verdict == "accepted")
        if reason:
            first = verdict.reasons[0]
            assert (reason.id, reason.start, reason.end) == (first.id, first.start, first.end)


@pytest.mark.parametrize("kind", ["international", "digital"])
def test_values_without_an_attribute_have_a_shape_by_their_length(kind: str) -> None:
    values = ["a" * 33, "b" * 33, "a" * 32 + "-", "茶" * 21, "a" * 21, "", "\n" * 21]
    told: dict[str, object] = {}
    for value, one in zip(values, shaped(values, plain_shape(CATALOG)), strict=True):
        verdict = judge_plain(value, kind, CATALOG.reasons["unfilled"])  # type: ignore[arg-type]
        assert told.setdefault(one, verdict) == verdict


def test_texts_that_hold_the_separator_have_shapes() -> None:
    assert shaped(["王①", "王\0李①", "李②"], shape("name")) == ["一①", "一\0一①", "一②"]
