"""What spreadsheets break in values: kinds of damage with their reasons, and what a column says of its values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from smslint.core.attribute import Attribute
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import rehearse as messages

if TYPE_CHECKING:
    import polars


@dataclass(frozen=True, slots=True)
class Damage:
    """A kind of damage: values that match `pattern` (of Rust's `regex`), of attributes with one of these `repairs`.

    Without `always`, it is told only if the value can be repaired.
    """

    reason: str
    pattern: str
    message: Bilingual
    repairs: frozenset[str] | None = None
    always: bool = False


_MONEY: Final = frozenset({"money"})
_TIME: Final = frozenset({"time"})
DAMAGES: Final = (
    Damage("date-serial", r"^(?:[2-6][0-9]{4}(?:\.[0-9]+)?|0?\.[0-9]{2,})$", messages.DATE_SERIAL, _TIME),
    Damage("scientific-number", r"^[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,2}$", messages.SCIENTIFIC, always=True),
    Damage("decimal-zero", r"^[0-9]+\.0+$", messages.DECIMAL_ZERO),
    Damage("currency-sign", r"^\s*(?:[¥￥$€£]|RMB|CNY|USD|US\$|人民币)", messages.CURRENCY, _MONEY),
    Damage("thousands-separator", r"^[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?$", messages.THOUSANDS, _MONEY),
    Damage("unit", r"^[0-9][0-9,，]*(?:\.[0-9]+)?\s*[^0-9.,，\s]{1,6}$", messages.UNIT, _MONEY),
)


def damage_kinds(attribute: Attribute | None, profile: ColumnProfile) -> dict[str, Damage]:
    """The kinds that values of a column can have, by their reasons."""
    repairs = frozenset(attribute.file.get("repairs", ())) if attribute else frozenset()
    own = [each for each in DAMAGES if each.repairs is None or each.repairs & repairs]
    return {each.reason: each for each in (*profile.damages(), *own)}


def damage_of(column: polars.Expr, kinds: Iterable[Damage]) -> polars.Expr:
    """The reason of the first kind that a value has; empty if it has none."""
    import polars

    found = polars.lit("")
    for kind in reversed([*kinds]):
        found = polars.when(column.str.contains(kind.pattern)).then(polars.lit(kind.reason)).otherwise(found)
    return found


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """What the first rows say of a column of numbers: `width` is how many digits all had before a spreadsheet dropped
    leading zeros; `rounded` that digits after the fifteenth were lost."""

    width: int | None = None
    rounded: bool = False

    def damages(self) -> Iterator[Damage]:
        """The kinds of damage that only the whole column shows."""
        if self.width is not None:
            message = messages.LOST_ZEROS.fill(width=self.width)
            yield Damage(LOST_ZEROS, rf"^[0-9]{{1,{self.width - 1}}}$", message, always=True)
        if self.rounded:
            yield Damage("lost-digits", rf"^[0-9]{{{_SURE}}}0+$", messages.LOST_DIGITS, always=True)


UNKNOWN: Final = ColumnProfile()
"""A column of which nothing is known."""
LOST_ZEROS: Final = "lost-zeros"
_FEWEST: Final = 5
_SHARE: Final = 0.8
_SURE: Final = 15
"""The digits of a number that a spreadsheet keeps."""
_TYPED: Final = frozenset({"money", "time", "phone"})


def column_profile(values: polars.Series, attribute: Attribute | None) -> ColumnProfile:
    """What the values of a column say together."""
    if attribute is None or not attribute.code or _TYPED & frozenset(attribute.file.get("repairs", ())):
        return ColumnProfile()
    filled = values.drop_nulls()
    numbers = filled.filter(filled.str.contains("^[0-9]+$"))
    if len(numbers) < _FEWEST or len(numbers) < len(filled.filter(filled != "")) * 0.95:
        return ColumnProfile()
    lengths = numbers.str.len_chars()
    long = numbers.filter(lengths > _SURE)
    beyond = int((long.str.len_chars() - _SURE).sum()) if len(long) else 0
    rounded = beyond >= _FEWEST and bool(long.str.contains(rf"^[0-9]{{{_SURE}}}0+$").all())
    longest = lengths.max()
    width = longest if isinstance(longest, int) else 0
    whole = (lengths == width).mean()
    if not 4 <= width <= _SURE or not isinstance(whole, float) or not _SHARE <= whole < 1:
        return ColumnProfile(None, rounded)
    short = numbers.filter(lengths < width)
    full = numbers.filter(lengths == width)
    counted_up = bool(short.str.starts_with("9").all()) and bool(full.str.starts_with("1").all())
    if counted_up or numbers.str.starts_with("0").any():
        return ColumnProfile(None, rounded)
    return ColumnProfile(width, rounded)
