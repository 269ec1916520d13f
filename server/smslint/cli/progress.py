"""What a long run has done so far, on a terminal's standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smslint.cli.status_line import StatusLine
from smslint.language import Language
from smslint.language.cli import PROGRESS

if TYPE_CHECKING:
    from smslint.documents import Document, Entry


class Progress(StatusLine):
    """Told of every template, it looks at the clock at every 64th."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._templates = 0
        self._documents = 0

    def watch(self, document: Document, entry: Entry) -> None:
        """A template is about to be checked."""
        self._templates += 1
        self._documents += entry.index == 0
        if self._templates % 64 == 0 and self.due():
            done = entry.end / len(document.text) if document.text is not None and len(document.text) else 0.0
            counted = PROGRESS.text(self._language, documents=self._documents, templates=f"{self._templates:,}")
            self.show(done, f"{counted} {document.name}")
