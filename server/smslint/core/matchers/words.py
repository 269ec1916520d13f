"""Kinds of match about words: `terms`, `missing-cue` and `topics`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from smslint.core.analysis import Analysis
from smslint.core.finding import Match, Value, text_match
from smslint.core.lexicon import Lexicon, Term, marked_group
from smslint.core.patterns import lazy_pattern
from smslint.core.place import Span
from smslint.core.prefilter import Gate
from smslint.core.recognise.edges import edges_of
from smslint.core.recognise.mentions import Mentions
from smslint.core.recognise.verification import code_placeholder
from smslint.core.recognise.word_edges import Vocabulary
from smslint.dataclass import dataclass
from smslint.messages import Bilingual

_BREAK = lazy_pattern(r"[,。;!?~\n\r]|\.(?![0-9a-z])")
_WHEN = lazy_pattern(
    "(?:今[天日晚]|明[天日晚]|本周[一二三四五六日末]?|本月|周[一二三四五六日末]|即日起|现在|另外?|同时)+"
)
_AROUND = 40
"""How many characters around a term its pattern may reach."""


@dataclass(frozen=True, slots=True)
class Words:
    """The terms by their literals, the phrases in which they do not count, and the names of the terms' kinds.

    With `unless_mentioned`, they do not count either where a text only mentions them.
    """

    terms: Mapping[str, tuple[Term, ...]]
    exceptions: frozenset[str]
    kinds: Mapping[str, Bilingual]
    unless_mentioned: bool

    @property
    def gate(self) -> Gate:
        """The gate of a rule that finds the terms."""
        return Gate(frozenset(self.terms), searched=self.exceptions)


def _words_of(raw: Mapping[str, Any], lexicon: Lexicon) -> Words:
    """The words in a rule's file: its `terms`, those of tables (`words`), and `exceptions`."""
    terms: dict[str, tuple[Term, ...]] = {}
    exceptions = set(raw.get("exceptions", ()))
    kinds: dict[str, Bilingual] = {}
    unless_mentioned = False
    given = [Term(entry) if isinstance(entry, str) else Term(**entry) for entry in raw.get("terms", ())]
    for name in raw.get("words", ()):
        table = lexicon.tables[name]
        given.extend(table.terms)
        exceptions.update(table.exceptions)
        kinds |= table.kinds
        unless_mentioned |= table.unless_mentioned
    for term in given:
        for cue in term.cues:
            terms[cue] = (*terms.get(cue, ()), term)
    return Words(terms, frozenset(exceptions), kinds, unless_mentioned)


def _terms_in(analysis: Analysis, words: Words) -> Iterator[tuple[int, int, Term]]:
    """Where terms stand in the normalized text, in any order and overlapping.

    Exceptions are left out, and so are literals whose edges words cross, and terms that are only mentioned.
    """
    hits = analysis.hits
    found_terms = words.terms.keys() & hits.keys()
    if not found_terms:
        return
    silent = [place for phrase in words.exceptions & hits.keys() for place in hits[phrase]]
    text, lexicon = analysis.normalized.text, analysis.lexicon
    for literal in found_terms:
        for start, end in hits[literal]:
            if any(first <= start and end <= last for first, last in silent):
                continue
            for term in words.terms[literal]:
                for match, (first, last) in _matches(analysis, term, start, end):
                    if match == (start, end) and lexicon.compiled(Vocabulary).cuts(text, start, end):
                        continue
                    if words.unless_mentioned and lexicon.compiled(Mentions).mentioned(text, first, last):
                        continue
                    yield first, last, term


