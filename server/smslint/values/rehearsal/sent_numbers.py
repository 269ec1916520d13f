"""Finds the numbers that stand in several rows of a table, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import TYPE_CHECKING, Final

from smslint.dataclass import dataclass

if TYPE_CHECKING:
    import polars

MOST: Final = 20_000_000
"""Numbers that are compared, eight bytes each."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """`numbers` stand in several rows, `again` is how many rows repeat one; `beyond` are the rows, by their numbers,
    that are beyond the limit of one number."""

    numbers: int
    again: int
    beyond: frozenset[int] = frozenset()


@dataclass(slots=True)
class SentNumbers:
    """Numbers as integers, with the row numbers of each part: its first, or all of them."""

    parts: list[tuple[polars.Series, int, polars.Series | None]] = field(default_factory=list)
    count: int = 0

    def add(self, other: SentNumbers) -> None:
        """Add those of another part of the table, unless there are too many already."""
        if self.count < MOST:
            self.parts += other.parts
            self.count += other.count

    def repeated(self, allowed: int | None) -> Repeats:
        """The numbers that stand in several rows, and the rows beyond those that are `allowed` for one number."""
        import polars

        if not self.parts:
            return Repeats(0, 0)
        keys = polars.concat([keys for keys, _, _ in self.parts])
        order = keys.drop_nulls().sort(multithreaded=False)  # as fast, for half the work of two processors
        is_again = order == order.shift(1, fill_value=0)
        again = int(is_again.sum())
        if not again:
            return Repeats(0, 0)
        numbers = int((is_again & ~is_again.shift(1, fill_value=False)).sum())
        often = order.filter(order == order.shift(allowed)).unique() if allowed else order.clear()
        if not len(often):
            return Repeats(numbers, again)
        place = keys.is_in(often.implode()).fill_null(False).arg_true()
        found = polars.DataFrame({"place": place, "key": keys.gather(place)})
        beyond = found.filter(polars.int_range(polars.len()).over("key") >= allowed).get_column("place")
        return Repeats(numbers, again, frozenset(self._rows(beyond)))

    def _rows(self, places: polars.Series) -> Iterator[int]:
        """The row numbers of places in all numbers, which are in order."""
        import polars

        start = 0
        for keys, first, rows in self.parts:
            mine = places.filter(places.is_between(start, start + len(keys), closed="left")).cast(polars.Int64) - start
            yield from (mine + first if rows is None else rows.gather(mine))
            start += len(keys)
