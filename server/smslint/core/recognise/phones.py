"""Numbers in the fixed text that can be dialled, distinguished from the many other digits of messages.

A run of digits with single blanks and hyphens is read as one: part of a longer number (of an order, a card, an
identity) is not a telephone number. Words before it (订单号, 尾号, ￥) or after it (元, 件, 年) can rule it out, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from smslint.core.content import Content
from smslint.core.patterns import lazy_pattern
from smslint.core.recognise.links import Link
from smslint.dataclass import dataclass

PhoneKind = Literal["mobile", "landline", "400", "800", "95", "96", "1"]


@dataclass(frozen=True, slots=True)
class Phone:
    """A number with its extension; offsets are the content's, `digits` has no signs."""

    start: int
    end: int
    kind: PhoneKind
    digits: str


_HYPHEN = "-‐-―−"
_SIGNS = f"{_HYPHEN} \u00a0"
_RUN = lazy_pattern(f"(?:\\(?\\+|\\((?=[0-9]))?[0-9](?:[{_SIGNS})]{{0,2}}[0-9])*+")
_TOKEN = lazy_pattern(f"[+(]{{0,2}}[0-9](?:[{_HYPHEN}()]?[0-9])*+\\)?")
_SIGN = lazy_pattern(f"[{_SIGNS}()]+")
_LAST_GROUP = lazy_pattern(f"[{_HYPHEN}][0-9]{{1,6}}\\Z")
_SHAPES: Final[tuple[tuple[PhoneKind, re.Pattern[str]], ...]] = (
    ("mobile", lazy_pattern(r"(?:\+86|0086|86)?(1[3-9][0-9]{9})")),
    ("400", lazy_pattern(r"400[0-9]{7}")),
    ("800", lazy_pattern(r"800[0-9]{7}")),
    ("landline", lazy_pattern(r"(?:(?:\+86|0086)0?|0)(?:10|2[0-57-9]|[3-9][0-9]{2})([1-9][0-9]{6,7})")),
    ("95", lazy_pattern(r"95[0-9]{3,6}")),
    ("96", lazy_pattern(r"96[0-9]{3,4}")),
    ("1", lazy_pattern(r"1[0-2][0-9]{3}|118[0-9]{2}|1259[0-9]{1,4}")),
    ("landline", lazy_pattern(r"[2-8][0-9]{6,7}")),
)
_LONG: Final = 4
"""How many of the forms are long enough to be recognised without a cue."""
_NO_AREA: Final = 7
"""The index of the form that is a telephone number only after a cue."""
KNOWN = lazy_pattern(
    "955[0-35-9][0-9]|953[0-9]{2}|951[0-9]{2}|95105[0-9]{3}|950[0-9]{2}"
    "|100(?:0[01]|1[0-9]|86|50|60|85|99)|123(?:0[56]|15|18|2[0189]|33|45|48|5[15]|6[0-9]|77|78|8[0-9]|93|95|98)"
    "|12110|121(?:21|22|23|17|34)|111[0-9]{2}|96(?:110|119|122|166|195|233|315|333|345|512|518|520|588|595|688|777|888|933|990)"
)
"""Short numbers of known services; others need a cue."""
CUE_WORDS: Final = (
    "电话|热线|[致来详请回]电|电[:：]|拨|客服|详询|咨询|联系|专线|服务台|总机|传真|座机|呼|号码|投诉|举报|报修|报警|客户经理"
    "|tel|phone|call|hotline|dial|fax|contact|whatsapp|service"
)
"""Every cue of a number contains one of these."""
_CUE = lazy_pattern(
    "(?:电话|热线|[致来详请回]电|电:|(?<![划调])拨(?!款)|客服|详询|咨询|联系|专线|服务台|总机|传真|座机|呼|号码|投诉|举报|报修|报警|客户经理"
    "|tel|phone|call|hotline|dial|fax|contact|whatsapp|service)(?:\ufffc++|[^0-9。;!\n\ufffc]){0,8}\\Z"
)
_JOINING: Final = " :.(“\"'[【为是"
_LAST_DIGITS: Final = ("尾数", "末四位", "末4位")
_SPOKEN: Final = ("电话", "手机", "热线", "客服", "座机", "联系", "拨打", "以下", "服务", "咨询", "固话", "官方")
"""Words before 号 and 号码 that mean telephone numbers; after other words these mean numbers of other kinds."""
# fmt: off
_NUMBERED: Final = (
    "码", "订单", "流水", "运单", "会员卡", "身份证", "密码", "口令", "车次", "航班", "批次", "合同", "qq", "qq群",
    "微信", "群", "邮编", "代码", "保单", "机型", "许可证", "准考证", "版本", "￥", "¥", "$", "#",
)
# fmt: on
_NUMBERED_IN_ENGLISH = lazy_pattern("(?:order|code|account|card|invoice|(?<![a-z])(?:id|no|sn|imei|pin|ref))\\Z")
_COUNTED_BEFORE = lazy_pattern(
    "(?:积分|余额|金额|[合共总]计|共|满|达|(?<!预)约|近|超过?|减|赠?送|节省)[为是: ]{0,2}\\Z"
)
_UNIT_AFTER = lazy_pattern(
    "\\)? ?(?:[元圆块角万亿千百余多人名位件个次条份米吨平㎡步点张套户股斤克]|分(?!机)"
    "|[字页本箱瓶盒包台辆只双度年月日室栋%％℃°]"
    "|公里|积分|里程|号(?!码)|单元"
    "|kw|kb|mb|gb|km|kg|ml|cm|mm|rmb|usd|yuan|points|days|hours)"
)
_FIVE_DIGITS = lazy_pattern("[0-9](?:[- ]?[0-9]){4}")
_CLOCK_END = lazy_pattern("[0-9]{2} ")
_DECIMALS_AFTER = lazy_pattern("[.:][0-9]")
_BETWEEN: Final = frozenset({"/", "、", "或", "和", ",", "or", "and", "&", ", or"})
"""What stands between the numbers of a list."""
_EXTENSION = lazy_pattern(f"[ ]?(?:转|分机号?|ext\\.?|[{_HYPHEN}]转?)[ :.]?([0-9]{{1,6}})(?![0-9])")


