"""A completion at the cursor."""

from __future__ import annotations

from typing import Literal

from smslint.core.change import Declare
from smslint.core.rule import Catalog
from smslint.dataclass import dataclass
from smslint.messages import Language
from smslint.messages import lsp as messages

Sort = Literal["variable", "suggested", "attribute", "value", "key", "choice", "rule", "phrase", "skeleton"]
Subject = tuple[Literal["attribute", "rule", "field"], str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion: a text that replaces the range from `start` to `end` of the document.

    The client compares `typed`, or else the label, with the text in that range. `about` names what the documentation
    explains, and `declares` the declaration that is inserted too. `meaning` is shown in every row of a list. `snippet`
    is the text in the snippet syntax of LSP.
    """

    sort: Sort
    label: str
    text: str
    start: int
    end: int
    detail: str = ""
    about: Subject | None = None
    declares: Declare | None = None
    typed: str | None = None
    snippet: str | None = None
    best: bool = False
    meaning: str = ""


def rule_suggestion(
    name: str, catalog: Catalog, language: Language, start: int, end: int, text: str | None = None
) -> Suggestion:
    """A rule id, or the name of a category. `text` is what is inserted, if it is not the bare name."""
    rule = catalog.rules.get(name)
    if rule is None:
        return Suggestion("rule", name, text or name, start, end, messages.ALL_RULES.text(language))
    return Suggestion("rule", name, text or name, start, end, rule.title.text(language), ("rule", name))
