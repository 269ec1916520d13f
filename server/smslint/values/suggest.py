"""Suggests the attributes to declare for given values, the most specific first.

Those that nearly any words fit, and for which nothing in the values speaks, come last. An attribute is more specific
than another if it accepts fewer texts of the lengths of the values. If two accept equally
many, an attribute that the other includes comes first, then the order of the catalog decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from smslint.core.attribute import DEFAULT_VALUE_LENGTH, Attribute, Verdict
from smslint.core.declarations import allowed_attributes
from smslint.core.rule import Catalog
from smslint.core.template import TemplateType
from smslint.core.verdict import judge
from smslint.dataclass import dataclass
from smslint.messages import Language
from smslint.values.masking import masked_text, masked_value

MOST_SHOWN = 5
"""The number of values shown that an attribute does not accept."""


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A value that an attribute does not accept, the number of times it was given, and its verdict."""

    value: object
    times: int
    verdict: Verdict

    def masked(self) -> Counterexample:
        value = str(self.value)
        reasons = tuple(replace(each, message=masked_text(each.message, value)) for each in self.verdict.reasons)
        return replace(self, value=masked_value(value), verdict=replace(self.verdict, reasons=reasons))


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribute with the number of values by verdict.

    `texts` is the number of all texts of the same lengths that it accepts; `told` is whether the values speak for it.
    """

    attribute: Attribute
    accepted: int
    risky: int
    rejected: int
    texts: int
    counterexamples: tuple[Counterexample, ...]
    disputed: bool = False
    told: bool = True

    def masked(self) -> Candidate:
        """The same without the values themselves, for a log that many people read."""
        return replace(self, counterexamples=tuple(one.masked() for one in self.counterexamples))

    def as_json(self, language: Language) -> dict[str, Any]:
        """One entry of `suggestions`."""
        return {
            "attribute": self.attribute.code,
            "title": self.attribute.title.text(language),
            "disputed": self.disputed,
            "accepted": self.accepted,
            "risky": self.risky,
            "rejected": self.rejected,
            "against": [
                {
                    "value": one.value,
                    "times": one.times,
                    "verdict": one.verdict.verdict,
                    "reasons": [
                        {"reason": reason.id, "message": reason.message.text(language)}
                        for reason in one.verdict.reasons
                    ],
                }
                for one in self.counterexamples[:MOST_SHOWN]
            ],
        }


def suggest(
    values: Iterable[object], kind: TemplateType, catalog: Catalog, *, value_length: int = DEFAULT_VALUE_LENGTH
) -> tuple[Candidate, ...]:
    """The attributes of a type that accept more than half of the values, the best first; values may repeat."""
    counted: Counter[object] = Counter(value if isinstance(value, str | None) else _Frozen(value) for value in values)
    total = counted.total()
    found = [
        _candidate(attribute, counted, kind, catalog, value_length)
        for attribute in allowed_attributes(kind, catalog, disputed=True)
    ]
    codes = {one.attribute.code for one in found}

    def rank(one: Candidate) -> tuple[int, ...]:
        depth = len(one.attribute.within & codes)
        return one.rejected, one.risky, not one.told, one.disputed, one.texts, -depth, one.attribute.order

    return tuple(sorted((one for one in found if one.rejected * 2 < total), key=rank))


class _Frozen:
    """A value that is not a string, counted on its own, since 1, 1.0 and true are equal in Python but not in JSON."""

    def __init__(self, value: object) -> None:
        self.value = value


def _candidate(
    attribute: Attribute, counted: Counter[object], kind: TemplateType, catalog: Catalog, value_length: int
) -> Candidate:
    totals: Counter[str] = Counter()
    counterexamples: list[Counterexample] = []
    lengths: set[int] = set()
    for key, times in counted.items():
        value = key.value if isinstance(key, _Frozen) else key
        verdict = judge(value, attribute, catalog, value_length=value_length, suggest=False)
        totals[verdict.verdict] += times
        if verdict.verdict != "accepted":
            counterexamples.append(Counterexample(value, times, verdict))
        if isinstance(value, str):
            lengths.add(len(value))
    low, high = attribute.limits(value_length)
    fitting = [length for length in lengths if low <= length <= high]
    counterexamples.sort(key=lambda one: (one.verdict.verdict != "rejected", -one.times))
    return Candidate(
        attribute,
        totals["accepted"],
        totals["risky"],
        totals["rejected"],
        attribute.grammar.accepted_automaton.count(fitting),
        tuple(counterexamples),
        kind in attribute.disputed_types,
        attribute.is_told_by(value for value in counted if isinstance(value, str)),
    )
