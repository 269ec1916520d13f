"""How far a fix can be trusted: a safe one must not cause an error that the template did not have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from smslint.core.analysis import Analysis
from smslint.core.change import ReplaceText, Safety, replaced
from smslint.core.patterns import lazy_pattern
from smslint.core.place import CONTENT
from smslint.core.recognise.edges import edges_of
from smslint.core.segments.counting import MOST_CHARACTERS

_SQUARE = "[]［］"
_WORD = lazy_pattern("[0-9A-Za-z\u00c0-\u024f\u3007\u3400-\u9fff\U00020000-\U0003ffff]")


def trusted(safety: Safety, analysis: Analysis, changes: Sequence[ReplaceText]) -> Safety:
    """`safety`, or `unsafe` if the changed content would not be read as meant.

    That is the case if it gets too long, has nothing but variables left, or if parts that now touch form another
    placeholder, number or link.
    """
    if safety == "unsafe":
        return safety
    old = analysis.template.content
    new = replaced(old, [change for change in changes if change.place == CONTENT])
    if len(new) > len(old) and (len(new) > MOST_CHARACTERS or analysis.template.max_segments is not None):
        return "unsafe"
    after = analysis.with_template(replace(analysis.template, content=new))
    same = [(one.kind, one.name) for one in after.placeholders] == [
        (one.kind, one.name) for one in analysis.placeholders
    ]
    if not same or (_says_something(analysis) and not _says_something(after)):
        return "unsafe"
    if _brackets_at_edges(new) > _brackets_at_edges(old) or _touching(after) > _touching(analysis):
        return "unsafe"
    if analysis.type == "promotional" and analysis.unsubscribes and not after.unsubscribes:
        return "unsafe"
    more = len(after.phones) > len(analysis.phones) or len(after.links) > len(analysis.links)
    return "unsafe" if more else "safe"


def _touching(analysis: Analysis) -> int:
    """How many placeholders follow another with nothing visible between them."""
    index = analysis.normalized.index
    return sum(index(left.end) == index(right.start) for left, right in pairwise(analysis.placeholders))


def _brackets_at_edges(content: str) -> int:
    first, last = edges_of(content)
    return 0 if first == last else (content[first] in _SQUARE) + (content[last - 1] in _SQUARE)


def _says_something(analysis: Analysis) -> bool:
    return _WORD.search(analysis.normalized.text) is not None
