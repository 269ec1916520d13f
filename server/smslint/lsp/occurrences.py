"""Where the variables of a template stand in its source: in the content, in declarations, in examples and in the
redirection."""

from __future__ import annotations

from typing import Literal, NamedTuple

from lsprotocol import types

from smslint.core.place import CONTENT, VARIABLES, Place, Span
from smslint.core.placeholder_parser import placeholders_in
from smslint.core.template import Template
from smslint.dataclass import dataclass
from smslint.documents.parsed_template import TemplateEntry
from smslint.lsp.inspection import Inspection

Role = Literal["use", "declaration", "example", "redirection"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A range of the document that holds the name of a variable or, with the role `example`, its example value."""

    name: str
    role: Role
    start: int
    end: int


def occurrences(inspection: Inspection, entry: TemplateEntry) -> list[Occurrence]:
    """All occurrences in a template, in the order of the text. Declarations that the source does not spell out are left
    out."""
    template = entry.template
    if template is None:
        return []
    wanted = _spans(template)
    found = inspection.document.source_ranges(entry, [span for _, _, span in wanted])
    text = inspection.source(entry)
    made = []
    for (name, role, _), place in zip(wanted, found, strict=True):
        if place is None or place[0] >= place[1]:
            continue
        shown = text[place[0] - entry.start : place[1] - entry.start]
        if role == "example" or shown == name:
            made.append(Occurrence(name, role, *place))
    made.sort(key=lambda each: each.start)
    return made


def _spans(template: Template) -> list[tuple[str, Role, Span]]:
    wanted: list[tuple[str, Role, Span]] = [
        (used.name, "use", Span(CONTENT, used.start + 2, used.end - 1))
        for used in placeholders_in(template.content)
        if used.kind == "variable" and used.name
    ]
    for name, variable in template.variables.items():
        wanted.append((name, "declaration", Span(VARIABLES / name, 0, len(name))))
        if isinstance(variable.example, str) and variable.example:
            wanted.append((name, "example", Span(VARIABLES / name / "example", 0, len(variable.example))))
    for number, entry in enumerate(template.redirection):
        if entry.variable:
            place = Place(("redirection", number, "variable"))
            wanted.append((entry.variable, "redirection", Span(place, 0, len(entry.variable))))
    return wanted


def occurrence_at(inspection: Inspection, entry: TemplateEntry | None, offset: int) -> Occurrence | None:
    """The occurrence at an offset of a template. The `${` and `}` around a name belong to it."""
    for found in occurrences(inspection, entry) if entry is not None else ():
        margin = (2, 1) if found.role == "use" else (0, 0)
        if found.start - margin[0] <= offset <= found.end + margin[1]:
            return found
    return None


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


def variable_at(inspection: Inspection, position: types.Position) -> VariableAtCursor | None:
    """The variable at a position; None if there is none."""
    offset = inspection.positions.offset(position)
    entry = inspection.entry_at(offset)
    here = occurrence_at(inspection, entry, offset)
    if entry is None or here is None:
        return None
    found = [each for each in occurrences(inspection, entry) if each.name == here.name]
    return VariableAtCursor(inspection, entry, here, found)
