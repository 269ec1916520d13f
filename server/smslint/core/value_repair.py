"""Repairs values to what the sender probably meant. A repaired value is offered only if it is accepted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from smslint.core.layers.text import BLANKS, UNSEEN
from smslint.core.patterns import lazy_pattern

if TYPE_CHECKING:
    from smslint.core.attribute import Attribute
    from smslint.core.rule import Catalog


def repaired(value: object, attribute: Attribute, catalog: Catalog, is_accepted: Callable[[str], bool]) -> str | None:
    """The nearest value that `is_accepted` confirms; None where no repair is certain enough."""
    tried = {value} if isinstance(value, str) else set()
    for candidate in _candidates(value, attribute, catalog):
        if candidate and candidate not in tried:
            tried.add(candidate)
            if is_accepted(candidate):
                return candidate
    return None


def _candidates(value: object, attribute: Attribute, catalog: Catalog) -> Iterator[str]:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return
    text = str(value)
    if len(text) > LONGEST:
        return
    yield text
    yield from spreadsheet_repairs(text, attribute)
    steps = [STEPS[name] for name in attribute.file.get("repairs", ())]
    trimmed = UNSEEN.sub("", text).strip(BLANKS)
    yield trimmed
    for start in (trimmed, _plain(trimmed, attribute, catalog)):
        candidate = start
        for step in steps:
            candidate = step(candidate)
        yield candidate
        yield _plain(candidate, attribute, catalog)
        yield start


def spreadsheet_repairs(text: str, attribute: Attribute) -> Iterator[str]:
    """What a spreadsheet or a program that reads one made of a value: a day or time as a number, `.0`, an exponent."""
    if "time" in attribute.file.get("repairs", ()):
        if serial := _SERIAL.fullmatch(text):
            yield from _moment(int(serial[1]), float(f"0{serial[2] or ''}"))
        elif _SHARE.fullmatch(text):
            yield from _moment(None, float(text))
    elif decimal := _DECIMAL.fullmatch(text):
        yield decimal[1]
    elif exponent := _EXPONENT.fullmatch(text):
        digits, power = exponent[1] + exponent[2], int(exponent[3])
        if len(exponent[2]) == power:  # with fewer, the number was rounded
            yield digits


def _moment(day: int | None, share: float) -> Iterator[str]:
    """A day of a spreadsheet, which counts from 1899-12-30, and a share of it as a time."""
    minutes = round(share * 24 * 60)
    date = "" if day is None else (_DAY_ZERO + timedelta(day + minutes // 1440)).isoformat()
    clock = f"{minutes // 60 % 24:02}:{minutes % 60:02}" if share or day is None else ""
    yield f"{date} {clock}".strip()


_DAY_ZERO: Final = date(1899, 12, 30)
_SERIAL: Final = lazy_pattern(r"([2-6][0-9]{4})(\.[0-9]{1,12})?")
"""The numbers of the days from 1954 to 2091, with a time as a share of the day."""
_SHARE: Final = lazy_pattern(r"0?\.[0-9]{2,12}")
_DECIMAL: Final = lazy_pattern(r"([0-9]+)\.0+")
_EXPONENT: Final = lazy_pattern(r"([0-9])\.?([0-9]*)[eE]\+?([0-9]{1,2})")
LONGEST: Final = 200
"""Longer values are not repaired, since no repair makes them short enough."""

_HYPHENS: Final = "‐‑‒–—―−－﹣"
_BLANK = "[ \t\u3000\u00a0]+"
_NEEDLESS_BLANK = lazy_pattern(f"(?<![!-~]){_BLANK}|{_BLANK}(?![!-~])|(?<=[0-9]){_BLANK}(?=[0-9])")
"""Blanks that do not separate two Latin words."""


def _plain(text: str, attribute: Attribute, catalog: Catalog) -> str:
    """Replaces each character that the attribute never accepts: by half-width or simplified forms, or no blank."""
    takes = attribute.grammar.accepted_alphabet
    simplified = catalog.lexicon.simplified

    def spelt(character: str) -> str:
        if character in simplified and simplified[character] in takes:
            return simplified[character]
        if character in takes:
            return character
        point = ord(character)
        options = [simplified.get(character, "")]
        if 0xFF01 <= point <= 0xFF5E:
            options.append(chr(point - 0xFEE0))
        elif character in "()":
            options.append(chr(point + 0xFEE0))
        options += ["-"] * (character in _HYPHENS) + [" "] * (character in BLANKS)
        return next((option for option in options if option and option in takes), character)

    text = "".join(map(spelt, text))
    return text if " " in takes else _NEEDLESS_BLANK.sub("", text)


_AMOUNT = lazy_pattern(
    r"(?:[¥￥$€£]|RMB|CNY|USD|US\$|人民币|共)*[ \u3000]*"
    r"([0-9]+|[0-9]{1,3}(?:[,，][0-9]{3})+)((?:\.[0-9]+)?)\.?[ \u3000]*"
    r"(?:[^0-9.,，万亿千百十折成倍%‰+-]{0,6})",
    re.IGNORECASE,
)
"""An amount with its currency or unit; 万 and the like are not units, since they change the number."""


def _money(text: str) -> str:
    found = _AMOUNT.fullmatch(text)
    return re.sub("[,，]", "", found[1]) + found[2] if found else text


_PERIODS: Final[Mapping[str, int]] = {"凌晨": 0, "早上": 0, "上午": 0, "下午": 12, "傍晚": 12, "晚上": 12}


def _time(text: str) -> str:
    text = re.sub(r"([0-9]{4})[._]([0-9]{1,2})[._]([0-9]{1,2})(?![0-9.])", r"\1-\2-\3", text)
    text = re.sub(r"\A([0-9]{8})([0-9]{2})([0-9]{2})([0-9]{2})\Z", r"\1\2:\3:\4", text)
    text = re.sub(r"(?<=[0-9])号", "日", re.sub("(?<=[0-9])点(?=[0-9]|\\Z)", "时", text))
    text = re.sub(r"(?<=[0-9日])[Tt](?=[0-9])|(?<=[0-9日])[ \u3000]+(?=[0-9])", " ", text)
    text = re.sub(r"(?<=[0-9]) +(?=[上下早晚凌傍])", "", text)
    text = re.sub(r"(?<=:[0-9]{2})\.[0-9]+", "", text)
    text = re.sub(r"(?<=:[0-9]{2}) ?\+08(?::?00)?\Z", "", text)
    text = re.sub(r"(凌晨|早上|上午|下午|傍晚|晚上) *([0-9]{1,2})(?=[:时])", _hour, text).lstrip()
    text = re.sub(r"(?<![0-9])([0-9])(?=:[0-9]{2})", r"0\1", text)
    return re.sub(r"\A([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])", _padded, text)


def _hour(found: re.Match[str]) -> str:
    hour = int(found[2])
    return f" {hour + _PERIODS[found[1]] if hour < 12 else hour:02}"


def _padded(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}{int(found[3]):02}{found[2]}{int(found[4]):02}"


def _phone(text: str) -> str:
    text = re.sub("[(（]([0-9]+)[)）][ -]*", r"\1-", text)
    text = re.sub(r"\A(?:\+|00)86[ -]*(?=[1-9])", lambda _: "" if re.search("1[3-9][0-9 -]{9,}", text) else "0", text)
    return re.sub("[ -]+", "-", text).strip("-")


def _email(text: str) -> str:
    return re.sub(r"\A(?:mailto:|邮箱[:：]?)|[。.,，;；、]+\Z", "", text, flags=re.IGNORECASE)


STEPS: Final[Mapping[str, Callable[[str], str]]] = {
    "money": _money,
    "time": _time,
    "plate": lambda text: re.sub("[·•・.\\- ]", "", text).upper(),
    "phone": _phone,
    "email": _email,
    "separators": lambda text: re.sub("[ _-]+", "", text),
}
"""The repairs by the names that attribute files use."""
