"""A code action. Its edits are computed from its recipe when the client asks for them, in the text as it is then."""

from __future__ import annotations

from typing import Literal

from smslint.dataclass import dataclass
from smslint.lsp.inspection import Inspection, ShiftedDiagnostic

Kind = Literal["quickfix", "refactor.extract", "refactor.inline", "source.fixAll.smslint"]
Recipe = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """An action on a document.

    `recipe` is the name of the function that makes the edits, with its arguments. `about` is the finding that the
    action fixes.
    """

    title: str
    kind: Kind
    recipe: Recipe
    about: ShiftedDiagnostic | None = None
    unsafe: bool = False
    preferred: bool = False


def finding_key(shown: ShiftedDiagnostic) -> tuple[int, str]:
    """What identifies a finding in its document: the index of its template, or -1, and its fingerprint."""
    return (shown.entry.index if shown.entry is not None else -1), shown.diagnostic.fingerprint


def finding_of(inspection: Inspection, index: object, fingerprint: object) -> ShiftedDiagnostic | None:
    """The finding with a key; None if it is gone."""
    return next((each for each in inspection.diagnostics if finding_key(each) == (index, fingerprint)), None)


def overlapping(inspection: Inspection, start: int, end: int) -> list[ShiftedDiagnostic]:
    """The findings that a range touches."""
    return inspection.diagnostics_in(start, end)
