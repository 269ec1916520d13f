"""`textDocument/documentSymbol`: the templates of a document and their variables. `workspace/symbol`: those of the
whole workspace, by a part of their name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from smslint.core.place import Place, Span
from smslint.documents.parsed_template import TemplateEntry
from smslint.lsp.files import workspace_files
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method, on_document
from smslint.lsp.occurrences import occurrences
from smslint.lsp.session import Session
from smslint.messages import Language
from smslint.messages.report import template_named
from smslint.messages.template import TYPE_NAMES

_SHOWN = 30
"""Characters of the content that are shown for a template without a name."""


def template_symbols(inspection: Inspection, language: Language) -> Iterator[types.DocumentSymbol]:
    """The templates of a document with their variables. A template that cannot be read is shown by its number."""
    for entry in inspection.entries:
        name, detail = _names(inspection, entry, language)
        start, end = entry.start, max(entry.end, entry.start)
        first, last = _name_range(inspection, entry) or (start, start)
        if not start <= first <= last <= end:
            first = last = start
        yield types.DocumentSymbol(
            name,
            types.SymbolKind.Object,
            range=inspection.positions.range(start, end),
            selection_range=inspection.positions.range(first, last),
            detail=detail or None,
            children=list(_variables(inspection, entry, language)) or None,
        )


def _names(inspection: Inspection, entry: TemplateEntry, language: Language) -> tuple[str, str]:
    template = entry.template
    analysis = inspection.analysis(entry)
    number = template_named(entry.index, None).text(language)
    if template is None or analysis is None:
        return number, ""
    content = " ".join(template.content[:_SHOWN].split())
    return template.name or template.code or content or number, TYPE_NAMES[analysis.type].text(language)


def _name_range(inspection: Inspection, entry: TemplateEntry) -> tuple[int, int] | None:
    if entry.template is None or not entry.template.name:
        return None
    return inspection.document.source_range(entry, Span(Place(("name",)), 0, len(entry.template.name)))


def _variables(inspection: Inspection, entry: TemplateEntry, language: Language) -> Iterator[types.DocumentSymbol]:
    """Each variable where it is declared, else where it is first used."""
    template = entry.template
    if template is None:
        return
    ranges: dict[str, tuple[int, int]] = {}
    for each in occurrences(inspection, entry):
        if each.role == "declaration" or (each.role == "use" and each.name not in ranges):
            ranges[each.name] = (each.start, each.end)
    catalog = inspection.file_rules.catalog
    for name, (start, end) in sorted(ranges.items(), key=lambda item: item[1]):
        declared = template.variables.get(name)
        attribute = catalog.attributes.get(declared.attribute or "") if declared is not None else None
        place = inspection.positions.range(start, end)
        detail = attribute.title.text(language) if attribute is not None else None
        yield types.DocumentSymbol(name, types.SymbolKind.Variable, place, place, detail=detail)


def symbols(
    session: Session, inspection: Inspection, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    """A tree if the client can show one, else a list."""
    found = list(template_symbols(inspection, session.client.language))
    if session.client.nests_symbols:
        return found
    return [info for each in found for info in _flat(each, inspection)]


def _flat(
    symbol: types.DocumentSymbol, inspection: Inspection, holder: str | None = None
) -> list[types.SymbolInformation]:
    """A symbol and its children as a list, each child with the name of its template."""
    place = types.Location(inspection.uri, symbol.range)
    own = types.SymbolInformation(location=place, name=symbol.name, kind=symbol.kind, container_name=holder)
    return [own, *(info for each in symbol.children or () for info in _flat(each, inspection, symbol.name))]


MOST: Final = 500


async def find(session: Session, params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
    """At most 500 symbols: nobody reads more, and each further letter narrows the search."""
    wanted = params.query.casefold()
    task = session.tasks.track(None)
    found: list[types.SymbolInformation] = []
    files = [file async for file in workspace_files(session)]
    for number, file in enumerate(files):
        inspection = file.inspection()
        if inspection is not None:
            templates = template_symbols(inspection, session.client.language)
            listed = (info for each in templates for info in _flat(each, inspection))
            found += [info for info in listed if wanted in info.name.casefold()]
        if len(found) >= MOST:
            break
        await task.step(number + 1, len(files))
    return found[:MOST]


METHODS = (
    Method(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, on_document(symbols)),
    Method(types.WORKSPACE_SYMBOL, find, lambda client: types.WorkspaceSymbolOptions()),
)
