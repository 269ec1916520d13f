"""What is wrong with a catalog, said to whoever writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from smslint.messages import Bilingual

Keys: TypeAlias = tuple[str | int, ...]
"""Where something stands in a parsed file: the keys and indexes that lead there."""


class CatalogError(Exception):
    """A catalog that cannot be used; `text` says which file, what is wrong and what is allowed."""

    def __init__(self, text: Bilingual) -> None:
        super().__init__(text.en)
        self.text = text


class Fault(NamedTuple):
    """Something wrong in a file of a catalog, and where."""

    keys: Keys
    text: Bilingual


def faults_at(keys: Keys, texts: Iterable[Bilingual]) -> Iterator[Fault]:
    """What is wrong at one place of a file."""
    return (Fault(keys, text) for text in texts)
