"""`kind = "link"`: what is demanded of links, one demand a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from smslint.core import flags
from smslint.core.analysis import Analysis
from smslint.core.finding import Match, Value
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher, Wake
from smslint.core.placeholder import Placeholder
from smslint.core.recognise.links import Link
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """The demand, and for documents the endings that links must not have."""

    find: Callable[[Analysis, frozenset[str]], Iterator[Match]]
    words: frozenset[str]
    wake: Wake


def _match(analysis: Analysis, link: Link, **values: Value) -> Match:
    span = analysis.span(link.start, link.end)
    return Match(span, {"link": analysis.text_of(span), **values})


def _variables(link: Link) -> list[Placeholder]:
    return [held for held in link.placeholders if held.kind == "variable"]


def _single(analysis: Analysis, words: frozenset[str]) -> Iterator[Match]:
    if len(analysis.links) > 1:
        first = analysis.links[0]
        for link in analysis.links[1:]:
            yield _match(analysis, link, first=analysis.content[first.start : first.end], count=len(analysis.links))


def _fixed_host(analysis: Analysis, words: frozenset[str]) -> Iterator[Match]:
    for link in analysis.links:
        if link.kind == "variable":
            span = analysis.span(link.start, link.host_end)
            yield Match(span, {"link": analysis.text_of(span)})


def _variable_last(analysis: Analysis, words: frozenset[str]) -> Iterator[Match]:
    for link in analysis.links:
        held = _variables(link)
        if held and held[0].end < link.end:
            rest = analysis.content[held[0].end : link.end]
            yield _match(analysis, link, variable=held[0].name or "", rest=rest)


def _no_variable_if_short(analysis: Analysis, words: frozenset[str]) -> Iterator[Match]:
    for link in analysis.links:
        if link.short and _variables(link):
            yield _match(analysis, link, host=link.host, variable=_variables(link)[0].name or "")


def _no_address(analysis: Analysis, words: frozenset[str]) -> Iterator[Match]:
    for link in analysis.links:
        if link.kind == "ip":
            yield _match(analysis, link, address=link.host)


def _no_document(analysis: Analysis, words: frozenset[str]) -> Iterator[Match]:
    for link in analysis.links:
        stem, dot, ending = link.path.rpartition("/")[2].rpartition(".")
        if dot and stem and ending in words:
            yield _match(analysis, link, ending="." + ending)


def _none(analysis: Analysis, words: frozenset[str]) -> Iterator[Match]:
    if analysis.links:
        yield _match(analysis, analysis.links[0])


_DEMANDS: Final[dict[str, Callable[[Analysis, frozenset[str]], Iterator[Match]]]] = {
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
    shape = flags.MAY_HOLD_LINK
    announcing = frozenset() if demand in _BY_SHAPE else frozenset(lexicon.words("variable-links"))
    words = frozenset(lexicon.words(raw["words"])) if "words" in raw else frozenset()
    return LinkOptions(_DEMANDS[demand], words, Wake(announcing, shape, only_with="links"))


def _find(analysis: Analysis, options: LinkOptions) -> Iterable[Match]:
    return options.find(analysis, options.words)


LINK = Matcher(_options, _find, lambda options: options.wake)
