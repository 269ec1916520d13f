"""`textDocument/formatting` and `rangeFormatting`: puts fields in their order, and declarations in one form."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from smslint.core.text import Text
from smslint.documents import Edit, TemplateEntry, applied, read
from smslint.documents.edit_synthesis import same_template
from smslint.lsp.edits import Edits, differences
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method, on_document
from smslint.lsp.session import Session


def formatted(inspection: Inspection, entries: Iterable[TemplateEntry]) -> Edits:
    """The edits that format some templates; none for broken templates, or if the result would read differently."""
    text, format = inspection.document.text, inspection.document.format
    if text is None:
        return []
    sound = [entry for entry in entries if entry.template is not None and not entry.problems]
    made = [edit for entry in sound for edit in format.tidy(text, entry) if _keeps(inspection, [edit])]
    if not made or not _keeps(inspection, made):
        return []
    return differences(text, Text(applied(text.value, made)))


def _keeps(inspection: Inspection, edits: list[Edit]) -> bool:
    """Whether edits leave every template as it is."""
    document = inspection.document
    assert document.text is not None
    text = applied(document.text.value, edits)
    after = read(text, document.name, format=document.format, previous=document, keep=True)
    entries = tuple(after.entries())
    if len(entries) != len(inspection.entries):
        return False
    return all(same_template(old.template, new.template) for old, new in zip(inspection.entries, entries, strict=True))


def format_document(
    session: Session, inspection: Inspection, params: types.DocumentFormattingParams
) -> list[types.TextEdit]:
    """The edits for all templates."""
    return inspection.positions.edits(formatted(inspection, inspection.entries))


def format_range(
    session: Session, inspection: Inspection, params: types.DocumentRangeFormattingParams
) -> list[types.TextEdit]:
    """The edits for the templates that a range touches. Each is formatted as a whole, since its fields are ordered."""
    start, end = inspection.positions.offsets(params.range)
    return inspection.positions.edits(formatted(inspection, inspection.touched(start, end)))


METHODS = (
    Method(types.TEXT_DOCUMENT_FORMATTING, on_document(format_document)),
    Method(types.TEXT_DOCUMENT_RANGE_FORMATTING, on_document(format_range)),
)
