"""What checks of a catalog's files find, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from smslint.catalog.toml_lines import Keys
from smslint.messages import Bilingual


class Fault(NamedTuple):
    """Something wrong in a file of a catalog, and where."""

    keys: Keys
    text: Bilingual


def faults_at(keys: Keys, texts: Iterable[Bilingual]) -> Iterator[Fault]:
    """What is wrong at one place of a file."""
    return (Fault(keys, text) for text in texts)
