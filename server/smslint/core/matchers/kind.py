"""What every kind of match is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.core.prefilter import Gate
from smslint.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Matcher:
    """A kind of match: `find` finds the matches in an analysis.

    `read` gives the options of `find` by their names, from a rule's file and the lexicon, and the gate that says when
    `find` can find anything. It raises KeyError, ValueError or TypeError if the options are not valid.
    """

    read: Callable[[Mapping[str, Any], Lexicon], tuple[dict[str, Any], Gate]]
    find: Callable[..., Iterable[Match]]
