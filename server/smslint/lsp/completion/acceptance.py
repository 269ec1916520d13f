"""Which suggestions can be accepted: those that replace a range around the cursor, in its line, and after which a
document that could be read still can be."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from smslint.catalog.toml_lines import LONG_KEY
from smslint.core.patterns import lazy_pattern
from smslint.documents import Document, read
from smslint.lsp.completion.suggestion import Suggestion
from smslint.syntax.edit import Edit, applied

_WORD: Final = lazy_pattern(r"\w+")
_BREAK: Final = lazy_pattern(r"[\r\n]")
Faults = Callable[[str], tuple[int, int]]
"""How much of a text cannot be read, and how many of its templates are missing; the less, the better."""


def acceptable(suggestions: Iterable[Suggestion], text: str, offset: int, faults: Faults) -> Iterator[Suggestion]:
    """The suggestions for an offset of a text that break nothing. Of values that differ in their letters only, one is
    tried."""
    known: dict[object, bool] = {}
    before: tuple[int, int] | None = None
    for found in suggestions:
        if not found.start <= offset <= found.end or _BREAK.search(text, found.start, found.end):
            continue
        shape = found.start, found.end, found.text if found.sort == "key" else _WORD.sub("w", found.text)
        if shape not in known:
            before = before or faults(text)
            after = faults(applied(text, [Edit(found.start, found.end, found.text)]))
            known[shape] = all(now <= then for now, then in zip(after, before, strict=True))
        if known[shape]:
            yield found


def document_faults(document: Document) -> Faults:
    """What is wrong with other texts of a document. What they share with it is not read again."""

    def faults(text: str) -> tuple[int, int]:
        after = read(text, document.name, format=document.format, previous=document, keep=True)
        entries = tuple(after.entries())
        problems = [*after.problems, *(problem for each in entries for problem in each.problems)]
        return sum(each.rule == "unreadable-document" for each in problems), -len(entries)

    return faults


def settings_faults(text: str) -> tuple[int, int]:
    """Whether the text of a settings file cannot be read."""
    if LONG_KEY.search(text):  # the parser takes quadratic time on such a key
        return 1, 0
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return 1, 0
    return 0, 0
