"""Which attribute to declare for given values: the most specific that takes all, and what speaks against the next.

An attribute is more specific than another where it accepts fewer texts as long as the values are; one whose every
value another accepts never accepts more. Where two accept equally many, the included one comes first, then the
catalog's order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from smslint.core.attribute import DEFAULT_VALUE_LENGTH, Attribute, Verdict
from smslint.core.rule import Catalog
from smslint.core.suggestion import allowed_attributes
from smslint.core.template import TemplateType
from smslint.core.verdict import judge
from smslint.dataclass import dataclass
from smslint.messages import Language

MOST_SHOWN = 5
"""Values told of those that speak against an attribute."""


@dataclass(frozen=True, slots=True)
class Objection:
    """A value that speaks against an attribute, how often it came, and its verdict there."""

    value: object
    times: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribute and how the values fare under it; `texts` counts the values of the same lengths that it accepts."""

    attribute: Attribute
    accepted: int
    risky: int
    rejected: int
    texts: int
    objections: tuple[Objection, ...]
    disputed: bool = False

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
                for one in self.objections[:MOST_SHOWN]
            ],
        }


def suggest(
    values: Iterable[object], kind: TemplateType, catalog: Catalog, *, value_length: int = DEFAULT_VALUE_LENGTH
) -> tuple[Candidate, ...]:
    """The attributes of a type that take more than half of the values, the best first; values need not differ."""
    counted = Counter(_hashable(value) for value in values)
    total = counted.total()
    found = [
        _candidate(attribute, counted, kind, catalog, value_length)
        for attribute in allowed_attributes(kind, catalog, disputed=True)
    ]
    codes = {one.attribute.code for one in found}
    return tuple(
        sorted(
            (one for one in found if one.rejected * 2 < total),
            key=lambda one: (
                one.rejected,
                one.risky,
                one.disputed,
                one.texts,
                -len(one.attribute.within & codes),
                one.attribute.order,
            ),
        )
    )


def _hashable(value: object) -> object:
    if isinstance(value, list | dict):
        return _Frozen(value)
    return value if isinstance(value, str | None) else _Frozen(value)


class _Frozen:
    """A value that is no string, counted by itself: JSON's 1, 1.0 and true are three things."""

    def __init__(self, value: object) -> None:
        self.value = value


def _candidate(
    attribute: Attribute, counted: Counter[object], kind: TemplateType, catalog: Catalog, value_length: int
) -> Candidate:
    totals: Counter[str] = Counter()
    objections: list[Objection] = []
    lengths: set[int] = set()
    for key, times in counted.items():
        value = key.value if isinstance(key, _Frozen) else key
        verdict = judge(value, attribute, catalog, value_length=value_length, suggest=False)
        totals[verdict.verdict] += times
        if verdict.verdict != "accepted":
            objections.append(Objection(value, times, verdict))
        if isinstance(value, str):
            lengths.add(len(value))
    low, high = attribute.limits(value_length)
    fitting = [length for length in lengths if low <= length <= high]
    objections.sort(key=lambda one: (one.verdict.verdict != "rejected", -one.times))
    return Candidate(
        attribute,
        totals["accepted"],
        totals["risky"],
        totals["rejected"],
        attribute.grammar.accepted_automaton.count(fitting),
        tuple(objections),
        kind in attribute.disputed_types,
    )
