"""Lengths that are computed without alphabets are those of the whole grammar."""

from __future__ import annotations

import pytest

from smslint.catalog import load
from smslint.core.attribute import Attribute
from smslint.core.grammar.tree import length_range

CURRENT = [
    attribute
    for attribute in load().attributes.values()
    if attribute.status == "current" and "shortest" not in attribute.file.get("length", {})
]


@pytest.mark.parametrize("attribute", CURRENT, ids=lambda attribute: attribute.code)
def test_the_alphabet_makes_no_difference(attribute: Attribute) -> None:
    assert attribute.accepted_lengths() == length_range(attribute.grammar.accepted, *attribute.limits())


def test_the_longest_time_is_shorter_than_the_limit() -> None:
    assert load().attributes["time"].accepted_lengths() == (2, len("2026年12月31日 23:59:59"))


def test_the_setting_limits_values_without_their_own_limit() -> None:
    attributes = load().attributes
    assert attributes["others"].accepted_lengths(20) == (1, 20)
    assert attributes["tracking_number"].accepted_lengths(15) == (6, 15)
    assert attributes["name"].accepted_lengths(20) == (2, 5)
