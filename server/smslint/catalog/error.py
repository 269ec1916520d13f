"""What is wrong with a catalog, said to whoever writes it."""

from __future__ import annotations

from smslint.messages import Bilingual


class CatalogError(Exception):
    """A catalog that cannot be used; `text` says which file, what is wrong and what is allowed."""

    def __init__(self, text: Bilingual) -> None:
        super().__init__(text.en)
        self.text = text
