"""Work counted in calls of functions: a measure that no other program on the machine changes."""

from __future__ import annotations

import cProfile
from types import TracebackType


class CountedCalls:
    """How many functions a block calls in this thread, in Python and in C: `calls`, once the block has ended."""

    def __enter__(self) -> CountedCalls:
        self._profile = cProfile.Profile()
        self._profile.enable()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._profile.disable()
        self.calls = sum(entry.callcount for entry in self._profile.getstats())
