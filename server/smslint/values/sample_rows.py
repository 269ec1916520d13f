"""Rows of test data for a template: typical, boundary and hostile values, each with what sending it would return."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import chain, count, islice, zip_longest
from random import Random
from typing import Any, Final

from smslint.core.analysis import Analysis
from smslint.core.attribute import VerdictKind
from smslint.core.grammar.sampling import familiar
from smslint.core.samples import Samples, samples
from smslint.core.segments.bounds import TYPICAL_LENGTH
from smslint.core.segments.counting import MOST_CHARACTERS
from smslint.core.segments.parts import variable_part
from smslint.core.verdict import effective_attribute
from smslint.dataclass import dataclass
from smslint.values.rehearsal.send_plan import SendPlan, SendVariable

_TRIES: Final = 50
_DIGITS: Final = "1234567890"
_PROGRAM_WORDS: Final = ("${name}", "%s", "{{ x }}", "undefined", "[object Object]", "<no value>", "NaN", "null")
# fmt: off
_HOSTILE: Final = (
    "=1+1", "😀", "①", "訂單", "【青禾】", "a.example.com/1", "13800138000", "加微信abc123", " ", "\u200b", "１２３４",
    "2026-02-30", "1,280.00", "¥128", "1.28E+10", "128.0", "46013", "<b>&amp;</b>", "'; --", '{"a": 1}', "a\nb",
)
# fmt: on
"""Values that are refused by most attributes, each for a reason of its own."""


@dataclass(frozen=True, slots=True)
class SampleCase:
    """A row: what it is for, the value of each variable, the verdict, and the errors or reasons behind it."""

    kind: str
    values: Mapping[str, str]
    verdict: VerdictKind
    errors: tuple[str, ...]


class SampleRows:
    """The rows of a template, the same every time."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._plan = SendPlan(analysis)
        self._random = Random(analysis.template.content)

    def rows(self, number: int, kept: Callable[[Mapping[str, str]], bool] | None = None) -> list[SampleCase]:
        """So many different rows that are `kept`, if there are as many: one of each kind first."""
        found: dict[tuple[str, ...], SampleCase] = {}
        for kind, values in islice(self._made(), 20 * number + 100):
            key = tuple(values.values())
            if key not in found and (kept is None or kept(values)):
                found[key] = self._judged(kind, values)
            if len(found) == number:
                break
        return list(found.values())

    def _made(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Rows in turns: typical, boundary, hostile."""
        rows = [self._typical(), self._boundary(), self._hostile()]
        while rows:
            for each in list(rows):
                row = next(each, None)
                if row is None:
                    rows.remove(each)
                else:
                    yield row

    def _typical(self) -> Iterator[tuple[str, dict[str, str]]]:
        for turn in count():
            values = {}
            for variable in self._plan.variables:
                known = self._samples[variable.name].typical
                values[variable.name] = known[turn] if turn < len(known) else self._drawn(variable)
            yield "typical", values
            if not values:
                return

    def _boundary(self) -> Iterator[tuple[str, dict[str, str]]]:
        every = self._samples
        yield "shortest", {name: found.shortest for name, found in every.items()}
        yield "longest", {name: found.longest for name, found in every.items()}
        for name, found in every.items():
            yield "too-long", self._with(name, found.longest + found.longest[-1:])
            yield "too-short", self._with(name, found.shortest[:-1])
            yield "empty", self._with(name, "")

    def _hostile(self) -> Iterator[tuple[str, dict[str, str]]]:
        columns = []
        for variable in self._plan.variables:
            name = variable.name
            kinds = (self._samples[name].hostile, self._refused(variable), _PROGRAM_WORDS, _HOSTILE)
            given = chain.from_iterable(zip_longest(*kinds))
            values = [value for value in dict.fromkeys(given) if value is not None]
            columns.append([("hostile", self._with(name, value)) for value in values])
        for turn in range(max(map(len, columns), default=0)):
            yield from (column[turn] for column in columns if turn < len(column))

    def _refused(self, variable: SendVariable) -> Iterator[str]:
        """The samples of the attribute that are not accepted."""
        attribute = variable.attribute
        if attribute is None or not attribute.code:
            return
        file: Mapping[str, Any] = effective_attribute(attribute, self._analysis.catalog).file
        yield from (each["value"] for each in file.get("samples", ()) if each["verdict"] != "accepted")

    def _with(self, name: str, value: str) -> dict[str, str]:
        """A row whose other values are typical."""
        return {each: value if each == name else found.typical[0] for each, found in self._samples.items()}

    @cached_property
    def _samples(self) -> dict[str, Samples]:
        return {variable.name: self._samples_of(variable) for variable in self._plan.variables}

    def _samples_of(self, variable: SendVariable) -> Samples:
        attribute, analysis = variable.attribute, self._analysis
        if attribute is not None and attribute.code:
            return samples(attribute, analysis.catalog, value_length=analysis.value_length)
        part = variable_part(variable.name, analysis)
        typical = _digits(max(part.shortest, min(TYPICAL_LENGTH, part.longest)))
        return Samples((typical,), _digits(part.shortest), _digits(part.longest), ())

    def _drawn(self, variable: SendVariable) -> str:
        """Another accepted value; the typical one if none is found."""
        attribute, analysis = variable.attribute, self._analysis
        typical = self._samples[variable.name].typical[0]
        if attribute is None or not attribute.code:
            return "".join(self._random.choices(_DIGITS, k=len(typical)))
        attribute = effective_attribute(attribute, analysis.catalog)
        low, high = attribute.accepted_lengths(analysis.value_length)
        for _ in range(_TRIES):
            length = self._random.randint(low, min(high, max(low, 12)))
            try:
                value = attribute.grammar.sampler.draw(length, self._random, familiar)
            except (IndexError, ValueError):
                continue
            if value and variable.judge(value).verdict == "accepted":
                return value
        return typical

    def _judged(self, kind: str, values: dict[str, str]) -> SampleCase:
        verdicts = [variable.judge(values[variable.name]) for variable in self._plan.variables]
        reasons = [verdict.reasons[0] for verdict in verdicts if verdict.verdict != "accepted"]
        errors = list(dict.fromkeys(reason.predicts or reason.id for reason in reasons))
        kinds = {verdict.verdict for verdict in verdicts}
        refused = "rejected" in kinds
        if not refused and len(self._plan.parts.message(lambda each: values.get(each.name, ""))) > MOST_CHARACTERS:
            errors, refused = [*errors, "message-too-long"], True
        verdict: VerdictKind = "rejected" if refused else "risky" if "risky" in kinds else "accepted"
        return SampleCase(kind, values, verdict, tuple(errors))


def _digits(length: int) -> str:
    return (_DIGITS * (length // len(_DIGITS) + 1))[:length]
