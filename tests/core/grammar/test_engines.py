"""All engines match the same texts with a tree: Python's `re`, Rust's `regex` (in Polars), and the automaton."""

from __future__ import annotations

from functools import cache
from random import Random

import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.catalog import load
from smslint.core.attribute import Attribute
from smslint.core.grammar.printing import rust_text
from smslint.core.grammar.sampling import unusual
from smslint.core.grammar.tree import lengths

CATALOG = load()
CURRENT = [one for one in CATALOG.attributes.values() if one.status == "current"]
ENDINGS = ("", "\n", "\r", " ", "\u3000", "\u200b", "\x00", "0", "٣", "😀", "中", "門")


@cache
def own_samples() -> tuple[str, ...]:
    return tuple(
        sample["value"] + ending for attribute in CURRENT for sample in attribute.file["samples"] for ending in ENDINGS
    )


def by_polars(attribute: Attribute, values: list[str]) -> list[bool]:
    series = polars.Series(values, dtype=polars.String)
    return series.str.contains(rust_text(attribute.grammar.accepted)).to_list()


@pytest.mark.parametrize("attribute", CURRENT, ids=lambda attribute: attribute.code)
def test_engines_agree_on_all_samples(attribute: Attribute) -> None:
    values = list(own_samples())
    grammar = attribute.grammar
    expected = [bool(grammar.accepts(value)) for value in values]
    assert by_polars(attribute, values) == expected
    scans = [grammar.accepted_automaton.scan(value) for value in values]
    assert [scan.prefix == len(value) for scan, value in zip(scans, values, strict=True)] == expected


@pytest.mark.parametrize("code", [one.code for one in CURRENT])
@settings(max_examples=30)
@given(seed=st.integers(), size=st.integers(0, 34))
def test_what_a_tree_draws_every_engine_accepts(code: str, seed: int, size: int) -> None:
    attribute = CATALOG.attributes[code]
    known = [length for length in range(1, 36) if lengths(attribute.grammar.accepted) >> length & 1]
    value = attribute.grammar.sampler.draw(known[size % len(known)], Random(seed), unusual)
    assert len(value) == known[size % len(known)]
    assert attribute.grammar.accepts(value)
    assert attribute.grammar.accepted_automaton.scan(value).prefix == len(value)
    if not any("\ud800" <= character <= "\udfff" for character in value):
        assert by_polars(attribute, [value]) == [True]


@pytest.mark.parametrize(
    ("code", "length", "count"),
    [
        ("numberCaptcha", 4, 10**4),
        ("characterWithNumber2", 5, 62**5),
        ("money", 3, 10**3 + 10**2),
        ("link_param", 1, 52),
    ],
)
def test_texts_are_counted(code: str, length: int, count: int) -> None:
    assert CATALOG.attributes[code].grammar.accepted_automaton.count([length]) == count
