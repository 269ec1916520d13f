"""`kind = "link"`: what is demanded of links, one demand a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from smslint.core import signals
from smslint.core.finding import Match, Value
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher, Wake
from smslint.core.placeholder import Placeholder
from smslint.core.reading import Reading
from smslint.core.recognise.links import Link
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """The demand, and for documents the endings that links must not have."""

    find: Callable[[Reading, frozenset[str]], Iterator[Match]]
    words: frozenset[str]
    wake: Wake


def _match(reading: Reading, link: Link, **values: Value) -> Match:
    span = reading.span(link.start, link.end)
    return Match(span, {"link": reading.text_of(span), **values})


def _variables(link: Link) -> list[Placeholder]:
    return [held for held in link.placeholders if held.kind == "variable"]


def _single(reading: Reading, words: frozenset[str]) -> Iterator[Match]:
    if len(reading.links) > 1:
        first = reading.links[0]
        for link in reading.links[1:]:
            yield _match(reading, link, first=reading.content[first.start : first.end], count=len(reading.links))


def _fixed_host(reading: Reading, words: frozenset[str]) -> Iterator[Match]:
    for link in reading.links:
        if link.kind == "variable":
            span = reading.span(link.start, link.host_end)
            yield Match(span, {"link": reading.text_of(span)})


def _variable_last(reading: Reading, words: frozenset[str]) -> Iterator[Match]:
    for link in reading.links:
        held = _variables(link)
        if held and held[0].end < link.end:
            rest = reading.content[held[0].end : link.end]
            yield _match(reading, link, variable=held[0].name or "", rest=rest)


def _no_variable_if_short(reading: Reading, words: frozenset[str]) -> Iterator[Match]:
    for link in reading.links:
        if link.short and _variables(link):
            yield _match(reading, link, host=link.host, variable=_variables(link)[0].name or "")


def _no_address(reading: Reading, words: frozenset[str]) -> Iterator[Match]:
    for link in reading.links:
        if link.kind == "ip":
            yield _match(reading, link, address=link.host)


def _no_document(reading: Reading, words: frozenset[str]) -> Iterator[Match]:
    for link in reading.links:
        stem, dot, ending = link.path.rpartition("/")[2].rpartition(".")
        if dot and stem and ending in words:
            yield _match(reading, link, ending="." + ending)


def _none(reading: Reading, words: frozenset[str]) -> Iterator[Match]:
    if reading.links:
        yield _match(reading, reading.links[0])


_DEMANDS: Final[dict[str, Callable[[Reading, frozenset[str]], Iterator[Match]]]] = {
    "fixed-host": _fixed_host,
    "no-address": _no_address,
    "no-document": _no_document,
    "no-variable-if-short": _no_variable_if_short,
    "none": _none,
    "single": _single,
    "variable-last": _variable_last,
}
_BY_SHAPE: Final = frozenset({"no-address", "no-document", "no-variable-if-short", "variable-last"})
"""The demands that only links of a link's shape can break; the others count announced variables too."""


def _options(rule: str, raw: Mapping[str, Any], lexicon: Lexicon) -> LinkOptions:
    demand = raw["demand"]
    shape = signals.DOT | signals.COLONS
    announcing = frozenset() if demand in _BY_SHAPE else frozenset(lexicon.words("variable-links"))
    words = frozenset(lexicon.words(raw["words"])) if "words" in raw else frozenset()
    return LinkOptions(_DEMANDS[demand], words, Wake(announcing, shape, only_with="links"))


def _find(reading: Reading, options: LinkOptions) -> Iterable[Match]:
    return options.find(reading, options.words)


LINK = Matcher(_options, _find, lambda options: options.wake)
