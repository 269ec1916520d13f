"""`textDocument/documentSymbol`: the templates of a document and their variables."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method
from smslint.lsp.session import Session
from smslint.lsp.template_symbols import TemplateSymbol, template_symbols


def symbols(
    session: Session, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    """A tree where the client shows one, else a list."""
    inspection = session.inspect(params.text_document.uri)
    if inspection is None or inspection.excluded:
        return None
    found = list(template_symbols(inspection, session.client.language))
    if session.client.nests_symbols:
        return [_nested(each, inspection) for each in found]
    return [info for each in found for info in flat(each, inspection)]


def _nested(symbol: TemplateSymbol, inspection: Inspection) -> types.DocumentSymbol:
    positions = inspection.positions
    return types.DocumentSymbol(
        name=symbol.name,
        detail=symbol.detail or None,
        kind=_kind(symbol),
        range=positions.range(symbol.start, symbol.end),
        selection_range=positions.range(symbol.name_start, symbol.name_end),
        children=[_nested(each, inspection) for each in symbol.children] or None,
    )


def flat(symbol: TemplateSymbol, inspection: Inspection, holder: str | None = None) -> list[types.SymbolInformation]:
    """A symbol and those below it, each with the name of its template."""
    place = types.Location(inspection.uri, inspection.positions.range(symbol.start, symbol.end))
    own = types.SymbolInformation(location=place, name=symbol.name, kind=_kind(symbol), container_name=holder)
    return [own, *(info for each in symbol.children for info in flat(each, inspection, symbol.name))]


def _kind(symbol: TemplateSymbol) -> types.SymbolKind:
    return types.SymbolKind.Variable if symbol.variable else types.SymbolKind.Object


METHOD = Method(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, symbols)