def _matches(analysis: Analysis, term: Term, start: int, end: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The ranges that a term matches where its literal is, each with the range of it that is marked."""
    if term.pattern is None:
        yield (start, end), (start, end)
        return
    text = analysis.normalized.text
    pattern = analysis.lexicon.pattern(term.pattern)
    for found in pattern.finditer(text, max(0, start - _AROUND), min(len(text), end + _AROUND)):
        if found.start() <= start and end <= found.end():
            yield found.span(), found.span(marked_group(found))


def _in_order(places: Iterable[tuple[int, int, Term]]) -> list[tuple[int, int, Term]]:
    return sorted(places, key=lambda place: (place[0], -place[1]))


def read_terms(raw: Mapping[str, Any], lexicon: Lexicon) -> tuple[dict[str, Any], Gate]:
    words = _words_of(raw, lexicon)
    weak, beside = (_words_of({"words": raw.get(key, ())}, lexicon) for key in ("weak", "beside"))
    searched = words.exceptions.union(weak.exceptions, beside.exceptions, beside.terms)
    options = {
        "words": words,
        "weak": weak,
        "beside": beside,
        "weak_unless": raw.get("weak-unless-pattern"),
        "clause": raw.get("clause", False),
        "unless": raw.get("unless"),
    }
    return options, Gate(frozenset({*words.terms, *weak.terms}), searched=searched)


def find_terms(
    analysis: Analysis,
    words: Words,
    weak: Words,
    beside: Words,
    weak_unless: str | None,
    clause: bool,
    unless: str | None,
) -> Iterator[Match]:
    """Terms outside longer phrases that mean something else.

    `weak` terms count where one of `beside` stands elsewhere in the text, which must not have the pattern
    `weak_unless`. With `clause`, the whole clause that holds a term is marked. Nothing counts in a clause in which the
    pattern `unless` is found.
    """
    last = -1
    found = [*_terms_in(analysis, words), *_paired(analysis, weak, beside, weak_unless)]
    for start, end, term in _in_order(found):
        if start < last:
            continue
        if clause or unless:
            around = _clause_around(analysis.normalized.text, start, end)
            if unless and analysis.lexicon.pattern(unless).search(analysis.normalized.text, *around):
                continue
            start, end = around if clause else (start, end)
        last = end
        span = analysis.span(*analysis.normalized.span(start, end))
        values: dict[str, Value] = {"text": analysis.text_of(span)}
        if term.kind:
            values["kind"] = words.kinds.get(term.kind, term.kind)
        yield Match(span, values)


def _paired(analysis: Analysis, weak: Words, beside: Words, unless: str | None) -> Iterator[tuple[int, int, Term]]:
    """The `weak` terms of a text that also has one of `beside`, apart from them."""
    found = [*_terms_in(analysis, weak)]
    if not found or (unless and analysis.lexicon.pattern(unless).search(analysis.normalized.text)):
        return
    others = [(start, end) for start, end, _ in _terms_in(analysis, beside)]
    for start, end, term in found:
        if any(last <= start or end <= first for first, last in others):
            yield start, end, term


def _clause_around(text: str, start: int, end: int) -> tuple[int, int]:
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


Where = Literal["start", "code", "content"]


def read_missing_cue(raw: Mapping[str, Any], lexicon: Lexicon) -> tuple[dict[str, Any], Gate]:
    words = _words_of(raw, lexicon)
    sure = frozenset(
        word
        for word, terms in words.terms.items()
        if any(term.pattern is None for term in terms) and not any(word in phrase for phrase in words.exceptions)
    )
    gate = Gate(always=True, searched=words.exceptions.union(words.terms))
    return {"words": words, "sure": sure, "where": raw["where"]}, gate


def find_missing_cue(analysis: Analysis, words: Words, sure: frozenset[str], where: Where) -> Iterator[Match]:
    """A text without any of the words, `sure` being those that count wherever they stand.

    The match is where the words belong; `code` is before the placeholder that carries the code.
    """
    if not sure.isdisjoint(analysis.hits) or any(True for _ in _terms_in(analysis, words)):
        return
    if analysis.is_complete and edges_of(analysis.content)[0] < len(analysis.content):
        yield Match(_place_for(analysis, where))


def _place_for(analysis: Analysis, where: Where) -> Span:
    if where == "start":
        return analysis.span(0, 0)
    if where == "code" and analysis.placeholders:
        start = (code_placeholder(analysis) or analysis.placeholders[0]).start
        return analysis.span(start, start)
    return analysis.span(0, len(analysis.content))


def read_topics(raw: Mapping[str, Any], lexicon: Lexicon) -> tuple[dict[str, Any], Gate]:
    plain, promoted, calls = (_words_of({"words": raw[key]}, lexicon) for key in ("words", "promoted", "calls"))
    searched = plain.exceptions.union(promoted.exceptions, calls.exceptions, calls.terms)
    gate = Gate(frozenset({*plain.terms, *promoted.terms}), searched=searched)
    return {"plain": plain, "promoted": promoted, "calls": calls}, gate


def find_topics(analysis: Analysis, plain: Words, promoted: Words, calls: Words) -> Iterator[Match]:
    """What a text is about, by cue phrases.

    `plain` counts anywhere; `promoted` counts in promotional templates and in texts that have one of `calls`.
    """
    found = [*_terms_in(analysis, plain)]
    more = [*_terms_in(analysis, promoted)]
    if more and (analysis.type == "promotional" or any(True for _ in _terms_in(analysis, calls))):
        found += more
    last = -1
    for start, end, term in _in_order(found):
        if start < last:
            continue
        last = end
        kind = plain.kinds.get(term.kind or "") or promoted.kinds.get(term.kind or "") or ""
        yield text_match(analysis, *analysis.normalized.span(start, end), kind=kind)
