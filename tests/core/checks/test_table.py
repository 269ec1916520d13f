"""The table of checks agrees with the functions and with the rules of the catalog."""

from __future__ import annotations

import inspect

import pytest

from smslint.catalog import load
from smslint.core.checks import CHECKS, function_of
from smslint.core.normalized_text import Folding

RULES = load().rules


@pytest.mark.parametrize("kind", CHECKS)
def test_a_check_has_a_function_with_its_options(kind: str) -> None:
    parameters = tuple(inspect.signature(function_of(kind)).parameters)
    assert parameters == ("analysis", *CHECKS[kind].options)


@pytest.mark.parametrize("kind", CHECKS)
def test_a_check_bears_the_name_and_the_category_of_its_rule(kind: str) -> None:
    rule = RULES[kind]
    assert (rule.match, rule.category) == (kind, CHECKS[kind].category)


def test_no_word_table_of_a_gate_is_missing() -> None:
    tables = load().lexicon.tables.keys()
    assert tables >= {name for check in CHECKS.values() for name in check.gate.words}


def test_the_literals_of_gates_are_folded() -> None:
    lexicon = load().lexicon
    folding = Folding(lexicon)
    wrong = [
        f'{kind} has the literal "{literal}" in its gate, which no folded text holds: write "{folded}"'
        for kind, check in CHECKS.items()
        for literal in sorted(check.gate.literals_in(lexicon) | check.gate.searched)
        if (folded := folding.fold(literal)) != literal
    ]
    assert wrong == []
