"""All generated samples of an attribute are accepted."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.catalog import load
from smslint.core.attribute import DEFAULT_VALUE_LENGTH, Attribute
from smslint.core.grammar.sampling import familiar, unusual
from smslint.core.samples import _drawn, example, samples
from smslint.core.verdict import effective_attribute, judge

CATALOG = load()
ALL = list(CATALOG.attributes.values())


@pytest.mark.parametrize("value_length", [15, 35])
@pytest.mark.parametrize("attribute", ALL, ids=lambda attribute: attribute.code)
def test_samples_are_accepted_and_as_long_as_they_say(attribute: Attribute, value_length: int) -> None:
    found = samples(attribute, CATALOG, value_length=value_length)
    for value in (*found.typical, found.shortest, found.longest, *found.hostile):
        assert judge(value, attribute, CATALOG, value_length=value_length).verdict == "accepted", value
        assert len(found.shortest) <= len(value) <= len(found.longest)
    assert found == samples(attribute, CATALOG, value_length=value_length)
    assert example(attribute, CATALOG, value_length=value_length) == found.typical[0]


@pytest.mark.parametrize("code", CATALOG.attributes)
@settings(max_examples=15)
@given(seed=st.integers(), strange=st.booleans())
def test_generated_values_are_accepted(code: str, seed: int, strange: bool) -> None:
    attribute, random = effective_attribute(CATALOG.attributes[code], CATALOG), Random(seed)
    low, high = attribute.limits()
    lengths = random.sample(range(low, high + 1), high + 1 - low)
    value = _drawn(attribute, CATALOG, lengths, random, unusual if strange else familiar, DEFAULT_VALUE_LENGTH)
    assert judge(value, CATALOG.attributes[code], CATALOG).verdict == "accepted"
