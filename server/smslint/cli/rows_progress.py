"""How far a rehearsal is, on a terminal's standard error."""

from __future__ import annotations

import sys
from time import monotonic

from smslint.language import Language
from smslint.language.rehearse import PROGRESS
from smslint.values.rehearsal import Progress

_LONG = 1.0
_EVERY = 0.1
_CELLS = 24


class RowsProgress:
    """A line that appears once a rehearsal has taken a second."""

    def __init__(self, language: Language, shown: bool) -> None:
        self._language = language
        self._terminal = shown and sys.stderr.isatty()
        self._due = monotonic() + _LONG
        self._shown = False

    def tell(self, progress: Progress) -> None:
        """Some rows have been checked."""
        if not self._terminal or monotonic() < self._due:
            return
        self._due = monotonic() + _EVERY
        bar = ""
        if progress.done is not None:
            filled = round(min(progress.done, 1) * _CELLS)
            bar = f"[{'#' * filled}{'.' * (_CELLS - filled)}] "
        counted = PROGRESS.text(self._language, rows=f"{progress.rows:,}", refused=f"{progress.refused:,}")
        sys.stderr.write(f"\r\x1b[K{bar}{counted}")
        sys.stderr.flush()
        self._shown = True

    def clear(self) -> None:
        """Give the line back before something else is written."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
