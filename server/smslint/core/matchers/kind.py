"""What every kind of match is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from smslint.core import flags
from smslint.core.analysis import Analysis
from smslint.core.finding import Match
from smslint.core.lexicon import Lexicon
from smslint.dataclass import dataclass

Recogniser = Literal["links", "phones", "contacts", "unsubscribes"]


@dataclass(frozen=True, slots=True)
class Wake:
    """When a rule is worth running: with any of the literals, any of the flags, any of the names, or always.

    `sought` are literals that it looks up without being woken by them. `names` are lower-case names of variables,
    which may have a number behind them. `only_with` is the recogniser, as readings name it, that must have found
    something for the rule to say anything.
    """

    literals: frozenset[str] = frozenset()
    flags: int = 0
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

    `needs` are literals, `needs-words` tables whose terms are literals, `wakes` names of flags, `only-with` is the
    name of a recogniser.
    """
    literals, names = set(raw.get("needs", ())), raw.get("wakes", ())
    if lexicon:
        literals.update(*map(lexicon.cues_of, raw.get("needs-words", ())))
    if not literals and not names:
        return ALWAYS
    mask = 0
    for name in names:
        mask |= _BY_NAME[name]
    return ALWAYS if mask == -1 else Wake(frozenset(literals), mask, only_with=raw.get("only-with"))


_BY_NAME = {
    "declared": -1,
    "dot": flags.MAY_HOLD_LINK,
    "digits": flags.MAY_HOLD_PHONE,
    "colons": flags.MAY_HOLD_LINK,
    "edge": flags.HAS_UNUSUAL_EDGE,
    "long": flags.MAY_BE_TOO_LONG,
    "link-declared": flags.HAS_SPECIAL_ATTRIBUTE,
    "phone-declared": flags.HAS_SPECIAL_ATTRIBUTE,
    "others-declared": flags.HAS_SPECIAL_ATTRIBUTE,
    "doubtful": flags.HAS_SPECIAL_ATTRIBUTE,
    "example": flags.HAS_OPTIONAL_FIELD,
    "blank": flags.LACKS_FIELD,
    "signed": flags.HAS_OPTIONAL_FIELD,
    "redirected": flags.HAS_OPTIONAL_FIELD,
    "budgeted": flags.HAS_OPTIONAL_FIELD,
    "may-split": flags.MAY_SPLIT,
    "may-pass": flags.MAY_BE_TOO_LONG,
    "bare": flags.HAS_CROWDED_PLACEHOLDERS,
    "repeated": flags.HAS_CROWDED_PLACEHOLDERS,
    "many": flags.HAS_CROWDED_PLACEHOLDERS,
    "no-example": flags.LACKS_FIELD,
    "odd-letter": flags.HAS_UNUSUAL_LETTER,
    "full-width": flags.HAS_UNUSUAL_LETTER,
    "corners": flags.HAS_UNUSUAL_SYMBOL,
    "unseen": flags.HAS_UNUSUAL_SYMBOL,
    "symbol": flags.HAS_UNUSUAL_SYMBOL,
}
