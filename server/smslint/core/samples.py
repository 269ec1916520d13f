"""Values that an attribute accepts: typical, shortest, longest, and legal ones that break careless programs."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING, Final

from smslint.core.attribute import DEFAULT_VALUE_LENGTH, Attribute
from smslint.core.grammar.sampling import Pick, familiar, unusual
from smslint.core.grammar.tree import length_range, lengths
from smslint.core.verdict import effective_attribute, judge
from smslint.dataclass import dataclass

if TYPE_CHECKING:
    from smslint.core.rule import Catalog

_TRIES: Final = 200
# fmt: off
_HOSTILE: Final = (
    "0", "000000", "null", "NaN", "true", "${code}", "#{1}", "%s%n", "{0}", "=1+1", "-1", "'--", '";', "<b>",
    "&amp;", "\\n", "@@", "()[]{}", "𬭚𫘧𬱖", "（（（", "----1", "_0_0", "9999-12-31", "02-29", "01", "00:00", "晚上",
    "0.0", "00", "400-000-0000", "WJ00000", "KAA0000", "a0000", "z_@0.zz",
)
# fmt: on
"""Values that break programs which paste them into templates, tables, queries and shells; and rare forms."""


_KNOWN: Final[dict[tuple[str, str, int], tuple[str, ...]]] = {}
"""Typical samples by the catalog's digest, the attribute's code and the `value-length` setting."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Accepted values; the `hostile` ones are legal too, but break careless programs."""

    typical: tuple[str, ...]
    shortest: str
    longest: str
    hostile: tuple[str, ...]


def samples(attribute: Attribute, catalog: Catalog, *, value_length: int = DEFAULT_VALUE_LENGTH) -> Samples:
    """Samples of an attribute, the same every time. All are accepted under the `value-length` setting."""
    attribute = effective_attribute(attribute, catalog)
    random = Random(attribute.code)
    low, high = attribute.accepted_lengths(value_length)
    typical = tuple(
        sample["value"]
        for sample in attribute.file.get("samples", ())
        if sample["verdict"] == "accepted" and _fits(sample["value"], attribute, catalog, value_length)
    )
    hostile = [value for value in _HOSTILE if _fits(value, attribute, catalog, value_length)]
    for length in {low, high}:
        hostile += _drawn(attribute, catalog, length, random, unusual, value_length)
    drawn = (_first(attribute, catalog, by_length, random, value_length) for by_length in _both_ways(low, high))
    shortest, longest = (next((one for one in typical if len(one) == len(value)), value) for value in drawn)
    return Samples(typical or (shortest,), shortest, longest, tuple(dict.fromkeys(hostile)))


def typical_values(attribute: Attribute, catalog: Catalog, value_length: int) -> tuple[str, ...]:
    """The typical samples of an attribute, at least one. Remembered, since a completion shows one per attribute."""
    key = catalog.digest, attribute.code, value_length
    found = _KNOWN.get(key)
    if found is None:
        found = _KNOWN[key] = samples(attribute, catalog, value_length=value_length).typical
    return found


def example(attribute: Attribute, catalog: Catalog, *, value_length: int = DEFAULT_VALUE_LENGTH) -> str:
    """The first typical sample; the others are not drawn."""
    named = effective_attribute(attribute, catalog)
    for sample in named.file.get("samples", ()):
        value: str = sample["value"]
        if sample["verdict"] == "accepted" and _fits(value, named, catalog, value_length):
            return value
    return samples(named, catalog, value_length=value_length).typical[0]


def generate(
    attribute: Attribute,
    catalog: Catalog,
    random: Random,
    *,
    pick: Pick = familiar,
    value_length: int = DEFAULT_VALUE_LENGTH,
) -> str:
    """A random accepted value of a random possible length."""
    attribute = effective_attribute(attribute, catalog)
    low, high = attribute.limits(value_length)
    known = lengths(attribute.grammar.accepted)
    choices = [length for length in range(low, high + 1) if known >> length & 1]
    for _ in range(_TRIES):
        for value in _drawn(attribute, catalog, random.choice(choices), random, pick, value_length, tries=1):
            return value
    return samples(attribute, catalog, value_length=value_length).typical[0]


def _both_ways(low: int, high: int) -> tuple[range, range]:
    return range(low, high + 1), range(high, low - 1, -1)


def _first(attribute: Attribute, catalog: Catalog, by_length: range, random: Random, value_length: int) -> str:
    for length in by_length:
        for value in _drawn(attribute, catalog, length, random, familiar, value_length):
            return value
    raise AssertionError(f"{attribute.code} accepts no value")


def _drawn(
    attribute: Attribute,
    catalog: Catalog,
    length: int,
    random: Random,
    pick: Pick,
    value_length: int,
    tries: int = _TRIES,
) -> Iterator[str]:
    """At most one accepted value of a length; layers may reject texts of the tree."""
    if length_range(attribute.grammar.accepted, length, length) is None:
        return
    for _ in range(tries):
        value = attribute.grammar.sampler.draw(length, random, pick)
        if _fits(value, attribute, catalog, value_length):
            yield value
            return


def _fits(value: str, attribute: Attribute, catalog: Catalog, value_length: int) -> bool:
    return judge(value, attribute, catalog, value_length=value_length, suggest=False).verdict == "accepted"
