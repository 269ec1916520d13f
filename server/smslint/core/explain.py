"""Where and why a value deviates from its attribute's grammar."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from smslint.core.layers.calendar import corrected
from smslint.core.layers.text import BLANKS, UNSEEN
from smslint.core.patterns import lazy_pattern

if TYPE_CHECKING:
    from smslint.core.grammar.language import Grammar

MOST_RUNS = 8
"""How many offending runs of one value are reported."""

_LETTERS = lazy_pattern("[A-Za-z]+")
_KINDS = lazy_pattern("[0-9]+|[A-Za-z]+|[\u3400-\u9fff\U00020000-\U0003ffff]+")


def explain(value: str, grammar: Grammar) -> Iterator[tuple[str, int, int]]:
    """Why a value is neither accepted nor risky, apart from its length."""
    possible = corrected(value) if "calendar" in grammar.layers else value
    if possible != value and (grammar.accepts(possible) or any(possible in language for language in grammar.risky)):
        return
    runs = list(_foreign_runs(value, grammar))
    scan = grammar.known_automaton.scan(value)
    if not runs:
        yield _shape(value, scan.reached, scan.prefix)
        return
    reason, start, end = runs[0]
    word = _KINDS.match(value, scan.reached, start) if reason == "wrong-character" else None
    if word and word.end() == start:  # the whole word does not fit
        start = scan.reached
    letters = _LETTERS.match(value, end)
    if reason == "wrong-character" and letters and _LETTERS.fullmatch(value, start, end):
        end = letters.end()
        runs = [run for run in runs if run[1] >= end]
        runs.insert(0, (reason, start, end))
    else:
        runs[0] = reason, start, end
    yield from runs[:MOST_RUNS]


def _foreign_runs(value: str, grammar: Grammar) -> Iterator[tuple[str, int, int]]:
    """Runs of characters that no accepted or risky value contains, each of one kind."""
    alphabet = grammar.alphabet
    run: tuple[str, int] | None = None
    for index, character in enumerate(value):
        kind = None if character in alphabet else _kind(character, grammar)
        if kind == "invisible-character" and run and run[0] == "wrong-character":
            kind = "wrong-character"  # a joiner or a mark belongs to the emoji or letter before it
        if run and run[0] != kind:
            yield run[0], run[1], index
            run = None
        if kind and not run:
            run = kind, index
    if run:
        yield run[0], run[1], len(value)


def _kind(character: str, grammar: Grammar) -> str:
    if character in BLANKS or unicodedata.category(character) == "Zs":
        return "blank-not-allowed"
    if UNSEEN.match(character):
        return "invisible-character"
    if "\uff01" <= character <= "\uff5e" and chr(ord(character) - 0xFEE0) in grammar.alphabet:
        return "full-width-character"
    if character in grammar.classes["traditional"] and "中" in grammar.alphabet:
        return "traditional-character"
    if "a" <= character <= "z" and character.upper() in grammar.alphabet:
        return "lower-case-letter"
    return "wrong-character"


def _shape(value: str, reached: int, prefix: int) -> tuple[str, int, int]:
    """From where on a value with the right characters has the wrong form."""
    if reached == len(value):
        if prefix <= 0:
            return "incomplete", 0, len(value)
        if prefix == reached:  # the value violates the length of a risky language
            return "wrong-shape", 0, len(value)
        reached = prefix
    found = _KINDS.match(value, reached)
    end = found.end() if found else reached + 1
    blank = value[reached:end].strip(BLANKS) == ""
    return ("blank-not-allowed" if blank else "wrong-shape"), reached, end
