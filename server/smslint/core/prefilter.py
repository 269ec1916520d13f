"""Chooses the rules that are worth running on a template.

Most rules have nothing to look for in most templates. A gate says what a template must have for its rule to run: one of
some literals, a flag, a variable of some name. One automaton finds the literals of all rules at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Literal

from smslint.core.analysis import Analysis
from smslint.core.flags import flags_of
from smslint.core.lexicon import Lexicon
from smslint.core.placeholder import unnumbered
from smslint.core.template import TYPES, TemplateType
from smslint.dataclass import dataclass

Recogniser = Literal["links", "phones", "contacts", "unsubscribes"]

ALL: Final = -1
"""The mask of all rules."""
_CACHED: Final = 4096
"""How many sets of flags, names of variables and sets of rules are remembered; a fleet repeats the same few."""


@dataclass(frozen=True, slots=True)
class Gate:
    """When a rule is worth running on a template.

    Any one of these conditions opens the gate: the folded text holds one of `literals` or a cue of one of the word
    tables `words`; the template has one of `flags` (`core.flags`); a variable has one of `names` (lower-case, perhaps
    with a number after them); or the gate is open `always`. `requires` is a further condition, which does not open the
    gate: the recogniser that it names must have found something as well. `searched` are no condition: they are further
    literals that the prefilter looks for, so that the rule can read them in the hits of the analysis. All literals are
    compared with folded text, so they must be written folded.
    """

    literals: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    flags: int = 0
    names: frozenset[str] = frozenset()
    always: bool = False
    requires: Recogniser | None = None
    searched: frozenset[str] = frozenset()

    def literals_in(self, lexicon: Lexicon) -> frozenset[str]:
        """All literals that open the gate."""
        return self.literals.union(*map(lexicon.cues_of, self.words)) if self.words else self.literals


ALWAYS: Final = Gate(always=True)


class Prefilter:
    """The gates of rules, each rule with the types that it is about.

    A set of rules is a mask of bits, by their order.
    """

    def __init__(self, gates: Sequence[tuple[Gate, frozenset[TemplateType]]], lexicon: Lexicon) -> None:
        self._gates = tuple(gate for gate, _ in gates)
        self._by_literal: dict[str, int] = {}
        self._by_recogniser: dict[Recogniser, int] = {}
        self._by_type = {kind: mask_of(kind in types for _, types in gates) for kind in TYPES}
        self._by_flags = lru_cache(_CACHED)(self._enabled_by_flags)
        self._by_name = lru_cache(_CACHED)(self._enabled_by_name)
        self._indexes = lru_cache(_CACHED)(_indexes_of)
        self._disabled = 0
        searched: set[str] = set()
        for index, gate in enumerate(self._gates):
            searched |= gate.searched
            for literal in gate.literals_in(lexicon):
                self._by_literal[literal] = self._by_literal.get(literal, 0) | 1 << index
            if gate.requires:
                self._by_recogniser[gate.requires] = self._by_recogniser.get(gate.requires, 0) | 1 << index
        self.literals = frozenset(searched.union(self._by_literal))
        """The literals that an analysis must look for."""

    def _enabled_by_flags(self, flags: int) -> int:
        return mask_of(gate.always or bool(gate.flags & flags) for gate in self._gates)

    def _enabled_by_name(self, name: str) -> int:
        plain = name.lower()
        names = {plain, unnumbered(plain)}
        return mask_of(not names.isdisjoint(gate.names) for gate in self._gates)

    def enabled(self, analysis: Analysis, among: int = ALL) -> tuple[int, ...]:
        """The indexes of the rules of a mask that may find something in a template, in their order."""
        mask = self._by_flags(flags_of(analysis))
        by_literal, by_name = self._by_literal, self._by_name
        for literal in analysis.hits:
            mask |= by_literal.get(literal, 0)
        for name in analysis.first_uses:
            mask |= by_name(name)
        mask &= self._by_type[analysis.type] & among & ~self._disabled
        for recogniser, rules in self._by_recogniser.items():
            if mask & rules and not getattr(analysis, recogniser):
                mask &= ~rules
        return self._indexes(mask)

    def disable(self, index: int) -> None:
        """Never enables a rule again."""
        self._disabled |= 1 << index


def mask_of(wanted: Iterable[bool]) -> int:
    """The mask of the rules for which a condition, given in their order, is true."""
    return sum(1 << index for index, each in enumerate(wanted) if each)


def _indexes_of(mask: int) -> tuple[int, ...]:
    return tuple(index for index in range(mask.bit_length()) if mask >> index & 1)
