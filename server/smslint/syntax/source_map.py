"""Maps the code points of a decoded value to its source."""

from __future__ import annotations

from bisect import bisect_right


class SourceMap:
    """Runs of code points that are verbatim in the source, and units that the source spells differently.

    It is built from left to right; `stop` is the source offset just after the last code point.
    """

    __slots__ = ("_decoded", "_runs", "size", "stop")

    def __init__(self, start: int) -> None:
        self._decoded: list[int] = []
        self._runs: list[tuple[int, int, bool]] = []
        self.size = 0
        self.stop = start

    def copy(self, start: int, end: int) -> None:
        """Append the source from `start` to `end`, which is verbatim."""
        if end > start:
            self._decoded.append(self.size)
            self._runs.append((start, end, True))
            self.size += end - start
            self.stop = end

    def unit(self, start: int, end: int, size: int = 1) -> None:
        """Append `size` code points, which the source from `start` to `end` spells."""
        for _ in range(size):
            self._decoded.append(self.size)
            self._runs.append((start, end, False))
            self.size += 1
        self.stop = end

    def _at(self, index: int) -> tuple[int, int]:
        number = bisect_right(self._decoded, index) - 1
        start, end, same = self._runs[number]
        if same:
            start += index - self._decoded[number]
            end = start + 1
        return start, end

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The source range of a decoded range, clamped to the value."""
        start, end = max(0, min(start, self.size)), max(0, min(end, self.size))
        if start >= end:
            at = self._at(start)[0] if start < self.size else self.stop
            return at, at
        return self._at(start)[0], self._at(end - 1)[1]

    def offset(self, source: int) -> int:
        """The decoded offset at or after a source offset."""
        low, high = 0, self.size
        while low < high:
            middle = (low + high) // 2
            if self._at(middle)[1] <= source:
                low = middle + 1
            else:
                high = middle
        return low


def identity(start: int, end: int) -> SourceMap:
    """The map of a verbatim source."""
    made = SourceMap(start)
    made.copy(start, end)
    return made
