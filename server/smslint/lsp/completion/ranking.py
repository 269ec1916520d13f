"""Which attributes a variable is likely to have, by what is typed and the text around it: the order of completions."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from functools import cached_property
from itertools import chain
from typing import Final

from smslint.core.attribute import Attribute
from smslint.core.declarations import LINK_PARAMETER, STAND_INS
from smslint.core.lexicon import MASK, Lexicon
from smslint.core.meaning import AFTER, VariableMeanings, name_words
from smslint.core.normalized_text import Folding
from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass

_SENTENCE: Final = lazy_pattern(r"[。！？；!?;\n]")
_LINK: Final = lazy_pattern(r"(?:https?://|[A-Za-z0-9-]+\.[A-Za-z]{2,24})[!-~]{0,200}\Z")
_PLACEHOLDER: Final = lazy_pattern(r"\$\{[^}]*+\}")
_LONGEST: Final = 300
"""How many code points before a variable are looked at: as many as a link and more than a sentence."""
_REACH: Final = 24
"""How many code points before a variable a word can be that says something about it."""
_BETWEEN: Final = " ,、:”\"'》)"
"""What can stand between a variable and a word behind it that says something about it."""
_USUAL: Final = (
    "numberCaptcha",
    "time",
    "name",
    "others",
    "other_number2",
    "money",
    "user_nick",
    "phone_number2",
    "address",
)
"""The attributes that templates use most, the most frequent first."""


@dataclass
class Neighbours:
    """The words near variables, with the attributes that they make likely; made once for a lexicon."""

    lexicon: Lexicon

    @cached_property
    def _terms(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The words before a variable and those behind it, the longest first, each with its kinds."""
        terms = [(each.term, each.kind or "") for each in self.lexicon.tables["variable-neighbours"].terms]
        terms.sort(key=lambda each: -len(each[0]))
        behind = [(word.removeprefix(AFTER), kinds) for word, kinds in terms if word.startswith(AFTER)]
        return [each for each in terms if not each[0].startswith(AFTER)], behind

    def weights(self, before: str, behind: str) -> Mapping[str, float]:
        """How likely the texts beside a variable make each attribute; without those of which they say nothing."""
        if _LINK.search(before):
            return {LINK_PARAMETER: 1.0}
        near = _SENTENCE.split(before[-_REACH:])[-1]
        found: defaultdict[str, float] = defaultdict(float)
        preceding, following = self._terms
        for word, kinds in preceding:
            if (at := near.rfind(word)) >= 0:
                distance = len(near) - at - len(word)
                for place, kind in enumerate(kinds.split(), 1):
                    found[kind] += len(word) / (1 + distance) / place
        behind = behind.lstrip(_BETWEEN)
        for word, kinds in following:
            if behind.startswith(word):
                for place, kind in enumerate(kinds.split(), 1):
                    found[kind] += (1 + len(word)) / place
        return found


def typed_codes(name: str, attributes: Iterable[Attribute], lexicon: Lexicon) -> Set[str]:
    """The attributes that a name makes likely while it is typed, in English or Chinese: those of the known name with
    which it ends, else of the known names that its end begins, else of the last known name within it."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for attribute in attributes:
        for each in (attribute.code.lower(), *chain.from_iterable(attribute.suggested_names.values())):
            known[each].add(attribute.code)
    words = ((term.term, term.kind or "") for term in lexicon.tables["variable-words"].terms)
    for each, kind in chain(lexicon.compiled(VariableMeanings).names.items(), words):
        known[each] |= {kind, STAND_INS.get(kind, kind)}
    name = name[-_REACH:]
    parts, joint = (name_words(name), "_") if name.isascii() else (list(name), "")
    runs = {end: [joint.join(parts[first:end]) for first in range(end)] for end in range(len(parts), 0, -1)}
    endings = runs.pop(len(parts), [])
    beginning = ({code for each in known if each.startswith(end) for code in known[each]} for end in endings)
    found = (
        *(known[end] for end in endings if end in known),
        *beginning,
        *(known[run] for end in runs for run in runs[end] if run in known),
    )
    return next(filter(None, found), set())


def ranked(
    attributes: Iterable[Attribute], content: str, start: int, end: int, lexicon: Lexicon, typed: Set[str] = frozenset()
) -> list[Attribute]:
    """Attributes in the order in which they are likely for a variable in place of a range: first those that its name,
    as far as it is typed, makes likely, then those of which the content around the range speaks.

    A link's parameter is likely in links only, whatever its name.
    """
    fold = lexicon.compiled(Folding).fold
    before = _PLACEHOLDER.sub(MASK, fold(content[max(0, start - _LONGEST) : start]))
    behind = _PLACEHOLDER.sub(MASK, fold(content[end : end + _REACH]))
    meant = lexicon.compiled(VariableMeanings).by_words(before, behind)
    weights = lexicon.compiled(Neighbours).weights(before, behind)
    in_link = LINK_PARAMETER in weights
    sure = {meant, STAND_INS.get(meant or "")} - {None}

    def order(attribute: Attribute) -> tuple[bool, float, int]:
        code = attribute.code
        weight = math.inf if code in sure and not in_link else weights.get(code, 0.0)
        usual = _USUAL.index(code) if code in _USUAL else len(_USUAL) + (code == LINK_PARAMETER)
        return in_link or code not in typed, -weight, usual

    return sorted(attributes, key=order)
