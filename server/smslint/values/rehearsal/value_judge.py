"""Judges the values of one variable, and writes for whole columns what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from smslint.core.attribute import Reason
from smslint.core.layers.text import UNSEEN
from smslint.core.verdict import LONGEST_QUOTE, PART, quoted_part
from smslint.dataclass import dataclass
from smslint.messages import Bilingual, Language
from smslint.messages import rehearse as messages
from smslint.messages.values import json_type
from smslint.values.rehearsal.damage import UNKNOWN, ColumnProfile, Damage, damage_kinds, damage_of
from smslint.values.rehearsal.row_counts import CauseKey
from smslint.values.rehearsal.send_plan import SendVariable
from smslint.values.rehearsal.value_shapes import shapes
from smslint.values.tables.parquet import to_json

if TYPE_CHECKING:
    import polars

_REMEMBERED: Final = 100_000
"""The number of cached verdicts of a variable."""
_LONGEST_REMEMBERED: Final = 200
LONGEST_VALUE: Final = 40
"""Characters of a value that a message shows."""
_VALUE: Final = "\ue001"
"""Stands for the value in a message that many values share."""
_HOLES: Final = re.compile(f"([{PART}{_VALUE}])")
_DAMAGED: Final = "\ue002"
"""Stands in a shape after the kind of damage."""
_ESCAPES: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class ShapeFault:
    """What is wrong with all values of one shape: the cause, and the message with `PART` and `_VALUE` in it."""

    key: CauseKey
    message: Bilingual
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FaultyValues:
    """Values with one cause: their row `indexes` in their order, and, if a language was given, what is said of each and
    what it probably was meant to be."""

    key: CauseKey
    indexes: polars.Series
    values: polars.Series
    texts: polars.Series | None
    repairs: polars.Series | None


class ValueJudge:
    """Judges the values of one variable, which is in `column` of the table, and caches the verdicts.

    Several threads may use it: a full cache is replaced and never cleared.
    """

    def __init__(self, variable: SendVariable, column: str, profile: ColumnProfile = UNKNOWN) -> None:
        self.variable = variable
        self.accepted_column = f"certainly accepted {variable.name}"
        self.column = column
        self.profile = profile
        self._damages = damage_kinds(variable.attribute, profile)
        self._remembered: dict[str, ShapeFault | None] = {}
        self._repaired: dict[object, str | None] = {}
        self._hopeless: set[str] = set()
        """Shapes without damage none of whose values can be repaired."""

    def faulty(
        self, indexes: polars.Series, values: polars.Series, typed: Mapping[int, object], language: Language | None
    ) -> Iterator[FaultyValues]:
        """The values that are not accepted, with their row indexes; `typed` has those that are not text."""
        frame = self._shaped(indexes, values, typed)
        firsts = frame.unique("shape", keep="first", maintain_order=True)
        faults = {
            shape: fault
            for index, value, shape in firsts.select("index", "value", "shape").iter_rows()
            if (fault := self._fault(shape, typed.get(index, value)))
        }
        if not faults:
            return
        told = _Told(faults, language)
        found = frame.join(told.frame, on="shape", how="inner", maintain_order="left")
        for number, (key, holes) in enumerate(told.groups):
            mine = found.filter(found.get_column("group") == number) if len(told.groups) > 1 else found
            texts = told.texts(mine, holes) if language else None
            repairs = self._repairs(mine, typed) if language else None
            yield FaultyValues(key, mine.get_column("index"), mine.get_column("value"), texts, repairs)

    def suspect(
        self, indexes: polars.Series, values: polars.Series, language: Language | None
    ) -> Iterator[FaultyValues]:
        """Accepted values that have probably lost digits, by what the column says of its values."""
        import polars

        frame = polars.DataFrame({"index": indexes, "value": values})
        for damage in self.profile.damages():
            found = frame.filter(polars.col("value").str.contains(damage.pattern))
            if found.height:
                key = CauseKey("warning", "", damage.reason, self.column, self.variable.name)
                repairs = [self.repair(value) for value in found.get_column("value")] if language else None
                text = self.suspicion(damage.reason).text(language) if language else None
                yield FaultyValues(
                    key,
                    found.get_column("index"),
                    found.get_column("value"),
                    None if text is None else polars.Series([text] * found.height),
                    None if repairs is None else polars.Series(repairs, dtype=polars.String),
                )

    def suspicion(self, reason: str) -> Bilingual:
        """What is said of all values that have probably lost digits."""
        return messages.DOUBT.fill(variable=self.variable.name, reason=self._damages[reason].message)

    def repair(self, value: object) -> str | None:
        """What a value probably was meant to be, if that is accepted."""
        key = value if isinstance(value, str) else (value.__class__, str(value))
        known = self._repaired
        if key not in known:
            if len(known) >= _REMEMBERED:
                known = self._repaired = {}
            known[key] = self._repair(value)
        return known[key]

    def _repair(self, value: object) -> str | None:
        width = self.profile.width
        if width is not None and isinstance(value, str) and value.isdecimal() and len(value) < width:
            padded = value.zfill(width)
            return padded if self.variable.judge(padded).verdict == "accepted" else None
        return self.variable.repaired(value)

    def _repairs(self, found: polars.DataFrame, typed: Mapping[int, object]) -> polars.Series:
        """The repair of each value; of shapes with one verdict, one value tells whether there is any."""
        import polars

        shape = self.variable.shape
        by_shape = shape is not None and shape.digits is None
        made: list[str | None] = []
        for index, value, name in found.select("index", "value", "shape").iter_rows():
            repair = None if name in self._hopeless else self.repair(typed.get(index, value))
            if repair is None and by_shape and name[0] == _DAMAGED and len(self._hopeless) < _REMEMBERED:
                self._hopeless.add(name)
            made.append(repair)
        return polars.Series(made, dtype=polars.String)

    def _damage(self, value: object) -> Damage | None:
        """What a spreadsheet did to a value that is not accepted, if that is known."""
        if not isinstance(value, str):
            return None
        found = next((each for each in self._damages.values() if re.search(each.pattern, value)), None)
        return found if found and (found.always or self.repair(value)) else None

    def message(self, value: object) -> Bilingual:
        """What is wrong with a value: first in the vendor's words, then in detail."""
        reason = self.variable.judge(value).reasons[0]
        damage = self._damage(value)
        reason = replace(reason, message=damage.message) if damage else reason
        text = value if isinstance(value, str) else "" if value is None else to_json(value)
        shown = text[:LONGEST_VALUE] + "…" if len(text) > LONGEST_VALUE else text
        return self._worded(reason, shown)

    def _shaped(self, indexes: polars.Series, values: polars.Series, typed: Mapping[int, object]) -> polars.DataFrame:
        import polars

        values = values.fill_null("")
        frame = polars.DataFrame({"index": indexes, "value": values, "shape": shapes(values, self.variable.shape)})
        damage = damage_of(polars.col("value"), self._damages.values())
        frame = frame.with_columns(shape=polars.concat_str(damage, polars.lit(_DAMAGED), polars.col("shape")))
        numbers = [index for index in indexes if index in typed] if typed else []
        if not numbers:
            return frame
        others = polars.DataFrame(
            {
                "index": numbers,
                "value": [to_json(typed[index]) for index in numbers],
                "shape": [f"\0{json_type(typed[index]).en}" for index in numbers],
            },
            schema_overrides={"index": polars.UInt32},
        )
        return polars.concat([frame.join(others, on="index", how="anti"), others]).sort("index")

    def _fault(self, shape: str, value: object) -> ShapeFault | None:
        known = self._remembered
        if shape in known:
            return known[shape]
        reason = self.variable.first_reason(value)
        damage = self._damage(value) if reason and not shape.startswith(_DAMAGED) else None
        if reason and damage:
            reason = replace(reason, id=damage.reason, message=damage.message)
        fault = self._fault_of(value, reason) if reason else None
        if len(known) >= _REMEMBERED:
            known = self._remembered = {}
        if len(shape) <= _LONGEST_REMEMBERED:
            known[shape] = fault
        return fault

    def _fault_of(self, value: object, reason: Reason) -> ShapeFault:
        message = self._worded(reason, _VALUE)
        part = value[reason.start : reason.end] if isinstance(value, str) else ""
        if not UNSEEN.sub("", part):  # the same in all values of the shape
            message = Bilingual(*(text.replace(PART, quoted_part(part)) for text in message))
        key = CauseKey(reason.severity, reason.predicts or "", reason.id, self.column, self.variable.name)
        return ShapeFault(key, message, reason.start, reason.end)

    def _worded(self, reason: Reason, shown: str) -> Bilingual:
        variable = self.variable
        wording = messages.WORDINGS.get(reason.predicts or "")
        if wording is None:
            return messages.DOUBT.fill(variable=variable.name, reason=reason.message)
        title = variable.attribute.title if variable.attribute else messages.ANY_ATTRIBUTE
        return wording.fill(variable=variable.name, value=shown, title=title, reason=reason.message)


