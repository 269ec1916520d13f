"""A completion at the cursor."""

from __future__ import annotations

from typing import Literal

from smslint.core.change import Declare
from smslint.dataclass import dataclass

Sort = Literal["variable", "suggested", "attribute", "value", "key", "choice", "rule", "phrase"]
Subject = tuple[Literal["attribute", "rule", "field"], str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: a text that replaces the range from `start` to `end` of the document.

    The client compares `typed` with the text in that range. `about` names what the documentation explains, and
    `declares` the declaration that is inserted too. `snippet` is the text in the snippet syntax of LSP.
    """

    sort: Sort
    label: str
    text: str
    start: int
    end: int
    typed: str
    detail: str = ""
    about: Subject | None = None
    declares: Declare | None = None
    snippet: str | None = None
    best: bool = False
