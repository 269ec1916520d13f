"""`textDocument/formatting` and `rangeFormatting`: puts fields in their order, and declarations in one form."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.formatting import formatted
from smslint.lsp.method import Method
from smslint.lsp.session import Session


def format_document(session: Session, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    """The edits for all templates."""
    inspection = session.inspect(params.text_document.uri)
    if inspection is None or inspection.excluded:
        return None
    return inspection.positions.edits(formatted(inspection, inspection.entries))


def format_range(session: Session, params: types.DocumentRangeFormattingParams) -> list[types.TextEdit] | None:
    """The edits for the templates that a range touches. Each is formatted as a whole, since its fields are ordered."""
    inspection = session.inspect(params.text_document.uri)
    if inspection is None or inspection.excluded:
        return None
    start, end = inspection.positions.offsets(params.range)
    return inspection.positions.edits(formatted(inspection, inspection.touched(start, end)))


METHODS = (
    Method(types.TEXT_DOCUMENT_FORMATTING, format_document),
    Method(types.TEXT_DOCUMENT_RANGE_FORMATTING, format_range),
)
