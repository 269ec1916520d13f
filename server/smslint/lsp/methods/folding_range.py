"""`textDocument/foldingRange`: front matter, templates, and what is indented below a key."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method, on_document
from smslint.lsp.session import Session

Fold = tuple[int, int]
"""The first and the last line."""


def folds_of(inspection: Inspection) -> list[Fold]:
    """The folds of a document, in lines of the editor's text."""
    text = inspection.positions.text
    lines = [text.line(number) for number in range(len(text.line_starts))]
    found = set(_indented(lines))
    value = inspection.document.text.value if inspection.document.text is not None else ""
    for start, end in inspection.document.format.folds(value, inspection.entries):
        first, last = inspection.positions.position(start).line, inspection.positions.position(end).line
        while last > first and not lines[last].strip():
            last -= 1
        found.add((first, last))
    return sorted(fold for fold in found if fold[0] < fold[1])


def _indented(lines: list[str]) -> Iterator[Fold]:
    """Each line with the more indented lines that follow it, including a closing bracket."""
    open_: list[tuple[int, int]] = []
    last = 0
    for number, line in enumerate([*lines, "\0"]):
        if not line.strip():
            continue
        depth = -1 if line == "\0" else len(line) - len(line.lstrip(" \t"))
        while open_ and open_[-1][0] >= depth:
            before, first = open_.pop()
            closes = before == depth and line.lstrip()[:1] in ("}", "]")
            yield first, number if closes and last > first else last
        open_.append((depth, number))
        last = number


def folds(session: Session, inspection: Inspection, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """The folds of a document, in whole lines."""
    return [types.FoldingRange(first, last) for first, last in folds_of(inspection)]


METHOD = Method(types.TEXT_DOCUMENT_FOLDING_RANGE, on_document(folds))
