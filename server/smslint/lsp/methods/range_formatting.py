"""`textDocument/rangeFormatting`: the same for the templates that a range touches."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.formatting import formatted
from smslint.lsp.method import Method
from smslint.lsp.session import Session


def format_range(session: Session, params: types.DocumentRangeFormattingParams) -> list[types.TextEdit] | None:
    """The edits of whole templates: their fields have an order only together."""
    inspection = session.inspect(params.text_document.uri)
    if inspection is None or inspection.excluded:
        return None
    start, end = inspection.positions.offsets(params.range)
    return inspection.positions.edits(formatted(inspection, inspection.touched(start, end)))


METHOD = Method(types.TEXT_DOCUMENT_RANGE_FORMATTING, format_range)
