"""One thing that can be typed at the cursor."""

from __future__ import annotations

from typing import Literal

from smslint.core.change import Declare
from smslint.dataclass import dataclass

Sort = Literal["variable", "suggested", "attribute", "value", "key", "choice", "rule", "phrase"]
Subject = tuple[Literal["attribute", "rule", "field"], str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text for the range from `start` to `end` of the document.

    `typed` is what the client compares with the text in the range. `about` is what its documentation explains.
    `declares` is the declaration that comes with it. `snippet` is the same text as the client's snippets write it.
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
