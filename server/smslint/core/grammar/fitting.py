"""How long the values of an attribute can be, told without its alphabets.

Rules about length ask this of every template, also in runs that judge no value: no set of characters is made for it,
since what a class holds does not change how long a text is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smslint.core.grammar.charset import LAST, CharSet
from smslint.core.grammar.classes import Classes
from smslint.core.grammar.parse import parse_expression
from smslint.core.grammar.tree import length_range

_ANY = CharSet(((0, LAST),))


class _OneCharacter(Classes):
    """Classes of which only this matters: each is one character."""

    def __init__(self) -> None:
        super().__init__("", frozenset())

    def __getitem__(self, name: str) -> CharSet:
        return _ANY


def fitting_lengths(file: Mapping[str, Any], low: int, high: int) -> tuple[int, int]:
    """The fewest and the most characters of an accepted value between two bounds; the bounds where there is none.

    `shortest` in the file says what its layers leave of the grammar's lengths.
    """
    if "accepted" not in file:
        return low, high
    low = max(low, file.get("length", {}).get("shortest", low))
    tree = parse_expression(file["accepted"], _OneCharacter(), file.get("define", {}))
    return length_range(tree, low, high) or (low, high)
