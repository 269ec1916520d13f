"""The key `within` of attributes, which names the attributes that accept all their values, agrees with interegular."""

from __future__ import annotations

from functools import cache

import interegular
import pytest
from interegular.fsm import FSM

from smslint.catalog import load
from smslint.core.attribute import Attribute
from smslint.core.grammar.automaton import character_groups
from smslint.core.grammar.charset import LAST, CharSet
from smslint.core.grammar.printing import _print
from smslint.core.grammar.tree import charsets

CATALOG = load()
CURRENT = [one for one in CATALOG.attributes.values() if one.status == "current"]
PRIVATE = 0xE000


@cache
def symbols() -> dict[CharSet, str]:
    """For each set of characters, one character for each class of characters in it that any grammar distinguishes.

    interegular enumerates the members of each set, which takes too long for 8,105 characters.
    """
    sets = {chars for one in CURRENT for chars in charsets(one.grammar.accepted)} | {CharSet(((0, LAST),))}
    kinds = [first for first, _ in character_groups(sets)]
    return {
        chars: "".join(chr(PRIVATE + index) for index, first in enumerate(kinds) if first in chars) for chars in sets
    }


@cache
def machine(code: str) -> FSM:
    attribute = CATALOG.attributes[code]
    low, high = attribute.limits()
    everything = symbols()[CharSet(((0, LAST),))]
    by_length = interegular.parse_pattern(f"[{everything}]{{{low},{high}}}").to_fsm()
    pattern = _print(attribute.grammar.accepted, lambda chars: f"[{symbols()[chars]}]")
    return interegular.parse_pattern(pattern).to_fsm() & by_length


@pytest.mark.parametrize("attribute", CURRENT, ids=lambda attribute: attribute.code)
def test_the_table_of_inclusion_is_current(attribute: Attribute) -> None:
    own = machine(attribute.code)
    proved = {other.code for other in CURRENT if other is not attribute and own <= machine(other.code)}
    assert attribute.within == proved
