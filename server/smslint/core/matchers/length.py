"""`kind = "length"`: the content has too many characters, placeholders counted as written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from smslint.core import flags
from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.matchers.kind import Matcher
from smslint.core.prefilter import ALWAYS, Gate
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class LengthOptions:
    """The most code points that a content may have."""

    most: int


def _options(raw: Mapping[str, Any], lexicon: Lexicon) -> LengthOptions:
    return LengthOptions(raw["most"])


def _find(analysis: Analysis, options: LengthOptions) -> Iterable[Match]:
    length = len(analysis.template.content)
    if length > options.most:
        values = {"length": length, "most": options.most, "surplus": length - options.most}
        yield Match(analysis.span(options.most, length), values)


def _gate(options: LengthOptions) -> Gate:
    return Gate(flags=flags.MAY_BE_TOO_LONG) if options.most >= flags.LONGEST_CONTENT else ALWAYS


LENGTH = Matcher(_options, _find, _gate)
