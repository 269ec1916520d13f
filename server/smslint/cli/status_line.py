"""One line on a terminal's standard error that is written over itself while something takes long."""

from __future__ import annotations

import sys
from time import monotonic

_LONG = 1.0
_EVERY = 0.1
_CELLS = 24


class StatusLine:
    """Appears once a second has passed; without a terminal never."""

    def __init__(self, wanted: bool = True) -> None:
        self._terminal = wanted and sys.stderr.isatty()
        self._due = monotonic() + _LONG
        self._shown = False

    def due(self) -> bool:
        """Whether it is time to write the line anew; where it is, the next time is a while later."""
        if not self._terminal or monotonic() < self._due:
            return False
        self._due = monotonic() + _EVERY
        return True

    def show(self, done: float | None, text: str) -> None:
        """Write the line: a bar, where it is known which part from 0 to 1 is done, and a text."""
        bar = ""
        if done is not None:
            filled = round(min(done, 1.0) * _CELLS)
            bar = f"[{'#' * filled}{'.' * (_CELLS - filled)}] "
        sys.stderr.write(f"\r\x1b[K{bar}{text}")
        sys.stderr.flush()
        self._shown = True

    def clear(self) -> None:
        """Give the line back before something else is written."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
