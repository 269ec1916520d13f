"""The check of rows: one function of an Arrow batch, the same on one machine and on a cluster.

A vectorised pass finds the values that are surely accepted; every other distinct value is judged once by the one
verdict function and remembered, within bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from smslint.core.attribute import Reason
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import rehearse as messages
from smslint.values.rehearsal.lengths import Lengths
from smslint.values.rehearsal.naming import Naming
from smslint.values.rehearsal.parameters import unpacked
from smslint.values.rehearsal.plan import Plan, Slot
from smslint.values.rehearsal.tally import LONGEST_SHOWN, SAMPLES, Cause, CauseKey, Sample, Tally
from smslint.values.tables.batch import Batch, Trouble
from smslint.values.tables.columnar import shown

if TYPE_CHECKING:
    import polars

_REMEMBERED: Final = 100_000
"""Verdicts that are kept of one variable; more distinct values than that seldom come back."""
_LONGEST_REMEMBERED: Final = 200
MISSING: Final = "isv.TEMPLATE_MISSING_PARAMETERS"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row in one place."""

    key: CauseKey
    tell: Callable[[object], Bilingual]
    value: object

    def message(self) -> Bilingual:
        """What to say of it."""
        return self.tell(self.value)


@dataclass(slots=True)
class Outcome:
    """The tally of a batch, and its faulty rows by index, for whoever writes them."""

    tally: Tally
    faults: dict[int, list[Fault]] = field(default_factory=dict)


class Check:
    """The check of a template's rows in tables of one naming.

    `keep`: the faults of every row are told; else only those that a summary shows.
    """

    def __init__(self, plan: Plan, naming: Naming, columns: Sequence[str], keep: bool = False) -> None:
        self._plan = plan
        self._naming = naming
        self._headings = columns
        self._keep = keep
        self._lengths = Lengths(plan)
        self._judges = [_Judge(slot, self._heading(slot.name)) for slot in plan.slots if self._known(slot.name)]
        self._missing = [slot.name for slot in plan.slots if not self._known(slot.name)]

    def _known(self, variable: str) -> bool:
        return self._naming.parameters is not None or variable in self._naming.columns

    def _heading(self, variable: str) -> str:
        parameters = self._naming.parameters
        return self._headings[self._naming.columns[variable] if parameters is None else parameters]

    def __call__(self, batch: Batch) -> Outcome:
        """What is to be said of a batch."""
        place = self._naming.parameters
        if place is not None:
            batch = unpacked(batch, str(place), self._headings[place], [judge.slot.name for judge in self._judges])
        faults = _Faults(batch, self._keep)
        faults.troubles(batch.troubles)
        for variable in self._missing:
            faults.everywhere(variable)
        measured = batch.frame.lazy().select(self._measures).collect()
        distrusted = {trouble.index for trouble in batch.troubles if trouble.whole}
        for judge in self._judges:
            self._judge(judge, batch, measured.get_column(judge.sure), distrusted, faults)
        tally = faults.tally
        tally.rows = batch.frame.height
        sent = self._lengths.count(batch.frame, measured, self._places, faults.refused)
        if sent.too_long:
            faults.add(CauseKey("error", "", "message-too-long", "", ""), sent.too_long, _too_long)
        tally.lengths = sent.counted
        tally.refused = len(faults.refused)
        tally.doubtful = len(faults.doubtful - faults.refused)
        tally.constants = _constants(batch, self._places)
        return Outcome(tally, faults.kept)

    @cached_property
    def _places(self) -> dict[str, str]:
        """The columns of the variables in a batch's frame."""
        if self._naming.parameters is not None:
            return {judge.slot.name: judge.slot.name for judge in self._judges}
        return {judge.slot.name: str(self._naming.columns[judge.slot.name]) for judge in self._judges}

    @cached_property
    def _measures(self) -> list[polars.Expr]:
        """What the vectorised pass finds out of each row."""
        import polars

        sure = (judge.slot.sure(polars.col(self._places[judge.slot.name])).alias(judge.sure) for judge in self._judges)
        return [*self._lengths.expressions(self._places), *sure]

    def _judge(self, judge: _Judge, batch: Batch, sure: polars.Series, distrusted: set[int], faults: _Faults) -> None:
        """Judge the values of a variable that are not surely accepted."""
        sure = sure.fill_null(False)
        if sure.all():
            return
        place = self._places[judge.slot.name]
        unsure = (~sure).arg_true()
        indexes = unsure.to_list()
        values: list[object] = batch.frame.get_column(place).gather(unsure).to_list()
        typed = batch.typed.get(place)
        if typed:
            values = [typed.get(index, value) for index, value in zip(indexes, values, strict=True)]
        groups: dict[int, list[tuple[int, object]]] = {}
        for index, value in zip(indexes, values, strict=True):
            code = judge.code(value)
            if code and index not in distrusted:
                groups.setdefault(code, []).append((index, value))
        for code, found in groups.items():
            faults.add(judge.causes[code], found, judge.message)


