"""Where the templates of a text are, and what an edit of the text changes in that."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from smslint.documents.schemas import Schema
    from smslint.syntax.edit import Edit

T = TypeVar("T")


class Region(NamedTuple):
    """The source of one template: a range of the document's text, and its schema if the document states it."""

    start: int
    end: int
    schema: Schema | None = None


class Splice(NamedTuple):
    """What an edit changes: the regions from number `first` to `last` are `found` now, and those after them start `by`
    code points further on."""

    first: int
    last: int
    found: list[Region]
    by: int

    def of(self, before: list[T], now: list[T]) -> list[T]:
        """A list with something for each region, after the edit: `now` is for those that were found."""
        return before[: self.first] + now + before[self.last :]


class Regions:
    """Regions in the order of the text. They are kept as numbers, since an edit may move a hundred thousand."""

    __slots__ = ("_schemas", "ends", "starts")

    def __init__(self, regions: Iterable[Region] = ()) -> None:
        self.starts, self.ends = array("Q"), array("Q")
        self._schemas: list[Schema | None] = []
        for start, end, schema in regions:
            self.starts.append(start)
            self.ends.append(end)
            self._schemas.append(schema)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, number: int) -> Region:
        return Region(self.starts[number], self.ends[number], self._schemas[number])

    def __iter__(self) -> Iterator[Region]:
        return map(Region, self.starts, self.ends, self._schemas)

    def at(self, offset: int) -> int:
        """The number of the region around an offset, else of the last one before it, else of the first one; -1 if there
        is none."""
        number = bisect_left(self.ends, offset)
        around = number < len(self) and (number == 0 or self.starts[number] <= offset)
        return number if around else number - 1

    def touched(self, start: int, end: int) -> range:
        """The numbers of the regions that a range touches."""
        return range(bisect_left(self.ends, start), bisect_right(self.starts, end))

    def spliced(self, splice: Splice) -> Regions:
        """The regions after an edit."""
        made, found = Regions(), Regions(splice.found)
        made.starts = _moved(self.starts, found.starts, splice)
        made.ends = _moved(self.ends, found.ends, splice)
        made._schemas = splice.of(self._schemas, found._schemas)
        return made

    def found_again(self, edit: Edit, first: int, found: Iterable[Region], settled: int) -> Splice:
        """What an edit changes, if a reader of the new text, who begins at the region number `first`, finds `found`.

        Where he begins a region at which the old text had one, at the offset `settled` of the old text or after it, he
        would find the rest as it was.
        """
        by = len(edit.text) - (edit.end - edit.start)
        last = max(first, bisect_left(self.starts, settled))
        new: list[Region] = []
        for region in found:
            while last < len(self) and self.starts[last] + by < region.start:
                last += 1
            if last < len(self) and self.starts[last] + by == region.start:
                return Splice(first, last, new, by)
            new.append(region)
        return Splice(first, len(self), new, by)


def _moved(before: array[int], found: array[int], splice: Splice) -> array[int]:
    made = before[: splice.first] + found
    after = before[splice.last :]
    made.extend(map(splice.by.__add__, after) if splice.by else after)
    return made
