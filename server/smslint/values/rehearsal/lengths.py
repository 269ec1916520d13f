"""The lengths and billed segments of the messages of whole batches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from smslint.core.segments.counting import (
    CAPACITY,
    GSM_BASIC,
    GSM_EXTENDED,
    MOST_CHARACTERS,
    billed_units,
    count_message,
    count_units,
    encoding_of,
)
from smslint.core.segments.parts import VariablePart, displayed_signature
from smslint.values.rehearsal.send_plan import SendPlan
from smslint.values.rehearsal.signatures import measured_signature
from smslint.values.tables.batch import constant

if TYPE_CHECKING:
    import polars

_EXTENDED: Final = "[" + "".join(f"\\x{{{ord(character):x}}}" for character in GSM_EXTENDED) + "]"
_BEYOND_GSM: Final = "[^" + "".join(f"\\x{{{ord(character):x}}}" for character in GSM_BASIC + GSM_EXTENDED) + "]"
_WIDE: Final = r"[\x{10000}-\x{10ffff}]"


class LengthCounter:
    """Measures and counts the messages of a template."""

    def __init__(self, plan: SendPlan, signature: str | None = None) -> None:
        """`signature` is the column of SignName; without it, every message has the template's signature."""
        self._plan = plan
        self._signature = signature
        parts = plan.parts if signature is None else replace(plan.parts, signature="")
        self._parts = parts
        self._fixed = parts.fixed
        self._international = parts.international

    def signature(self, frame: polars.DataFrame) -> str | None:
        """The signature of all messages as it is shown, empty if it is in the fixed text; None if rows differ."""
        if self._signature is None:
            return ""
        same = constant(frame.get_column(self._signature))
        return None if same is None else displayed_signature(same, self._international)

    def expressions(self, places: Mapping[str, str], signature: str | None) -> Iterator[polars.Expr]:
        """The expressions that measure each row; `places` has the column of each variable."""
        import polars

        def total(measure: polars.Expr) -> polars.Expr:
            return measure.fill_null(0).cast(polars.Int64)

        columns = [(polars.col(place), self._plan.uses[name]) for name, place in places.items()]
        if signature is None:
            columns.append((measured_signature(polars.col(self._signature or "")), 1))
        fixed = (signature or "") + self._fixed
        characters = polars.lit(len(fixed), polars.Int64)
        for column, uses in columns:
            characters = characters + total(column.str.len_chars()) * uses
        yield characters.alias("characters")
        if not self._international:
            return
        ucs = polars.lit(encoding_of(fixed, international=True) == "ucs-2")
        extended = polars.lit(billed_units(fixed, "gsm-7") - len(fixed), polars.Int64)
        wide = polars.lit(billed_units(fixed, "ucs-2") - len(fixed), polars.Int64)
        for column, uses in columns:
            ucs = ucs | column.str.contains(_BEYOND_GSM).fill_null(False)
            extended = extended + total(column.str.count_matches(_EXTENDED)) * uses
            wide = wide + total(column.str.count_matches(_WIDE)) * uses
        yield ucs.alias("ucs")
        yield extended.alias("extended")
        yield wide.alias("wide")

    def count(
        self,
        frame: polars.DataFrame,
        measured: polars.DataFrame,
        places: Mapping[str, str],
        signature: str | None,
        refused: polars.Series,
        lengths: Counter[tuple[int, int]],
    ) -> polars.DataFrame:
        """Count the messages of the rows that are not refused in `lengths`, by (units, segments).

        Returns the `index` and the `characters` of the rows whose messages exceed the limit.
        """
        import polars

        if not places and signature is not None:
            length = count_message(signature + self._fixed, self._international)
            lengths[length.length, length.segments] = frame.height - int(refused.sum())
            return polars.DataFrame()
        too_long = polars.DataFrame()
        double = polars.when("ucs").then("wide").otherwise("extended").alias("double")
        rows = measured.select("characters", *(("ucs", double) if self._international else ()))
        if refused.any():
            rows = rows.with_row_index("index").filter(~refused)
        elif self._international or _longest(rows) > MOST_CHARACTERS:
            rows = rows.with_row_index("index")
        if _longest(rows) > MOST_CHARACTERS:
            too_long = rows.filter(polars.col("characters") > MOST_CHARACTERS).select("index", "characters")
            rows = rows.filter(polars.col("characters") <= MOST_CHARACTERS)
        if self._international:
            self._count_abroad(frame, rows, places, lengths)
        else:
            for length, number in rows.get_column("characters").value_counts().iter_rows():
                lengths[length, count_units("characters", length).segments] = number
        return too_long

    def _count_abroad(
        self,
        frame: polars.DataFrame,
        rows: polars.DataFrame,
        places: Mapping[str, str],
        lengths: Counter[tuple[int, int]],
    ) -> None:
        """Count international messages, which are GSM-7 or UCS-2.

        A long message with characters of two units is put together and counted on its own, since such a character is
        never divided between segments.
        """
        import polars

        single = polars.when("ucs").then(CAPACITY["ucs-2"].single).otherwise(CAPACITY["gsm-7"].single)
        length = polars.col("characters") + polars.col("double")
        rows = rows.with_columns(length.alias("units"), ((length > single) & (polars.col("double") > 0)).alias("hard"))
        easy = rows.filter(~polars.col("hard")).group_by("units", "ucs").len()
        for number, ucs, times in easy.iter_rows():
            lengths[number, count_units("ucs-2" if ucs else "gsm-7", number).segments] += times
        read = [*places.values(), *([self._signature] if self._signature is not None else ())]
        hard = frame.select(read)[rows.filter("hard").get_column("index")]
        for values in hard.iter_rows():
            given = defaultdict(str, {name: value or "" for name, value in zip(places, values, strict=False)})
            message = self._parts.message(partial(_value, given))
            if self._signature is not None:
                message = displayed_signature(values[-1], True) + message
            counted = count_message(message, international=True)
            lengths[counted.length, counted.segments] += 1


def _value(given: Mapping[str, str], variable: VariablePart) -> str:
    return given[variable.name]


def _longest(rows: polars.DataFrame) -> int:
    found = rows.get_column("characters").max()
    return found if isinstance(found, int) else 0
