"""`kind = "length"`: the content has more characters than it may; placeholders count as written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher, Wake, stated_wake
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Length:
    """The most code points that a content may have."""

    most: int
    wake: Wake


def _options(rule: str, raw: Mapping[str, Any], lexicon: Lexicon) -> Length:
    return Length(raw["most"], stated_wake(raw))


def _find(analysis: Analysis, options: Length) -> Iterable[Match]:
    length = len(analysis.template.content)
    if length > options.most:
        values = {"length": length, "most": options.most, "surplus": length - options.most}
        yield Match(analysis.span(options.most, length), values)


LENGTH = Matcher(_options, _find, lambda options: options.wake)
