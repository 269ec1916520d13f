"""`textDocument/selectionRange`: from the variable to the placeholder, the field, the template and the document."""

from __future__ import annotations

from lsprotocol import types

from smslint.core.place import Span
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method, on_document
from smslint.lsp.occurrences import occurrence_at
from smslint.lsp.session import Session


def selections(
    session: Session, inspection: Inspection, params: types.SelectionRangeParams
) -> list[types.SelectionRange]:
    """For each position: the ranges that contain it, from the smallest to the largest."""
    return [_selection(inspection, inspection.positions.offset(each)) for each in params.positions]


def _selection(inspection: Inspection, offset: int) -> types.SelectionRange:
    found: types.SelectionRange | None = None
    inner: tuple[int, int] | None = None
    wider = sorted(set(_ranges(inspection, offset)), key=lambda each: (each[1] - each[0], -each[0]), reverse=True)
    for start, end in wider:
        if start <= offset <= end and (inner is None or (inner[0] <= start and end <= inner[1])):
            found = types.SelectionRange(inspection.positions.range(start, end), found)
            inner = (start, end)
    return found or types.SelectionRange(inspection.positions.range(offset, offset))


def _ranges(inspection: Inspection, offset: int) -> list[tuple[int, int]]:
    text = inspection.document.text
    ranges = [(0, len(text) if text is not None else 0)]
    entry = inspection.entry_at(offset)
    here = occurrence_at(inspection, entry, offset)
    if entry is not None:
        ranges.append((entry.start, entry.end))
    if here is not None:
        ranges.append((here.start, here.end))
        if here.role == "use":
            ranges.append((here.start - 2, here.end + 1))
    context = inspection.document.context(offset)
    if context is not None and context.part != "none":
        ranges.append((context.start, context.end))
        value = entry.template.value_at(context.place) if entry is not None and entry.template is not None else None
        if entry is not None and isinstance(value, str) and context.part == "value":
            value_range = inspection.document.source_range(entry, Span(context.place, 0, len(value)))
            ranges += [value_range] if value_range is not None else []
    return ranges


METHOD = Method(types.TEXT_DOCUMENT_SELECTION_RANGE, on_document(selections))
