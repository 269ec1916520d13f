"""Where a request's position leads: an open document, the template there, and the variable under the cursor."""

from __future__ import annotations

from typing import NamedTuple

from lsprotocol import types

from smslint.documents.entry import TemplateEntry
from smslint.lsp.inspection import Inspection
from smslint.lsp.occurrences import Occurrence, occurrence_at, occurrences
from smslint.lsp.session import Session


class Cursor(NamedTuple):
    """An offset in an open document."""

    inspection: Inspection
    offset: int

    @property
    def entry(self) -> TemplateEntry | None:
        """The template at the cursor."""
        return self.inspection.entry_at(self.offset)

    @property
    def occurrence(self) -> Occurrence | None:
        """The variable at the cursor."""
        entry = self.entry
        return occurrence_at(self.inspection, entry, self.offset) if entry is not None else None


class VariableAtCursor(NamedTuple):
    """The variable under the cursor and all its occurrences in its template."""

    inspection: Inspection
    entry: TemplateEntry
    here: Occurrence
    all: list[Occurrence]

    @property
    def names(self) -> list[Occurrence]:
        """The occurrences that spell the name."""
        return [each for each in self.all if each.role != "example"]


def cursor_at(session: Session, document: types.TextDocumentIdentifier, position: types.Position) -> Cursor | None:
    """The cursor of a request; None where its document is not open or not checked."""
    inspection = session.inspect(document.uri)
    if inspection is None or inspection.excluded:
        return None
    return Cursor(inspection, inspection.positions.offset(position))


def variable_at(
    session: Session, document: types.TextDocumentIdentifier, position: types.Position
) -> VariableAtCursor | None:
    """The variable at a request's position, None where there is none."""
    cursor = cursor_at(session, document, position)
    entry = cursor.entry if cursor is not None else None
    if cursor is None or entry is None:
        return None
    here = occurrence_at(cursor.inspection, entry, cursor.offset)
    if here is None:
        return None
    found = [each for each in occurrences(cursor.inspection, entry) if each.name == here.name]
    return VariableAtCursor(cursor.inspection, entry, here, found)