class _Judge:
    """The verdicts on one variable's values, remembered: a number of `causes`, 0 for what is accepted."""

    def __init__(self, slot: Slot, column: str) -> None:
        self.slot = slot
        self.sure = f"sure {slot.name}"
        self.causes: list[CauseKey] = [CauseKey("error", "", "", "", "")]
        self._column = column
        self._codes: dict[CauseKey, int] = {}
        self._known: dict[object, int] = {}

    def code(self, value: object) -> int:
        """The number of the cause for which a value is refused or doubtful."""
        if not isinstance(value, str):
            return self._judged(value)
        code = self._known.get(value)
        if code is None:
            code = self._judged(value)
            if len(value) <= _LONGEST_REMEMBERED:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                self._known[value] = code
        return code

    def _judged(self, value: object) -> int:
        reason = self.slot.first_reason(value)
        if reason is None:
            return 0
        key = CauseKey(reason.severity, reason.predicts or "", reason.id, self._column, self.slot.name)
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = len(self.causes)
            self.causes.append(key)
        return code

    def message(self, value: object) -> Bilingual:
        """What is wrong with a value, in the vendor's kind of words and then in full."""
        return told(self.slot, self.slot.judge(value).reasons[0], value)


class _Faults:
    """The faults of a batch's rows."""

    def __init__(self, batch: Batch, keep: bool) -> None:
        self._batch = batch
        self._keep = keep
        self.tally = Tally()
        self.refused: set[int] = set()
        self.doubtful: set[int] = set()
        self.kept: dict[int, list[Fault]] = {}

    def add(self, key: CauseKey, found: Sequence[tuple[int, object]], message: Callable[[object], Bilingual]) -> None:
        """Count rows with one cause, each with the value that `message` speaks of; in their order."""
        samples = [
            Sample(self._batch.row(index), _cut(_text(value)), message(value)) for index, value in found[:SAMPLES]
        ]
        self.tally.causes.setdefault(key, Cause()).add(len(found), samples)
        (self.refused if key.severity == "error" else self.doubtful).update([index for index, _ in found])
        if self._keep:
            for index, value in found:
                self.kept.setdefault(index, []).append(Fault(key, message, value))

    def troubles(self, troubles: Iterable[Trouble]) -> None:
        """Count what is wrong with rows as such."""
        for trouble in troubles:
            key = CauseKey(trouble.severity, trouble.predicts or "", trouble.kind, trouble.column or "", "")
            self.add(key, [(trouble.index, trouble)], _own_message)

    def everywhere(self, variable: str) -> None:
        """Count a variable that has no column in every row."""
        key = CauseKey("error", MISSING, "missing-column", "", variable)
        self.add(key, [(index, variable) for index in range(self._batch.frame.height)], _missing_column)


def told(slot: Slot, reason: Reason, value: object) -> Bilingual:
    """A reason as the vendor's answer words it, and then what exactly is wrong."""
    wording = messages.WORDINGS.get(reason.predicts or "")
    if wording is None:
        return messages.DOUBT.fill(variable=slot.name, reason=reason.message)
    text = value if isinstance(value, str) else "" if value is None else shown(value)
    short = text[:40] + "…" if len(text) > 40 else text
    title = slot.attribute.title if slot.attribute else messages.ANY_ATTRIBUTE
    return wording.fill(variable=slot.name, value=short, title=title, reason=reason.message)


def _missing_column(variable: object) -> Bilingual:
    reason = messages.NO_SUCH_COLUMN.fill(variable=variable)
    return messages.WORDINGS[MISSING].fill(variable=variable, value="", title="", reason=reason)


def _too_long(length: object) -> Bilingual:
    return messages.MESSAGE_TOO_LONG.fill(length=length)


def _own_message(trouble: object) -> Bilingual:
    assert isinstance(trouble, Trouble)
    return trouble.message


def _text(value: object) -> str:
    """A value as a sample shows it."""
    if isinstance(value, Trouble):
        return value.value
    return value if isinstance(value, str) else "" if value is None else shown(value)


def _cut(text: str) -> str:
    return text[:LONGEST_SHOWN] + "…" if len(text) > LONGEST_SHOWN else text


def _constants(batch: Batch, places: Mapping[str, str]) -> dict[str, str]:
    """The variables that have one and the same text in all rows."""
    found: dict[str, str] = {}
    for variable, place in places.items():
        series = batch.frame.get_column(place)
        first = series[0] if len(series) else None
        if first and len(first) <= LONGEST_SHOWN and bool((series == first).fill_null(False).all()):
            found[variable] = first
    return found
