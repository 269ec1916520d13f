"""How far a rehearsal is, on a terminal's standard error."""

from __future__ import annotations

from smslint.cli.status_line import StatusLine
from smslint.messages import Language
from smslint.messages.rehearse import PROGRESS
from smslint.values.rehearsal import RehearsalProgress


class RowsProgress(StatusLine):
    """ProgressCallback after every batch of rows."""

    def __init__(self, language: Language, shown: bool) -> None:
        super().__init__(shown)
        self._language = language

    def tell(self, progress: RehearsalProgress) -> None:
        """Some rows have been checked."""
        if self.due():
            counted = PROGRESS.text(self._language, rows=f"{progress.rows:,}", refused=f"{progress.refused:,}")
            self.show(progress.done, counted)
