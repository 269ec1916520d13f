"""Values that an attribute accepts: typical, shortest, longest, and legal ones that break careless programs."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import TYPE_CHECKING, Final

from smslint.core.attribute import DEFAULT_VALUE_LENGTH, Attribute
from smslint.core.grammar.sampling import Pick, familiar, unusual
from smslint.core.grammar.tree import length_range
from smslint.core.verdict import effective_attribute, fits
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
_FIRST: Final[dict[tuple[str, str, int], str]] = {}
"""The first of them, by the same."""


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
        if sample["verdict"] == "accepted" and fits([sample["value"]], attribute, catalog, value_length=value_length)
    )
    hostile = [value for value in _HOSTILE if fits([value], attribute, catalog, value_length=value_length)]
    strange = [_drawn(attribute, catalog, [length], random, unusual, value_length) for length in {low, high}]
    ways = range(low, high + 1), range(high, low - 1, -1)
    drawn = [_drawn(attribute, catalog, lengths, random, familiar, value_length) or "" for lengths in ways]
    assert all(drawn), f"{attribute.code} accepts no value"
    shortest, longest = (next((one for one in typical if len(one) == len(value)), value) for value in drawn)
    return Samples(typical or (shortest,), shortest, longest, tuple(dict.fromkeys(filter(None, [*hostile, *strange]))))


def typical_values(attribute: Attribute, catalog: Catalog, value_length: int) -> tuple[str, ...]:
    """The typical samples of an attribute, at least one. Remembered, since a completion shows one per attribute."""
    key = catalog.digest, attribute.code, value_length
    found = _KNOWN.get(key)
    if found is None:
        found = _KNOWN[key] = samples(attribute, catalog, value_length=value_length).typical
    return found


def example(attribute: Attribute, catalog: Catalog, *, value_length: int = DEFAULT_VALUE_LENGTH) -> str:
    """The first typical sample; the others are not drawn. Remembered, since each template may ask for some."""
    key = catalog.digest, attribute.code, value_length
    if key not in _FIRST:
        _FIRST[key] = _first(attribute, catalog, value_length)
    return _FIRST[key]


def _first(attribute: Attribute, catalog: Catalog, value_length: int) -> str:
    named = effective_attribute(attribute, catalog)
    for sample in named.file.get("samples", ()):
        value: str = sample["value"]
        if sample["verdict"] == "accepted" and fits([value], named, catalog, value_length=value_length):
            return value
    return samples(named, catalog, value_length=value_length).typical[0]


def _drawn(
    attribute: Attribute, catalog: Catalog, lengths: Iterable[int], random: Random, pick: Pick, value_length: int
) -> str | None:
    """An accepted value of the first possible of some lengths; layers may reject texts of the tree."""
    for length in lengths:
        if length_range(attribute.grammar.accepted, length, length) is None:
            continue
        for _ in range(_TRIES):
            value = attribute.grammar.sampler.draw(length, random, pick)
            if fits([value], attribute, catalog, value_length=value_length):
                return value
    return None
