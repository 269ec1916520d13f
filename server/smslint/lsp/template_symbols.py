"""Templates and their variables as the symbols of a document."""

from __future__ import annotations

from collections.abc import Iterator

from smslint.core.place import Place, Span
from smslint.dataclass import dataclass
from smslint.documents.entry import TemplateEntry
from smslint.lsp.inspection import Inspection
from smslint.lsp.occurrences import occurrences
from smslint.messages import Language
from smslint.messages import api as messages
from smslint.messages.template import TYPE_NAMES

_SHOWN = 30
"""Characters of a content that stand for a template without a name."""


@dataclass(frozen=True, slots=True)
class TemplateSymbol:
    """A template, or a variable of one; `name_start` to `name_end` is what is shown of its range."""

    name: str
    detail: str
    variable: bool
    start: int
    end: int
    name_start: int
    name_end: int
    children: tuple[TemplateSymbol, ...] = ()


def template_symbols(inspection: Inspection, language: Language) -> Iterator[TemplateSymbol]:
    """The templates of a document; what cannot be read now is shown by its number."""
    for entry in inspection.entries:
        name, detail = _names(inspection, entry, language)
        start, end = entry.start, max(entry.end, entry.start)
        first, last = _name_range(inspection, entry) or (start, start)
        if not start <= first <= last <= end:
            first = last = start
        yield TemplateSymbol(
            name, detail, False, start, end, first, last, tuple(_variables(inspection, entry, language))
        )


def _names(inspection: Inspection, entry: TemplateEntry, language: Language) -> tuple[str, str]:
    template = entry.template
    analysis = inspection.analysis(entry)
    number = messages.TEMPLATE_NUMBER.text(language, number=entry.index + 1)
    if template is None or analysis is None:
        return number, ""
    content = " ".join(template.content[:_SHOWN].split())
    return template.name or template.code or content or number, TYPE_NAMES[analysis.type].text(language)


def _name_range(inspection: Inspection, entry: TemplateEntry) -> tuple[int, int] | None:
    template = entry.template
    if template is None:
        return None
    if template.name:
        return inspection.document.source_range(entry, Span(Place(("name",)), 0, len(template.name)))
    return None


def _variables(inspection: Inspection, entry: TemplateEntry, language: Language) -> Iterator[TemplateSymbol]:
    """Each variable where it is declared, else where it is first used."""
    template = entry.template
    if template is None:
        return
    positions: dict[str, tuple[int, int]] = {}
    for each in occurrences(inspection, entry):
        if each.role == "declaration" or (each.role == "use" and each.name not in positions):
            positions[each.name] = (each.start, each.end)
    catalog = inspection.file_rules.catalog
    for name, (start, end) in sorted(positions.items(), key=lambda item: item[1]):
        declared = template.variables.get(name)
        attribute = catalog.attributes.get(declared.attribute or "") if declared is not None else None
        detail = attribute.title.text(language) if attribute is not None else ""
        yield TemplateSymbol(name, detail, True, start, end, start, end)
