"""One thing that can be done. Its edits are computed from its recipe when they are wanted, in the text as it then
is."""

from __future__ import annotations

from typing import Literal

from smslint.dataclass import dataclass
from smslint.lsp.inspection import Inspection, ShiftedDiagnostic

Kind = Literal["quickfix", "refactor.rewrite", "source.fixAll.smslint"]
Recipe = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """`recipe` begins with the name of the function that makes the edits. `about` is the finding that the action
    mends."""

    title: str
    kind: Kind
    recipe: Recipe
    about: ShiftedDiagnostic | None = None
    unsafe: bool = False
    preferred: bool = False


def key_of(shown: ShiftedDiagnostic) -> tuple[int, str]:
    """What a finding is known by in one document: its template's index, -1 for none, and its fingerprint."""
    return (shown.entry.index if shown.entry is not None else -1), shown.diagnostic.fingerprint


def finding_of(inspection: Inspection, index: object, fingerprint: object) -> ShiftedDiagnostic | None:
    """The finding that a recipe means, None where it is gone."""
    return next((each for each in inspection.diagnostics if key_of(each) == (index, fingerprint)), None)


def overlapping(inspection: Inspection, start: int, end: int) -> list[ShiftedDiagnostic]:
    """The findings that a range touches."""
    return [each for each in inspection.diagnostics if each.start <= end and start <= each.end]
