"""The languages of one attribute: the accepted one, and the risky and noted ones with their reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from smslint.core.grammar.charset import CharSet, Classes
from smslint.core.grammar.parse import ExpressionError, Reader
from smslint.core.grammar.printing import re_text
from smslint.core.grammar.tree import Chars, Choice, Tree, alphabet

if TYPE_CHECKING:
    from smslint.core.grammar.automaton import Automaton
    from smslint.core.grammar.sampling import Sampler
    from smslint.core.lexicon import Lexicon


class ReasonLanguage:
    """A language whose values have a reason.

    If `marks` is given, runs of that class are the offending parts, and a value without such a run does not have the
    reason. If `overrides` is set, the language takes its values out of the accepted one; else it extends that. If
    `length` is given, it replaces the attribute's length.
    """

    def __init__(self, entry: Mapping[str, Any], reader: Reader) -> None:
        self.reason: str = entry["reason"]
        self.overrides: bool = entry.get("overrides", False)
        self.length: Mapping[str, Any] | None = entry.get("length")
        self._entry = entry
        self._reader = reader

    @cached_property
    def tree(self) -> Tree:
        """The language."""
        return self._reader.read(self._entry["expression"])

    @cached_property
    def marks(self) -> CharSet | None:
        """The class whose runs are the offending parts."""
        if "marks" not in self._entry:
            return None
        marks = self._reader.read(self._entry["marks"])
        if not isinstance(marks, Chars):
            raise ExpressionError(f"marks must be one set: {self._entry['marks']!r}")
        return marks.set

    @cached_property
    def _match(self) -> Callable[[str], re.Match[str] | None]:
        return re.compile(re_text(self.tree)).fullmatch

    @cached_property
    def _runs(self) -> re.Pattern[str] | None:
        return re.compile(re_text(Chars(self.marks)) + "+") if self.marks else None

    def __contains__(self, value: str) -> bool:
        return self._match(value) is not None and (self._runs is None or self._runs.search(value) is not None)

    def spans(self, value: str) -> Iterator[tuple[int, int]]:
        """The offending parts of a value; none if it is not in the language."""
        found = self._match(value)
        if found is None:
            return
        if self._runs:
            yield from (run.span() for run in self._runs.finditer(value))
        else:
            yield found.span(found.lastindex or 0)


class Grammar:
    """The languages of an attribute file; patterns and automata are made on first use. Raises `ExpressionError`.

    `layers` names the value layers that check values of this attribute.
    """

    def __init__(self, file: Mapping[str, Any], lexicon: Lexicon) -> None:
        self.classes = lexicon.compiled(Classes)
        reader = Reader(self.classes, file.get("define", {}))
        self.accepted = reader.read(file["accepted"])
        self.risky = tuple(ReasonLanguage(entry, reader) for entry in file.get("risky", ()))
        self.notes = tuple(ReasonLanguage(entry, reader) for entry in file.get("note", ()))
        self.layers: tuple[str, ...] = tuple(file.get("layers", ()))
        self.overriding = tuple(one for one in self.risky if one.overrides)
        self.beyond = tuple(one for one in self.risky if not one.overrides)
        self.simple = not (self.layers or self.overriding or self.notes)

    @cached_property
    def accepts(self) -> Callable[[str], object]:
        """Whether a value is in the accepted language, apart from its length."""
        return re.compile(re_text(self.accepted)).fullmatch

    @cached_property
    def known(self) -> Tree:
        """The language of everything that is accepted or risky."""
        return Choice((self.accepted, *(one.tree for one in self.beyond)))

    @cached_property
    def alphabet(self) -> CharSet:
        """Every character that an accepted or risky value may contain."""
        return alphabet(self.known)

    @cached_property
    def accepted_alphabet(self) -> CharSet:
        """Every character that an accepted value may contain."""
        return alphabet(self.accepted)

    @cached_property
    def known_automaton(self) -> Automaton:
        """The automaton of everything that is accepted or risky."""
        from smslint.core.grammar.automaton import Automaton

        return Automaton(self.known)

    @cached_property
    def sampler(self) -> Sampler:
        """Draws values of the accepted language, whatever their length and layers."""
        from smslint.core.grammar.sampling import Sampler

        return Sampler(self.accepted)

    @cached_property
    def accepted_automaton(self) -> Automaton:
        """The automaton of the accepted language."""
        from smslint.core.grammar.automaton import Automaton

        return Automaton(self.accepted)
