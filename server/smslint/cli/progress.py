"""What a long run has done so far, on a terminal's standard error."""

from __future__ import annotations

from smslint.cli.status_line import StatusLine
from smslint.messages import Language
from smslint.messages.cli import PROGRESS
from smslint.workspace.diagnostic import Summary


class CheckProgress(StatusLine):
    """Told of a run every now and then, it looks at the clock."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def watch(self, name: str, done: float, summary: Summary) -> None:
        """A run has done so much of the document of that name, and of all so many documents and templates."""
        if self.due():
            templates = f"{summary.templates:,}"
            counted = PROGRESS.text(self._language, documents=summary.documents, templates=templates)
            self.show(done, f"{counted} {name}")
