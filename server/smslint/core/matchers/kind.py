"""What every kind of match is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from smslint.core import signals
from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.dataclass import dataclass

Recogniser = Literal["links", "phones", "contacts", "unsubscribes"]


@dataclass(frozen=True, slots=True)
class Wake:
    """When a rule is worth running: with any of the literals, any of the signals, any of the names, or always.

    `sought` are literals that it looks up without being woken by them. `names` are lower-case names of variables,
    which may have a number behind them. `only_with` is the recogniser, as readings name it, that must have found
    something for the rule to say anything.
    """

    literals: frozenset[str] = frozenset()
    signals: int = 0
    always: bool = False
    sought: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    only_with: Recogniser | None = None


ALWAYS = Wake(always=True)


@dataclass(frozen=True, slots=True)
class Matcher:
    """A kind of match.

    `options` makes the typed options of a rule from its file and the lexicon; `find` is the function; `wake` says
    when it can find anything. A rule's id is given to `options` because the kind `code` looks up the module of that
    name.
    """

    options: Callable[[str, Mapping[str, Any], Lexicon], Any]
    find: Callable[[Analysis, Any], Iterable[Match]]
    wake: Callable[[Any], Wake]


def stated_wake(raw: Mapping[str, Any], lexicon: Lexicon | None = None) -> Wake:
    """The wake that a file states itself; without any, always.

    `needs` are literals, `needs-words` tables whose terms are literals, `wakes` names of signals, `only-with` is the
    name of a recogniser.
    """
    literals, names = set(raw.get("needs", ())), raw.get("wakes", ())
    if lexicon:
        literals.update(*map(lexicon.cues_of, raw.get("needs-words", ())))
    if not literals and not names:
        return ALWAYS
    mask = 0
    for name in names:
        mask |= signals.BY_NAME[name]
    return Wake(frozenset(literals), mask, only_with=raw.get("only-with"))