def phones_in(content: Content) -> tuple[Phone, ...]:
    """The numbers of a content, in order, those in links included; digits of e-mail addresses are none."""
    normalized = content.normalized
    if not may_hold_phones(normalized.text):
        return ()
    return tuple(
        [Phone(*normalized.span(found.start, found.end), found.kind, found.digits) for found in _scan(normalized.text)]
    )


def outside_links(phones: Iterable[Phone], links: Iterable[Link]) -> tuple[Phone, ...]:
    """The numbers that are not part of a link."""
    ranges = [(link.start, link.end) for link in links]
    return tuple([one for one in phones if not any(start < one.end and one.start < end for start, end in ranges)])


def may_hold_phones(normalized: str) -> bool:
    """Whether a normalized text has five digits with at most single blanks or hyphens between them."""
    return _FIVE_DIGITS.search(normalized) is not None


def _scan(text: str) -> Iterator[Phone]:
    """The numbers of a folded text."""
    last: Phone | None = None
    for run in _RUN.finditer(text):
        start, end = run.span()
        if text[start] == "(" and ")" not in run[0]:
            start += 1
        if (clock := _CLOCK_END.match(text, start)) and text[max(0, start - 1) : start] == ":":
            start = clock.end()
        if end - start < 5 or (last and start < last.end):
            continue
        listed = last is not None and text[last.end : start].strip() in _BETWEEN
        if not listed and not _stands_alone(text, start, end):
            continue
        for phone in _in_run(text, start, end, listed):
            extended = _EXTENSION.match(text, phone.end) if phone.end == end and phone.kind != "mobile" else None
            last = Phone(phone.start, extended.end(), phone.kind, phone.digits) if extended else phone
            yield last


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a run of digits is not part of a word, a decimal number, a time, a masked number or an address."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and before[-1].isascii() and (before[-1].isalpha() or before[-1] in "_@=*"):
        return False
    within = len(before) == 2 and before[0].isascii() and before[0].isalnum()
    if within and (before[1] in "./-~" or (before[1] == ":" and not text[start : start + 3].isdigit())):
        return False
    if after and after[0].isascii() and (after[0].isalpha() or after[0] in "_@*="):
        return after == "ex"
    return not _DECIMALS_AFTER.match(text, end)


