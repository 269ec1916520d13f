"""`textDocument/inlayHint`: the attribute and the length of values, after each variable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from smslint.core.segments.parts import variable_part
from smslint.documents.parsed_template import TemplateEntry
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method, on_document
from smslint.lsp.occurrences import occurrences
from smslint.lsp.session import Session
from smslint.messages import lsp as messages

if TYPE_CHECKING:
    from smslint.messages import Language


def hints(session: Session, inspection: Inspection, params: types.InlayHintParams) -> list[types.InlayHint]:
    """The hints of the templates that a range touches."""
    start, end = inspection.positions.offsets(params.range)
    return [
        hint
        for entry in inspection.touched(start, end)
        for hint in _template_hints(inspection, entry, start, end, session.client.language)
    ]


def _template_hints(
    inspection: Inspection, entry: TemplateEntry, start: int, end: int, language: Language
) -> Iterator[types.InlayHint]:
    analysis = inspection.analysis(entry)
    if analysis is None or "${" not in analysis.content:
        return
    for found in occurrences(inspection, entry):
        at = found.end + 1
        if found.role != "use" or not start <= at <= end:
            continue
        slot = variable_part(found.name, analysis)
        attribute = analysis.catalog.attributes.get(slot.attribute or "")
        if slot.assumed:
            label = messages.HINT_ASSUMED.text(language, low=slot.shortest, high=slot.longest)
        else:
            title = attribute.title.text(language) if attribute is not None else ""
            label = messages.HINT.text(language, title=title, low=slot.shortest, high=slot.longest).strip()
        yield types.InlayHint(
            inspection.positions.position(at),
            label,
            kind=types.InlayHintKind.Type,
            tooltip=attribute.allowed.text(language) if attribute is not None and "allowed" in attribute.file else None,
            padding_left=True,
        )


METHOD = Method(types.TEXT_DOCUMENT_INLAY_HINT, on_document(hints))
