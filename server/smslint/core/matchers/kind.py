"""What every kind of match is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.prefilter import Gate
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Matcher:
    """A kind of match.

    `options` makes the typed options of a rule from its file and the lexicon, `find` finds the matches, and `gate` says
    when it can find any.
    """

    options: Callable[[Mapping[str, Any], Lexicon], Any]
    find: Callable[[Analysis, Any], Iterable[Match]]
    gate: Callable[[Any], Gate]
