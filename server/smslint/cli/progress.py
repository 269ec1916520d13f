"""How far a long command is: one line on a terminal's standard error, written over itself."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from smslint.io.sink import standard_error
from smslint.messages import Language

if TYPE_CHECKING:
    from smslint.values.rehearsal import RehearsalProgress
    from smslint.workspace.diagnostic import Summary

_LONG = 1.0
_EVERY = 0.1
_CELLS = 24


class ProgressLine:
    """Appears once a second has passed; without a terminal never."""

    def __init__(self, language: Language, shown: bool = True) -> None:
        self._language = language
        self._terminal = shown and standard_error().isatty()
        self._due = monotonic() + _LONG
        self._shown = False

    def show_check(self, name: str, done: float, summary: Summary) -> None:
        """A check has read the part `done`, from 0 to 1, of the document `name`."""
        if self._is_due():
            from smslint.messages.cli import PROGRESS

            templates = f"{summary.templates:,}"
            counted = PROGRESS.text(self._language, documents=summary.documents, templates=templates)
            self._show(done, f"{counted} {name}")

    def show_rehearsal(self, progress: RehearsalProgress) -> None:
        """A rehearsal has checked some rows."""
        if self._is_due():
            from smslint.messages.counts import count
            from smslint.messages.rehearse import PROGRESS

            counted = PROGRESS.text(
                self._language, rows=count("row", progress.rows, grouped=True), refused=f"{progress.refused:,}"
            )
            self._show(progress.done, counted)

    def _is_due(self) -> bool:
        """Whether it is time to write the line again; if so, the next time is a while later."""
        if not self._terminal or monotonic() < self._due:
            return False
        self._due = monotonic() + _EVERY
        return True

    def _show(self, done: float | None, text: str) -> None:
        """Writes the line: a bar if the part that is done is known, and a text."""
        bar = ""
        if done is not None:
            filled = round(min(done, 1.0) * _CELLS)
            bar = f"[{'#' * filled}{'.' * (_CELLS - filled)}] "
        self._write(f"\r\x1b[K{bar}{text}")
        self._shown = True

    def clear(self) -> None:
        """Clears the line before something else is written."""
        if self._shown:
            self._write("\r\x1b[K")
            self._shown = False

    def _write(self, text: str) -> None:
        out = standard_error()
        out.write(text)
        out.flush()
