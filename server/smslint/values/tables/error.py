"""The one error of unusable tables."""

from __future__ import annotations

from smslint.messages import Bilingual


class TableError(ValueError):
    """A table that cannot be rehearsed at all; `text` says why and what to do."""

    def __init__(self, text: Bilingual) -> None:
        super().__init__(text.en)
        self.text = text
