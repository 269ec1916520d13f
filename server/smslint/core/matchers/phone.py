"""`kind = "phone"`: what is demanded of telephone numbers, one demand a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from smslint.core import flags
from smslint.core.analysis import Analysis
from smslint.core.declarations import phone_variables
from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher, Wake
from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class PhoneOptions:
    """The demand, and the most numbers where it is about how many there are."""

    find: Callable[[Analysis, int], Iterator[Match]]
    most: int
    wake: Wake


_HYPHEN = lazy_pattern("(?<=[0-9)])[-‐-―−－](?=[0-9])")


def _all(analysis: Analysis) -> list[tuple[int, int]]:
    """Where all numbers stand, those in variables and fixed ones together."""
    fixed = [(phone.start, phone.end) for phone in analysis.phones]
    return sorted([*fixed, *((used.start, used.end) for used in phone_variables(analysis))])


def _match(analysis: Analysis, start: int, end: int, **values: str | int) -> Match:
    return Match(analysis.span(start, end), {"number": analysis.content[start:end], **values})


def _few(analysis: Analysis, most: int) -> Iterator[Match]:
    numbers = _all(analysis)
    for start, end in numbers[most:]:
        yield _match(analysis, start, end, count=len(numbers), limit=most)


def _unmixed(analysis: Analysis, most: int) -> Iterator[Match]:
    if analysis.phones:
        fixed = analysis.phones[0]
        for used in phone_variables(analysis):
            number = analysis.content[fixed.start : fixed.end]
            yield _match(analysis, used.start, used.end, variable=used.name or "", fixed=number)


def _not_mobile(analysis: Analysis, most: int) -> Iterator[Match]:
    for phone in analysis.phones:
        if phone.kind == "mobile":
            yield _match(analysis, phone.start, phone.end)


def _no_hyphen(analysis: Analysis, most: int) -> Iterator[Match]:
    for phone in analysis.phones:
        number = analysis.content[phone.start : phone.end]
        if _HYPHEN.search(number):
            yield _match(analysis, phone.start, phone.end, plain=_plain(number, len(phone.digits)))


def _plain(number: str, digits: int) -> str:
    """A number of so many digits without hyphens; the one before an extension becomes 转."""
    places = [index for index, character in enumerate(number) if character.isdecimal()]
    end = places[digits - 1] + 1
    extension = number[end:]
    return _HYPHEN.sub("", number[:end]) + ("转" + extension[1:] if _HYPHEN.match(number, end) else extension)


def _none(analysis: Analysis, most: int) -> Iterator[Match]:
    for start, end in _all(analysis)[:1]:
        yield _match(analysis, start, end)


_DEMANDS: Final[dict[str, Callable[[Analysis, int], Iterator[Match]]]] = {
    "few": _few,
    "no-hyphen": _no_hyphen,
    "none": _none,
    "not-mobile": _not_mobile,
    "unmixed": _unmixed,
}
_FIXED_ONLY: Final = frozenset({"no-hyphen", "not-mobile", "unmixed"})


def _options(rule: str, raw: Mapping[str, Any], lexicon: Lexicon) -> PhoneOptions:
    demand = raw["demand"]
    wake = Wake(flags=flags.MAY_HOLD_PHONE, only_with="phones")
    if demand not in _FIXED_ONLY:
        wake = Wake(flags=flags.MAY_HOLD_PHONE | flags.HAS_SPECIAL_ATTRIBUTE)
    return PhoneOptions(_DEMANDS[demand], raw.get("most", 0), wake)


def _find(analysis: Analysis, options: PhoneOptions) -> Iterable[Match]:
    return options.find(analysis, options.most)


PHONE = Matcher(_options, _find, lambda options: options.wake)
