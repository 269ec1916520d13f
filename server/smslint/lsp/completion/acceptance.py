"""Which suggestions can be accepted: those that replace a range around the cursor, in its line, and after which a
document that could be read still can be."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from smslint.catalog.toml_lines import LONG_KEY
from smslint.core.patterns import lazy_pattern
from smslint.documents import Document
from smslint.documents.problem import UNREADABLE
from smslint.documents.regions import Splice
from smslint.lsp.completion.suggestion import Suggestion
from smslint.syntax.edit import Edit, applied

_WORD: Final = lazy_pattern(r"\w+")
_BREAK: Final = lazy_pattern(r"[\r\n]")
Breaks = Callable[[Edit], bool]
"""Whether less of a text can be read after an edit, or fewer templates are found."""


def acceptable(suggestions: Iterable[Suggestion], text: str, offset: int, breaks: Breaks) -> Iterator[Suggestion]:
    """The suggestions for an offset of a text that break nothing. Of values that differ in their letters only, one is
    tried."""
    known: dict[object, bool] = {}
    for found in suggestions:
        if not found.start <= offset <= found.end or _BREAK.search(text, found.start, found.end):
            continue
        shape = found.start, found.end, found.text if found.sort == "key" else _WORD.sub("w", found.text)
        if shape not in known:
            known[shape] = not breaks(Edit(found.start, found.end, found.text))
        if known[shape]:
            yield found


def breaks_document(document: Document) -> Breaks:
    """What edits break in a document. Only what they concern is read."""

    def breaks(edit: Edit) -> bool:
        after = document.edited(edit)
        splice = after.splice or Splice(0, len(document.regions), list(after.regions), 0)
        before = _unreadable(document, range(splice.first, splice.last))
        now = _unreadable(after, range(splice.first, splice.first + len(splice.found)))
        return now > before or len(after.regions) < len(document.regions)

    return breaks


def _unreadable(document: Document, numbers: range) -> int:
    """How much cannot be read, of the document itself and of some templates."""
    of_templates = (problem for number in numbers for problem in document.entry(number).problems)
    return sum(each.rule == UNREADABLE for each in (*document.problems, *of_templates))


def breaks_settings(text: str) -> Breaks:
    """What edits break in a settings file."""
    sound = _is_sound(text)
    return lambda edit: sound and not _is_sound(applied(text, [edit]))


def _is_sound(text: str) -> bool:
    if LONG_KEY.search(text):  # the parser takes quadratic time on such a key
        return False
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
