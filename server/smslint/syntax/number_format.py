"""Numbers of a workbook as their cells show them: dates, durations, leading zeros, percents (ECMA-376-1, 18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

BUILT_IN: Final = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""The formats that a workbook names by number, as Excel shows them in China."""
_LONGEST: Final = 255
_TOKEN: Final = re.compile(
    r'"([^"]*)"|\\(.)|[_*].|\[\$([^\]-]*)[^\]]*\]|(\[[hms]+\])|\[[^\]]*\]|(AM/PM|A/P|上午/下午)|([yY]+|[mM]+|[dD]+|[hH]+|[sS]+)'
    r"|(\.0+(?=[^0#?]|$))|([0#?.,]+)|(.)",
    re.DOTALL,
)
_UNKNOWN: Final = re.compile(r"\[[<>=]|\[DBNum|general|E[+-]|a{3}|b{2}|m{3}|d{3}|[?#0] ?/ ?[?#0]", re.IGNORECASE)
_QUOTED: Final = re.compile(r'"[^"]*"|\\.|[_*].|\[\$[^\]]*\]', re.DOTALL)
_SECTION: Final = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*', re.DOTALL)
_LAST_DAY: Final = 2_958_465
"""31 December 9999."""


def shown(value: float, code: str, from_1904: bool = False) -> str | None:
    """A number as a cell of that format shows it; None if the format says nothing, or something unknown here."""
    sections = _sections(code)
    if sections is None:
        return None
    number = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section, is_date = sections[number]
    if any(token[8] == "@" for token in section):
        return None
    if is_date:
        return _date(value, section, from_1904)
    text = _number(abs(value), section)
    return f"-{text}" if value < 0 and number == 0 and re.search("[1-9]", text) else text


@lru_cache
def _sections(code: str) -> list[tuple[Sequence[tuple[str, ...]], bool]] | None:
    bare = _QUOTED.sub("", code)
    if len(code) > _LONGEST or _UNKNOWN.search(bare):
        return None
    found: list[tuple[Sequence[tuple[str, ...]], bool]] = []
    for part in [each for each in _SECTION.findall(code) if each]:
        tokens = _TOKEN.findall(part)
        found.append((tokens, any(token[3] or token[5] for token in tokens)))
    return found or None


def _literal(token: tuple[str, ...]) -> str:
    return token[0] or token[1] or token[2] or token[8]


def _number(value: float, tokens: Sequence[tuple[str, ...]]) -> str:
    places = [index for index, token in enumerate(tokens) if token[6] or token[7]]
    if not places:
        return "".join(map(_literal, tokens))
    digits = "".join(tokens[index][6] or tokens[index][7] for index in places)
    percent = sum(token[8] == "%" for token in tokens)
    whole, _, fraction = digits.partition(".")
    scale = len(whole) - len(whole.rstrip(","))
    exact = Decimal(repr(value)).scaleb(2 * percent - 3 * scale)
    rounded = exact.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP) if value < 1e15 else exact
    integer, _, decimals = f"{rounded:f}".partition(".")
    least = whole.count("0")
    integer = integer.lstrip("0").rjust(least, "0")
    if "," in whole.rstrip(","):
        integer = f"{int(integer or 0):,}" if least < 2 else integer
    while decimals and len(decimals) > fraction.rfind("0") + 1 and decimals[-1] == "0":
        decimals = decimals[:-1]
    point = "." if "." in digits else ""
    texts = [f"{integer}{point}{decimals}"] + [""] * (len(places) - 1)
    if places[-1] - places[0] >= len(places) and not point:  # 000-0000-0000
        for number in range(len(places) - 1, 0, -1):
            size = len(tokens[places[number]][7])
            texts[0], texts[number] = texts[0][:-size], texts[0][-size:]
    shown_at = dict(zip(places, texts, strict=True))
    return "".join(shown_at[index] if index in shown_at else _literal(token) for index, token in enumerate(tokens))


def _date(value: float, tokens: Sequence[tuple[str, ...]], from_1904: bool) -> str | None:
    if not 0 <= value <= _LAST_DAY:
        return None
    parts = [token[6][1:] for token in tokens if token[6]]
    precision = len(parts[0]) if parts else 0
    seconds = round(value * 86_400, precision)
    moment = _moment(seconds, from_1904)
    half_day = any(token[4] for token in tokens)
    letters = [(token[3] or token[5]).lower() for token in tokens]
    kinds = [text.strip("[]")[:1] for text in letters]
    used = [index for index, kind in enumerate(kinds) if kind]
    made = []
    for index, token in enumerate(tokens):
        text = letters[index]
        at = used.index(index) if text else 0
        is_minute = "m" in text and (
            (at > 0 and kinds[used[at - 1]] == "h") or (at + 1 < len(used) and kinds[used[at + 1]] == "s")
        )
        if token[6]:
            made.append(f"{seconds % 1:.{precision}f}"[1:])
        elif token[4]:
            morning, _, evening = token[4].partition("/")
            made.append(morning if moment.hour < 12 else evening)
        elif text.startswith("["):
            unit = {"h": 3600, "m": 60, "s": 1}[text[1]]
            made.append(str(int(seconds // unit)).rjust(len(text) - 2, "0"))
        elif text.startswith("y"):
            made.append(f"{moment.year:04}" if len(text) > 2 else f"{moment.year % 100:02}")
        elif text:
            hour = (moment.hour + 11) % 12 + 1 if half_day else moment.hour
            number = {"m": moment.minute if is_minute else moment.month, "d": moment.day, "h": hour, "s": moment.second}
            made.append(str(number[text[0]]).rjust(min(len(text), 2), "0"))
        else:
            made.append(token[7] or _literal(token))
    return "".join(made)


def _moment(seconds: float, from_1904: bool) -> datetime:
    days = int(seconds // 86_400)
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 31 if days < 60 else 30)
    return min(start + timedelta(days=days), datetime(9999, 12, 31)) + timedelta(seconds=int(seconds % 86_400))
