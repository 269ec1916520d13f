"""`textDocument/formatting`, `rangeFormatting` and `onTypeFormatting`: puts fields in their order, and declarations and
placeholders in one form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lsprotocol import types

from smslint.core.patterns import lazy_pattern
from smslint.core.place import CONTENT
from smslint.core.text import Text
from smslint.documents import Edit, TemplateEntry, applied, read
from smslint.documents.edit_synthesis import same_template
from smslint.lsp.edits import Edits, differences
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method, on_document
from smslint.lsp.session import Session

_LONGEST: Final = 100
"""How many code points before a closing brace are looked at."""
_FULL_WIDTH: Final = lazy_pattern(r"[$＄￥¥][{｛](?P<name>[A-Za-z][A-Za-z0-9_]*+)[}｝]\Z")


def formatted(inspection: Inspection, entries: Iterable[TemplateEntry]) -> Edits:
    """The edits that format some templates; none for broken templates, or if the result would read differently."""
    text, format = inspection.document.text, inspection.document.format
    if text is None:
        return []
    made = {
        entry.index: edits
        for entry in entries
        if entry.template is not None and not entry.problems and (edits := list(format.tidy(text, entry)))
    }
    # All at once: a reading for each template would be as many readings of the whole document.
    for changed in _changed(inspection, _joined(made)) or ():
        made.pop(changed, None)
    edits = _joined(made)
    if not edits or _changed(inspection, edits) != []:
        return []
    return differences(text, Text(applied(text.value, edits)))


def _joined(edits: dict[int, list[Edit]]) -> list[Edit]:
    return [edit for each in edits.values() for edit in each]


def _changed(inspection: Inspection, edits: list[Edit]) -> list[int] | None:
    """The indexes of the templates that edits change; None if they make more or fewer templates."""
    document = inspection.document
    assert document.text is not None
    text = applied(document.text.value, edits)
    after = tuple(read(text, document.name, format=document.format, previous=document, keep=True).entries())
    if len(after) != len(inspection.entries):
        return None
    pairs = zip(inspection.entries, after, strict=True)
    return [old.index for old, new in pairs if not same_template(old.template, new.template)]


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


def format_typed(
    session: Session, inspection: Inspection, params: types.DocumentOnTypeFormattingParams
) -> list[types.TextEdit]:
    """The edit that puts a placeholder into half width, when its closing brace was typed."""
    offset = inspection.positions.offset(params.position)
    cursor = inspection.document.context(offset)
    text = inspection.document.text
    if cursor is None or cursor.place != CONTENT or text is None:
        return []
    found = _FULL_WIDTH.search(text.value, max(0, offset - _LONGEST), offset)
    if found is None or found[0].isascii():
        return []
    return inspection.positions.edits([Edit(found.start(), found.end(), "${" + found["name"] + "}")])


METHODS = (
    Method(types.TEXT_DOCUMENT_FORMATTING, on_document(format_document)),
    Method(types.TEXT_DOCUMENT_RANGE_FORMATTING, on_document(format_range)),
    Method(
        types.TEXT_DOCUMENT_ON_TYPE_FORMATTING,
        on_document(format_typed),
        lambda client: types.DocumentOnTypeFormattingOptions("｝", ["}"]),
    ),
)
