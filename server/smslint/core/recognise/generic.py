"""Whether a variable carries nearly the whole message, because the fixed text around it says nothing of its own."""

from __future__ import annotations

import re
from typing import Final

from smslint.core.analysis import Analysis
from smslint.core.checks import CARRIERS
from smslint.core.lexicon import ANY_HAN, MASK
from smslint.core.patterns import lazy_pattern
from smslint.core.placeholder import Placeholder, unnumbered

ANNOUNCEMENT: Final = "announcement"
"""The kind of words that only announce what such a variable brings."""
_FEWEST_HAN: Final = 6
_FEWEST_WORDS: Final = 2
_SIGNATURE = lazy_pattern("【[^】]{0,20}】")
_WORD = lazy_pattern("[a-z]{2,}")


def carrier_of(analysis: Analysis, words: str) -> Placeholder | None:
    """The variable that carries nearly the whole message; None if the fixed text says enough.

    `words` is the table of what every message may say. Beside a variable of the attribute `others` the greetings and
    closing formulas of the table do not count; beside one that is named like a message, its announcements neither.
    """
    others = next((used for name, used in analysis.first_uses.items() if _has_others(analysis, name)), None)
    named = next((used for name, used in analysis.first_uses.items() if unnumbered(name.lower()) in CARRIERS), None)
    for found, kinds in ((others, False), (named, True)):
        if found is not None and not _says_something(analysis, words, kinds):
            return found
    return None


def _has_others(analysis: Analysis, name: str) -> bool:
    variable = analysis.template.variables.get(name)
    return variable is not None and variable.attribute == "others"


def _says_something(analysis: Analysis, words: str, announcements: bool) -> bool:
    """Whether enough of the fixed text is left without what every message may say."""
    text = _SIGNATURE.sub("\n", analysis.normalized.text)
    for each in reversed(analysis.unsubscribes):
        start, end = analysis.normalized.index(each.start), analysis.normalized.index(each.end)
        text = text[:start] + "\n" + text[end:]
    table = analysis.lexicon.tables[words]
    terms = [each.term for each in table.terms if announcements or each.kind != ANNOUNCEMENT]
    formulas = "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))
    text = analysis.lexicon.pattern(formulas).sub("\n", text.replace(MASK, "\n"))
    return len(ANY_HAN.findall(text)) >= _FEWEST_HAN or len(_WORD.findall(text)) >= _FEWEST_WORDS