def _in_run(text: str, start: int, end: int, listed: bool) -> Iterator[Phone]:
    """The numbers of a run; digits that go on after a blank are not a number."""
    tokens = [found.span() for found in _TOKEN.finditer(text, start, end)]
    index, whole = 0, True  # `whole`: the text before the token cannot be part of the same number
    while index < len(tokens):
        for count in (11, 4, 3, 2, 1):  # eleven: a blank between any two digits
            if index + count <= len(tokens) and whole and not _goes_on(text, tokens, index + count):
                phone = _phone(text, tokens[index][0], tokens[index + count - 1][1], listed)
                if phone:
                    yield phone
                    index += count
                    break
        else:
            first, last = tokens[index]
            whole = not text[first:last].isdigit() or last - first < 3
            index += 1


def _goes_on(text: str, tokens: list[tuple[int, int]], index: int) -> bool:
    """Whether the next group of digits is too short to be a number itself."""
    if index >= len(tokens):
        return False
    first, last = tokens[index]
    return text[first:last].isdigit() and last - first <= 4


def _phone(text: str, start: int, end: int, listed: bool) -> Phone | None:
    """The number that some groups of digits are, with or without the last group as its extension."""
    for last in (end, start + found.start() if (found := _LAST_GROUP.search(text[start:end])) else end):
        if kind := _kind(text, start, last, end, listed):
            return Phone(start, end, kind, re.sub("[^0-9]", "", text[start:last]))
    return None


def _kind(text: str, start: int, last: int, end: int, listed: bool) -> PhoneKind | None:
    """The kind of the number up to `last`; up to `end` there may be an extension."""
    written = text[start:last]
    digits = _SIGN.sub("", written)
    if not 5 <= len(digits) <= 16 or written.count("(") != written.count(")"):
        return None
    groups = [group for group in _SIGN.split(written.strip("+")) if group]
    if len(groups) > 5 and len(groups) != len(digits):
        return None
    before = text[max(0, start - 24) : start]
    for index, (kind, shape) in enumerate(_SHAPES):
        if not (found := shape.fullmatch(digits)):
            continue
        if _is_numbered(before):
            return None
        if index < _LONG:
            impossible = kind == "landline" and found[1][0] in "19" and len(groups) == 1
            single = len(groups) > 2 and min(map(len, groups)) == 1 and len(groups) != len(digits)
            return None if single or (impossible and not listed and not _CUE.search(before)) else kind
        if len(groups) > (2 if index == _NO_AREA else 1):
            return None
        if _COUNTED_BEFORE.search(before) or _UNIT_AFTER.match(text, end):
            return None
        known = index != _NO_AREA and KNOWN.fullmatch(digits)
        return kind if known or listed or _CUE.search(before) else None
    return None


def _is_numbered(before: str) -> bool:
    """Whether the words before some digits say that these number an order, an account or the like."""
    before = before.rstrip(_JOINING)
    for words in _LAST_DIGITS:
        before = before.removesuffix(words)
    if before.endswith(("号", "号码")):
        return not before.removesuffix("码")[:-1].endswith(_SPOKEN)
    return before.endswith(_NUMBERED) or _NUMBERED_IN_ENGLISH.search(before[-8:]) is not None
