"""The column of phone numbers: their form, whether their country fits the template, and how often each is there.

Almost all numbers of a good table are decided by one comparison of integers. Only the others are looked at more
closely, with expressions for whole columns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from smslint.core.layers.text import UNSEEN
from smslint.core.severity import Severity
from smslint.core.template import TemplateType
from smslint.dataclass import dataclass
from smslint.messages import Bilingual, Language
from smslint.messages import recipients as messages
from smslint.values.rehearsal.row_counts import CauseKey
from smslint.values.rehearsal.value_judge import LONGEST_VALUE

if TYPE_CHECKING:
    import polars

ILLEGAL: Final = "isv.MOBILE_NUMBER_ILLEGAL"
_DOMESTIC: Final = "isv.DOMESTIC_NUMBER_NOT_SUPPORTED"
_FIRST, _LAST, _CODE = 13_000_000_000, 19_999_999_999, 86 * 10**11
_PREFIX: Final = r"^(?:\+?86|0086|\+)"
_MOBILE: Final = r"^1[3-9][0-9]{9}$"
_SIGNS: Final = r"[\s\pZ\pC()（）.·‐-―−\-]"
"""What people write between the digits of a number."""
_SEVERAL: Final = r"[0-9]{7,}[\s,;，；、/|]+\+?[0-9]{7,}"
_SCIENTIFIC: Final = r"^\+?[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,2}$"
_DECIMAL: Final = r"^\+?[0-9]+\.0*$"
_NANP: Final = r"^1[2-9][0-9]{2}[2-9][0-9]{6}$"
# fmt: off
_COUNTRIES: Final = (
    "1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|21[1-368]|22[0-9]|23[0-9]|24[0-9]|25[0-8]|26[0-9]|29[01789]"
    "|35[0-9]|37[0-8]|38[0-35-79]|42[013]|50[0-9]|59[0-9]|67[02-9]|68[0-35-9]|69[0-2]|85[02356]|88[06]|96[0-8]|97[0-79]"
    "|99[2-68]"
)
# fmt: on
"""The country codes of E.164 that are assigned to countries and regions (ITU-T Operational Bulletin, E.164D)."""
_ABROAD: Final = rf"^(?:\+|00)?({_COUNTRIES})[0-9]{{4,12}}$"
_COUNTRY_OF: Final = {
    head: found[0] for head in range(100, 1000) if (found := re.match(_COUNTRIES, str(head))) and found[0] != "86"
}
"""The country code of numbers abroad by their first three digits."""
_MAINLAND: Final = r"^(?:\+|00)?86"
_NEIGHBOURS: Final = r"^85[23][0-9]{8}$|^886[0-9]{9}$"
"""Numbers of Hong Kong, Macao and Taiwan without a sign before the country code."""
REGISTERED: Final[Mapping[str, Bilingual]] = {"1": messages.TEN_DLC, "65": messages.SINGAPORE}
"""Country codes whose senders must be registered first."""


@dataclass(frozen=True, slots=True)
class NumberKind:
    """A kind of number that is not simply sent to; `suggested` if its repaired form is sure."""

    reason: str
    error: str
    message: Bilingual
    severity: Severity = "error"
    suggested: bool = False


# The first of these that holds for a number is what is said of it.
_KINDS: Final = (
    NumberKind("number-missing", ILLEGAL, messages.MISSING),
    NumberKind("number-several", ILLEGAL, messages.SEVERAL),
    NumberKind("number-masked", ILLEGAL, messages.MASKED),
    NumberKind("number-scientific", ILLEGAL, messages.SCIENTIFIC, suggested=True),
    NumberKind("number-decimal", ILLEGAL, messages.DECIMAL, suggested=True),
    NumberKind("number-separators", ILLEGAL, messages.SEPARATORS, suggested=True),
    NumberKind("number-domestic", _DOMESTIC, messages.DOMESTIC),
    NumberKind("number-ambiguous", _DOMESTIC, messages.AMBIGUOUS, "warning"),
    NumberKind("number-abroad", "", messages.ABROAD),
    NumberKind("number-characters", ILLEGAL, messages.CHARACTERS),
    NumberKind("number-length", ILLEGAL, messages.LENGTH),
    NumberKind("number-country", ILLEGAL, messages.COUNTRY),
    NumberKind("number-prefix", ILLEGAL, messages.PREFIX),
)


@dataclass(frozen=True, slots=True)
class FaultyNumbers:
    """Numbers with one cause: indexes in their order, what stands in the cells, what is said, and repaired numbers."""

    key: CauseKey
    indexes: polars.Series
    values: polars.Series
    message: Bilingual
    texts: polars.Series | None
    repairs: polars.Series

    def filtered(self, kept: polars.Series) -> FaultyNumbers:
        """Those of some rows."""
        indexes, values, repairs = (each.filter(kept) for each in (self.indexes, self.values, self.repairs))
        texts = None if self.texts is None else self.texts.filter(kept)
        return replace(self, indexes=indexes, values=values, texts=texts, repairs=repairs)


class RecipientJudge:
    """Judges the numbers of one column for templates of one type."""

    def __init__(self, kind: TemplateType, heading: str, place: str) -> None:
        self._abroad = kind == "international"
        self._heading = heading
        self.place = place

    def certain(self, cells: polars.Series) -> tuple[polars.Series, Counter[str]]:
        """The number of each cell as an integer if it is certainly of an accepted form, else null; how many of these
        have each country code."""
        import polars

        numbers = cells.cast(polars.UInt64, strict=False)
        if self._abroad:
            return _certainly_abroad(numbers, cells)
        has_length = not numbers.null_count() and (cells.str.len_bytes() == 11).all()
        if has_length and numbers.is_between(_FIRST, _LAST).all():
            return numbers, Counter()
        found = polars.DataFrame({"number": numbers, "written": cells}).select(*_certain_mainland())
        numbers, is_sure = found.get_column("number"), found.get_column("sure")
        return numbers.zip_with(is_sure, numbers.clear(len(numbers))), Counter()

    def looked_at(self, cells: polars.Series) -> polars.DataFrame:
        """The other cells: `value`, `key` of those that are accepted after all, else the `kind` and a `repair`."""
        import polars

        value = polars.col("value")
        frame = cells.fill_null("").alias("value").to_frame()
        folded = value.str.normalize("NFKC").str.replace_all(_SIGNS, "")
        exact = value.cast(polars.Float64, strict=False).round(0).cast(polars.UInt64, strict=False).cast(polars.String)
        mantissa = value.str.replace("[eE].*$", "")
        whole = value.str.replace(r"\.0*$", "")
        made = (
            polars.when(value.str.contains(_SCIENTIFIC))
            .then(polars.when(mantissa.str.count_matches("[0-9]") >= 11).then(exact))
            .when(value.str.contains(_DECIMAL))
            .then(whole)
            .otherwise(folded)
        )
        frame = frame.with_columns(digits=_without_prefix(value), repair=_without_prefix(made), folded=folded)
        accepted = self._accepted(polars.col("digits"), value)
        repaired = self._accepted(polars.col("repair"), made)
        tests = {
            "number-missing": value.str.replace_all(_SIGNS, "") == "",
            "number-several": value.str.contains(_SEVERAL),
            "number-masked": value.str.contains(r"[*＊xX]{2,}"),
            "number-scientific": value.str.contains(_SCIENTIFIC),
            "number-decimal": value.str.contains(_DECIMAL),
            "number-separators": repaired & (value != made),
            **self._of_country(made),
            "number-characters": folded.str.contains(r"[^0-9+]|.\+"),
            "number-length": ~self._has_length(polars.col("repair"), made),
            "number-country": polars.lit(self._abroad),
            "number-prefix": polars.lit(True),
        }
        kind = polars.lit(None, dtype=polars.UInt8)
        for number in reversed(range(len(_KINDS))):
            if _KINDS[number].reason in tests:
                kind = polars.when(tests[_KINDS[number].reason]).then(polars.lit(number, polars.UInt8)).otherwise(kind)
        return frame.select(
            "value",
            polars.when(accepted).then(polars.col("digits").cast(polars.UInt64, strict=False)).alias("key"),
            polars.when(accepted.not_()).then(kind).alias("kind"),
            polars.when(repaired & (value != made)).then("repair").alias("repair"),
        )

    def _accepted(self, digits: polars.Expr, written: polars.Expr) -> polars.Expr:
        """Whether a number can be sent to; `digits` are without the prefix of the mainland."""
        if not self._abroad:
            return digits.str.contains(_MOBILE).fill_null(False)
        return (
            written.str.contains(_ABROAD)
            & ~written.str.contains(_MAINLAND)
            & (written.str.contains(r"^(?:\+|00)") | ~written.str.contains(_MOBILE))
        ).fill_null(False)

    def _of_country(self, made: polars.Expr) -> dict[str, polars.Expr]:
        if not self._abroad:
            prefixed = made.str.contains(_ABROAD) & made.str.contains(r"^(?:\+|00)") & ~made.str.contains(_MAINLAND)
            return {"number-abroad": prefixed | made.str.contains(_NEIGHBOURS)}
        bare = made.str.contains(_MOBILE)
        return {
            "number-domestic": made.str.contains(_MAINLAND) | (bare & ~made.str.contains(_NANP)),
            "number-ambiguous": bare,
        }

    def _has_length(self, digits: polars.Expr, written: polars.Expr) -> polars.Expr:
        if not self._abroad:
            return digits.str.len_chars() == 11
        return written.str.replace(r"^(?:\+|00)", "").str.len_chars().is_between(7, 15)

    def countries(self, found: polars.DataFrame) -> Iterator[tuple[str, int]]:
        """How many numbers that `looked_at` does not refuse have each country code; nothing for templates of the
        mainland."""
        import polars

        if self._abroad:
            refused = [number for number, kind in enumerate(_KINDS) if kind.severity == "error"]
            sent = found.filter(polars.col("kind").is_in(refused).fill_null(False).not_()).get_column("value")
            counts = sent.str.extract(_ABROAD).drop_nulls().value_counts()
            yield from ((str(code), int(number)) for code, number in counts.iter_rows())

    def faulty(
        self, indexes: polars.Series, found: polars.DataFrame, language: Language | None
    ) -> Iterator[FaultyNumbers]:
        """The numbers that are not sent to, by what is wrong with them."""
        import polars

        frame = found.with_columns(index=indexes)
        for number in frame.get_column("kind").drop_nulls().unique().sort():
            kind = _KINDS[number]
            mine = frame.filter(polars.col("kind") == number)
            texts = _filled(kind.message, mine, language) if language else None
            key = CauseKey(kind.severity, kind.error, kind.reason, self._heading, "")
            indexes, values, repairs = (mine.get_column(name) for name in ("index", "value", "repair"))
            yield FaultyNumbers(key, indexes, values, kind.message, texts, repairs)


def number_message(text: Bilingual, value: str) -> Bilingual:
    """What is said of one number."""
    shown = value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + "…"
    return text.fill(value=UNSEEN.sub("", shown), digits=sum(each.isdigit() for each in value))


def _filled(text: Bilingual, frame: polars.DataFrame, language: Language) -> polars.Series:
    """The message of each row."""
    import polars

    value = polars.col("value")
    filled = [value.str.slice(0, LONGEST_VALUE), value.str.count_matches("[0-9]").cast(polars.String)]
    pieces = text.text(language, value="\0000\0", digits="\0001\0").split("\0")
    parts = [filled[int(piece)] if odd % 2 else polars.lit(piece) for odd, piece in enumerate(pieces)]
    return frame.with_columns(text=polars.concat_str(parts)).get_column("text")


def _certain_mainland() -> Iterator[polars.Expr]:
    """Numbers of the mainland without its code, and whether they are certainly such as they are `written`."""
    import polars

    number, written = polars.col("number"), polars.col("written")
    has_code = number.is_between(_CODE + _FIRST, _CODE + _LAST)
    number = polars.when(has_code).then(number - _CODE).otherwise(number)
    yield number.alias("number")
    before = written.str.len_bytes().cast(polars.Int32) - polars.when(has_code).then(13).otherwise(11)
    plus = (before == 1) & written.str.starts_with("+")
    zeros = (before == 2) & written.str.starts_with("00") & has_code
    yield (number.is_between(_FIRST, _LAST) & ((before == 0) | plus | zeros)).alias("sure")


def _certainly_abroad(numbers: polars.Series, written: polars.Series) -> tuple[polars.Series, Counter[str]]:
    """Numbers that are certainly abroad as they are written, else null; how many of these have each country code."""
    import polars

    is_plus, is_marked = written < "0", written < "01"  # a plus sign stands before the digits, 00 is the least of them
    marks = is_plus.cast(polars.UInt32) + (is_marked & ~is_plus).cast(polars.UInt32) * 2
    digits = written.str.len_bytes() - marks
    scale = polars.Series([10**size for size in range(11)], dtype=polars.UInt64)
    heads = (numbers // scale.gather(digits.clip(3, 13) - 3)).cast(polars.UInt16, strict=False)
    is_sure = digits.is_between(7, 13) & (is_marked | ~numbers.is_between(_FIRST, _LAST))
    counts = dict(heads.filter(is_sure).drop_nulls().value_counts().iter_rows())
    if unknown := counts.keys() - _COUNTRY_OF.keys():  # those of numbers with more zeros, too
        is_sure &= ~heads.is_in([*unknown])
    countries: Counter[str] = Counter()
    for head in counts.keys() & _COUNTRY_OF.keys():
        countries[_COUNTRY_OF[head]] += counts[head]
    return numbers.zip_with(is_sure.fill_null(False), numbers.clear(len(numbers))), countries


def _without_prefix(column: polars.Expr) -> polars.Expr:
    return column.str.replace(_PREFIX, "")
