"""Values in which a layer certainly finds nothing that makes them less than accepted.

The layers are written in Python. A query engine that runs over millions of values passes them only the values for
which a layer may not be silent. A silence errs on one side only: it may miss values on which the layer is silent, but
never includes one that the layer reports. Together with a grammar's tree it is all that such an engine needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from smslint.core.grammar.charset import CharSet, Classes, ranges_of
from smslint.core.grammar.parse import parse_expression
from smslint.core.grammar.tree import Chars, Repeat, Sequence, Tree
from smslint.core.lexicon import PLAIN
from smslint.dataclass import dataclass

if TYPE_CHECKING:
    from smslint.core.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Silence:
    """A layer is silent on texts of only these characters that contain none of the parts and are in the language.

    None means that a condition does not apply.
    """

    alphabet: CharSet | None = None
    without: tuple[Tree, ...] = ()
    within: Tree | None = None


_CUES: Final = (
    "[Qq][Qq群号] | 扣扣 | 企鹅 | [加进入]群 | 群[号:：{digit}] | [微薇威徽Vv]信 | 公众号"
    " | [Ww][Ee]{blank}?[Cc][Hh][Aa][Tt] | [Ww][Ee][Ii]{blank}?[Xx][Ii][Nn] | [WwVv][Xx] | [加+][Vv]"
)
"""Every cue of QQ and WeChat contains one of these, among characters that folding does not change."""

_CHANNELS: Final = (
    "公众 | 公眾 | [阅閱务務业業频頻活][号號] | 官方?微 | 小程序 | 客户端 | [AaＡａ][PpＰｐ]{2}"
    " | [Oo][Ff][Ff][Ii][Cc][Ii][Aa][Ll] | [Mm][Ii][Nn][Ii]"
)

_UNFILLED: Final = r"[\{%] | \<n[iou] | \[object | undefined | null | nil | None | NaN | \#[NRVD]"

_DATES: Final[Mapping[str, str]] = {
    "year": "[1-9]{digit}{3}",
    "any-month": "0[1-9] | 1[0-2]",
    "any-day": "0[1-9] | 1{digit} | 2[0-8]",
    "long": "0[13578] | 1[02]",
    "late": "{long} | 0[469] | 11",
    "short-month": "0?[1-9] | 1[0-2]",
    "short-day": "0?[1-9] | 1{digit} | 2[0-8]",
    "short-long": "0?[13578] | 1[02]",
    "short-late": "{short-long} | 0?[469] | 11",
    "joined": "{any-month}{any-day} | {late}(29 | 30) | {long}31",
    "dashed": "{any-month}-{any-day} | {late}-(29 | 30) | {long}-31",
    "slashed": "{any-month}/{any-day} | {late}/(29 | 30) | {long}/31",
    "written": "{short-month}月{short-day}日 | {short-late}月(29 | 30)日 | {short-long}月31日",
    "date": "{year}({joined} | -({dashed}) | /({slashed}) | 年({written}))",
    "minute": "[0-5]{digit}",
    "clock": "([01]{digit} | 2[0-3]):{minute}(:{minute})? | ([01]?{digit} | 2[0-3])时({minute}分?)?",
    "period": "上午 | 下午 | 晚上",
}
"""Dates that exist in every year; 29 February is left to the calendar layer."""

_TIMES: Final = (
    "{date}({blank}?({clock}) | {period})? | {clock} | {period} | {written} | {dashed} | {slashed}"
    " | [12]{digit}{3} | {year}年({short-month}月)? | {short-month}月"
)

_PLATES: Final = (
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]"
    "({serial}{5} | [A-HJK]{serial}{digit}{4} | {digit}{5}[A-HJK] | {serial}{4}[警学挂港澳领使试超])"
)


def silences(lexicon: Lexicon) -> Mapping[str, Silence]:
    """The silences of all layers by their names, for the tables of a catalog."""
    classes = lexicon.compiled(Classes)
    plain = ranges_of(PLAIN) | CharSet.from_text(lexicon.standard)
    contacts = Silence(plain, (parse_expression(_CUES, classes),))
    return {
        "calendar": Silence(within=parse_expression(_TIMES, classes, _DATES)),
        "plate": Silence(within=parse_expression(_PLATES, classes, {"serial": "[{digit}A-HJ-NP-Z]"})),
        "phone-kind": Silence(),  # a number of an unknown kind gets a note and stays accepted
        "contacts": contacts,
        "contacts-in-codes": contacts,
        "contacts-in-numbers": contacts,
        "channels": Silence(without=(parse_expression(_CHANNELS, classes),)),
        "phones": Silence(without=(_digits(classes),)),
        "links": Silence(without=(parse_expression(r"[.:]", classes),)),
        "free-text": Silence(plain, (parse_expression("@", classes),), _inner(plain)),
        "content": Silence(plain),
        "unfilled": Silence(without=(parse_expression(_UNFILLED, classes),)),
        "unfilled-in-codes": Silence(without=(parse_expression("undefined | NaN", classes),)),
    }


def _digits(classes: Classes) -> Tree:
    """Five digits with at most one other character between two."""
    digits = ranges_of("0-9０-９")
    return Sequence((Chars(digits), Repeat(Sequence((Repeat(Chars(~digits), 0, 1), Chars(digits))), 4, 4)))


def _inner(plain: CharSet) -> Tree:
    """Texts without a blank at an edge."""
    edge = Chars(plain - ranges_of(" \n\r"))
    return Sequence((edge, Repeat(Sequence((Repeat(Chars(plain), 0, None), edge)), 0, 1)))
