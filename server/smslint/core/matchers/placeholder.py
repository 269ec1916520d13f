"""`kind = "placeholder"`: placeholders of a kind, or variables with names of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from smslint.core import flags
from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher
from smslint.core.placeholder import Placeholder, unnumbered
from smslint.core.prefilter import ALWAYS, Gate
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class PlaceholderOptions:
    """The kind as the recogniser names it. `names` are lower-case names; `numbered` allows a number after them."""

    kind: str
    names: frozenset[str]
    numbered: bool
    gate: Gate


def _options(raw: Mapping[str, Any], lexicon: Lexicon) -> PlaceholderOptions:
    kind = raw["of"]
    names = frozenset(raw.get("names", ()))
    if kind != "variable":
        gate = Gate(flags=flags.HAS_BROKEN_PLACEHOLDER)
    else:
        gate = Gate(names=names) if names else ALWAYS
    return PlaceholderOptions(kind, names, raw.get("numbered", False), gate)


def _find(analysis: Analysis, options: PlaceholderOptions) -> Iterator[Match]:
    seen: set[str | None] = set()
    for found in analysis.placeholders:
        if found.kind != options.kind:
            continue
        if options.names:
            if found.name in seen or not _is_named(found.name or "", options):
                continue
            seen.add(found.name)
        yield Match(analysis.span(found.start, found.end), _values(analysis, found))


def _is_named(name: str, options: PlaceholderOptions) -> bool:
    name = name.lower()
    return (unnumbered(name) if options.numbered else name) in options.names


def _values(analysis: Analysis, found: Placeholder) -> dict[str, str]:
    text = analysis.content[found.start : found.end]
    return {"text": text, "variable": found.name or "", "to": found.readings[0] if found.readings else ""}


PLACEHOLDER = Matcher(_options, _find, lambda options: options.gate)
