"""`textDocument/inlayHint`: what the values of each variable are and how long, after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from smslint.core.attribute import Attribute
from smslint.core.patterns import lazy_pattern
from smslint.core.segments.parts import variable_part
from smslint.documents.parsed_template import TemplateEntry
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method, on_document
from smslint.lsp.occurrences import occurrences
from smslint.lsp.session import Session
from smslint.messages import lsp as messages

if TYPE_CHECKING:
    from smslint.messages import Language

_BRACKETED: Final = lazy_pattern(r" ?[(（].*+")
_LONGEST: Final = {"en": 16, "zh": 8}


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
        length = f"{slot.shortest}–{slot.longest}"
        yield types.InlayHint(
            inspection.positions.position(at),
            f"{length}?" if attribute is None else f"{_short_title(attribute, language)} {length}".lstrip(),
            kind=types.InlayHintKind.Type,
            tooltip=_tooltip(attribute, language),
            padding_left=True,
        )


def _short_title(attribute: Attribute, language: Language) -> str:
    """The title without what is in brackets; nothing if it is still too long to stand within a message."""
    title = _BRACKETED.sub("", attribute.title.text(language))
    return title if len(title) <= _LONGEST[language] else ""


def _tooltip(attribute: Attribute | None, language: Language) -> str:
    if attribute is None:
        return messages.HINT_ASSUMED.text(language)
    title = f"{attribute.title.text(language)} ({attribute.code})"
    return f"{title}: {attribute.allowed.text(language)}" if "allowed" in attribute.file else title


METHOD = Method(types.TEXT_DOCUMENT_INLAY_HINT, on_document(hints))