class _Told:
    """What is said of the values of each shape, as a frame: the texts between the holes of a message, and the part.

    `groups` are the causes, each with the holes of its messages in their order.
    """

    def __init__(self, faults: Mapping[str, ShapeFault], language: Language | None) -> None:
        import polars

        self.groups: list[tuple[CauseKey, str]] = []
        numbers: dict[tuple[str, ...], int] = {}
        groups: list[int] = []
        texts: list[list[str]] = []
        for fault in faults.values():
            pieces = _HOLES.split(fault.message.text(language)) if language else []
            key, holes = fault.key, "".join(pieces[1::2])
            group = numbers.setdefault((key.severity, key.error, key.reason, holes), len(self.groups))
            if group == len(self.groups):
                self.groups.append((key, holes))
            groups.append(group)
            texts.append(pieces[::2])
        self.frame = polars.DataFrame({"shape": [*faults], "group": groups})
        if language:
            sizes = [fault.end - fault.start for fault in faults.values()]
            self.frame = self.frame.with_columns(
                polars.Series("start", [fault.start for fault in faults.values()]),
                polars.Series("size", [min(size, LONGEST_QUOTE) for size in sizes]),
                polars.Series("more", ["…" if size > LONGEST_QUOTE else "" for size in sizes]),
                *(
                    polars.Series(f"text {number}", column, polars.String)
                    for number, column in enumerate(zip_longest(*texts))
                ),
            )

    def texts(self, found: polars.DataFrame, holes: str) -> polars.Series:
        """The messages of some values of one group."""
        import polars

        value = polars.col("value")
        part = value.str.slice(polars.col("start"), polars.col("size"))
        for character, escape in _ESCAPES.items():
            part = part.str.replace_all(character, escape, literal=True)
        filled = {
            _VALUE: polars.when(value.str.len_chars() > LONGEST_VALUE)
            .then(value.str.slice(0, LONGEST_VALUE) + "…")
            .otherwise(value),
            PART: part + polars.col("more"),
        }
        parts = [polars.col("text 0")]
        for number, hole in enumerate(holes, 1):
            parts += filled[hole], polars.col(f"text {number}")
        return found.select(polars.concat_str(parts).alias("text")).to_series()
