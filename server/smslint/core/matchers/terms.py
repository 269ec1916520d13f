"""`kind = "terms"`: words of tables, or of the rule itself, outside longer phrases that mean something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from smslint.core.analysis import Analysis
from smslint.core.finding import Match, Value
from smslint.core.lexicon import Lexicon, Term
from smslint.core.matchers.kind import Matcher
from smslint.core.patterns import lazy_pattern
from smslint.core.prefilter import Gate
from smslint.dataclass import dataclass
from smslint.messages import Bilingual

_BREAK = lazy_pattern(r"[,。;!?~\n\r]|\.(?![0-9a-z])")
_WHEN = lazy_pattern(
    "(?:今[天日晚]|明[天日晚]|本周[一二三四五六日末]?|本月|周[一二三四五六日末]|即日起|现在|另外?|同时)+"
)
_AROUND = 40
"""How many characters around a term its pattern may reach."""


@dataclass(frozen=True, slots=True)
class TermsOptions:
    """The terms by their literals, and the phrases in which they do not count. `once` marks only the first.

    `kinds` names the kinds of the terms. `clause` marks the whole clause that holds a term. Nothing counts in a clause
    in which the pattern `unless` is found.
    """

    terms: Mapping[str, tuple[Term, ...]]
    exceptions: frozenset[str]
    kinds: Mapping[str, Bilingual]
    once: bool
    clause: bool
    unless: str | None
    gate: Gate


def mark_of(found: re.Match[str]) -> str | int:
    """The group of a match that is marked: the one whose name begins with `mark`, else the whole match."""
    return found.lastgroup if found.lastgroup and found.lastgroup.startswith("mark") else 0


def terms_of(raw: Mapping[str, Any], lexicon: Lexicon) -> TermsOptions:
    """The options in a rule's file: its `terms`, tables (`words`), `exceptions`, and the kinds of terms (`only`)."""
    terms: dict[str, tuple[Term, ...]] = {}
    exceptions = set(raw.get("exceptions", ()))
    kinds: dict[str, Bilingual] = {}
    given = [Term(entry) if isinstance(entry, str) else Term(**entry) for entry in raw.get("terms", ())]
    for name in raw.get("words", ()):
        table = lexicon.tables[name]
        given.extend(term for term in table.terms if "only" not in raw or term.kind in raw["only"])
        exceptions.update(table.exceptions)
        kinds |= table.kinds
    for term in given:
        for cue in term.cues:
            terms[cue] = (*terms.get(cue, ()), term)
    gate = Gate(frozenset(terms), searched=frozenset(exceptions))
    return TermsOptions(
        terms,
        frozenset(exceptions),
        kinds,
        raw.get("once", False),
        raw.get("clause", False),
        raw.get("unless"),
        gate,
    )


def terms_in(analysis: Analysis, options: TermsOptions) -> Iterator[tuple[int, int, Term]]:
    """Where terms stand in the normalized text, in any order and overlapping; exceptions and cut words are left out."""
    hits = analysis.hits
    found_terms = options.terms.keys() & hits.keys()
    if not found_terms:
        return
    silent = [place for phrase in options.exceptions & hits.keys() for place in hits[phrase]]
    text = analysis.normalized.text
    crossing = analysis.lexicon.crossing
    for literal in found_terms:
        for start, end in hits[literal]:
            if any(first <= start and end <= last for first, last in silent):
                continue
            cut = text[start - 1 : start + 1] in crossing or text[end - 1 : end + 1] in crossing
            for term in options.terms[literal]:
                if term.pattern is None:
                    if not cut:
                        yield start, end, term
                    continue
                pattern = analysis.lexicon.pattern(term.pattern)
                for found in pattern.finditer(text, max(0, start - _AROUND), min(len(text), end + _AROUND)):
                    if found.start() <= start and end <= found.end() and not (cut and found.span() == (start, end)):
                        yield *found.span(mark_of(found)), term


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a range of the normalized text, without blanks and without a time at its beginning (本周末)."""
    ends = [found.end() for found in _BREAK.finditer(text, 0, start)]
    first = ends[-1] if ends else 0
    after = _BREAK.search(text, end)
    last = after.start() if after else len(text)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    when = _WHEN.match(text, first, start)
    return (when.end() if when else first), last


def _find(analysis: Analysis, options: TermsOptions) -> Iterable[Match]:
    last = -1
    for start, end, term in sorted(terms_in(analysis, options), key=lambda place: (place[0], -place[1])):
        if start < last:
            continue
        if options.clause or options.unless:
            around = clause_around(analysis.normalized.text, start, end)
            if options.unless and analysis.lexicon.pattern(options.unless).search(analysis.normalized.text, *around):
                continue
            start, end = around if options.clause else (start, end)
        last = end
        span = analysis.span(*analysis.normalized.span(start, end))
        values: dict[str, Value] = {"text": analysis.text_of(span)}
        if term.kind:
            values["kind"] = options.kinds.get(term.kind, term.kind)
        yield Match(span, values)
        if options.once:
            return


TERMS = Matcher(terms_of, _find, lambda options: options.gate)
