"""Where a template's variables stand in its source: in the content, in declarations, in examples and in the
redirection."""

from __future__ import annotations

from typing import Literal

from smslint.core.place import CONTENT, VARIABLES, Place, Span
from smslint.core.placeholder_parser import placeholders_in
from smslint.core.template import Template
from smslint.dataclass import dataclass
from smslint.documents.entry import TemplateEntry
from smslint.lsp.inspection import Inspection

Role = Literal["use", "declaration", "example", "redirection"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A variable at a range of the document: its name, or for the role `example` its example's value."""

    name: str
    role: Role
    start: int
    end: int


def occurrences(inspection: Inspection, entry: TemplateEntry) -> list[Occurrence]:
    """All occurrences in a template, in the order of the text; declarations that the source does not spell out are
    left out."""
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


def occurrence_at(inspection: Inspection, entry: TemplateEntry, offset: int) -> Occurrence | None:
    """The occurrence at an offset; the signs around a use belong to it."""
    for found in occurrences(inspection, entry):
        margin = (2, 1) if found.role == "use" else (0, 0)
        if found.start - margin[0] <= offset <= found.end + margin[1]:
            return found
    return None
