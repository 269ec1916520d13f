"""A term is tried only where a text has one of its literals: each text that its pattern matches must contain one."""

from __future__ import annotations

import random
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from smslint.catalog import load
from smslint.core.lexicon import Term, expand

_PATTERNS = [
    pytest.param(term, id=f"{name}-{term.term}-{index}")
    for name, table in load().lexicon.tables.items()
    for index, term in enumerate(table.terms)
    if term.pattern
]


def _sample(nodes: Any, chance: random.Random) -> str:
    """A text that a parsed pattern matches, if what stands around it allows."""
    text = ""
    for code, argument in nodes:
        match str(code):
            case "LITERAL":
                text += chr(argument)
            case "NOT_LITERAL" | "ANY":
                text += "字"
            case "IN" if str(argument[0][0]) == "NEGATE":
                text += "字"
            case "IN":
                kind, value = chance.choice(argument)
                text += chr(value) if str(kind) == "LITERAL" else chr(chance.randint(*value))
            case "BRANCH":
                text += _sample(chance.choice(argument[1]), chance)
            case "SUBPATTERN":
                text += _sample(argument[3], chance)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                least, most, repeated = argument
                times = chance.randint(least, min(int(most), least + 2))
                text += "".join(_sample(repeated, chance) for _ in range(times))
    return text


@pytest.mark.parametrize("term", _PATTERNS)
def test_what_a_pattern_matches_contains_a_cue(term: Term) -> None:
    nodes = _parser.parse(expand(term.pattern or ""))
    chance = random.Random(term.pattern)
    lost = {text for text in (_sample(nodes, chance) for _ in range(60)) if not any(cue in text for cue in term.cues)}
    assert not lost, f"never found: {sorted(lost)[:5]}"
