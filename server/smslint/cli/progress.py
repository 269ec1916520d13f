"""What a long run has done so far, on a terminal's standard error."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING

from smslint.language import Language
from smslint.language.cli import PROGRESS

if TYPE_CHECKING:
    from smslint.documents import Document, Entry

_LONG = 1.0
_EVERY = 0.1
_CELLS = 24


class Progress:
    """A line that appears once a run has taken a second.

    Told of every template, it looks at the clock at every 64th.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._terminal = sys.stderr.isatty()
        self._due = monotonic() + _LONG
        self._templates = 0
        self._documents = 0
        self._shown = False

    def watch(self, document: Document, entry: Entry) -> None:
        """A template is about to be checked."""
        self._templates += 1
        self._documents += entry.index == 0
        if self._terminal and self._templates % 64 == 0 and monotonic() >= self._due:
            self._due = monotonic() + _EVERY
            self._show(document, entry)

    def _show(self, document: Document, entry: Entry) -> None:
        done = entry.end / len(document.text) if document.text is not None and len(document.text) else 0.0
        filled = round(done * _CELLS)
        counted = PROGRESS.text(self._language, documents=self._documents, templates=f"{self._templates:,}")
        sys.stderr.write(f"\r\x1b[K[{'#' * filled}{'.' * (_CELLS - filled)}] {counted} {document.name}")
        sys.stderr.flush()
        self._shown = True

    def clear(self) -> None:
        """Give the line back before something else is written."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
