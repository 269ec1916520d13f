"""How far a fix can be trusted here: a safe one must not make an error that the template did not have."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from smslint.core.change import ReplaceText, Safety
from smslint.core.lazy import lazy_pattern
from smslint.core.place import CONTENT
from smslint.core.reading import Reading
from smslint.core.recognise.edges import edges_of
from smslint.core.segments.counting import MOST_CHARACTERS

_SQUARE = "[]［］"
_WORD = lazy_pattern("[0-9A-Za-z\u00c0-\u024f\u3007\u3400-\u9fff\U00020000-\U0003ffff]")


def trusted(safety: Safety, reading: Reading, changes: Sequence[ReplaceText]) -> Safety:
    """`safety`, or `unsafe` where the changed content reads otherwise than meant.

    That is where it gets too long, keeps nothing but variables, or where parts that now touch make another placeholder,
    number or link.
    """
    if safety == "unsafe":
        return safety
    old = reading.template.content
    new = replaced(old, changes)
    if len(new) > len(old) and (len(new) > MOST_CHARACTERS or reading.template.max_segments is not None):
        return "unsafe"
    after = reading.with_content(new)
    same = [(one.kind, one.name) for one in after.placeholders] == [
        (one.kind, one.name) for one in reading.placeholders
    ]
    if not same or (_says_something(reading) and not _says_something(after)):
        return "unsafe"
    if _brackets_at_edges(new) > _brackets_at_edges(old) or len(after.unsubscribes) < _kept_unsubscribes(reading):
        return "unsafe"
    if _touching(after) > _touching(reading):
        return "unsafe"
    more = len(after.phones) > len(reading.phones) or len(after.links) > len(reading.links)
    return "unsafe" if more else "safe"


def replaced(text: str, changes: Sequence[ReplaceText]) -> str:
    """A content with changes made that do not overlap."""
    for change in sorted(changes, key=lambda change: change.start, reverse=True):
        if change.place == CONTENT:
            text = text[: change.start] + change.text + text[change.end :]
    return text


def _touching(reading: Reading) -> int:
    """How many placeholders follow another with nothing visible between."""
    index = reading.shadow.index
    return sum(index(left.end) == index(right.start) for left, right in pairwise(reading.placeholders))


def _kept_unsubscribes(reading: Reading) -> int:
    """How many unsubscribe texts a fix must leave: a promotional message keeps one."""
    return int(reading.type == "promotional" and bool(reading.unsubscribes))


def _brackets_at_edges(content: str) -> int:
    first, last = edges_of(content)
    return 0 if first == last else (content[first] in _SQUARE) + (content[last - 1] in _SQUARE)


def _says_something(reading: Reading) -> bool:
    return _WORD.search(reading.shadow.text) is not None
