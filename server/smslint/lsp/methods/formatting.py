"""`textDocument/formatting`, `rangeFormatting` and `onTypeFormatting`: puts fields in their order, and declarations and
placeholders in one form."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from lsprotocol import types

from smslint.core.patterns import lazy_pattern
from smslint.core.place import CONTENT
from smslint.core.text import Text
from smslint.documents import Document, Edit, Format, TemplateEntry, applied, read
from smslint.documents.edit_synthesis import same_template
from smslint.lsp.edits import Edits, differences
from smslint.lsp.errors import ContentModified
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method, on_document
from smslint.lsp.progress import in_thread
from smslint.lsp.session import Session

_AT_ONCE: Final = 50
"""How many templates are formatted before other messages are read."""
_LONGEST: Final = 100
"""How many code points before a closing brace are looked at."""
_FULL_WIDTH: Final = lazy_pattern(r"[$＄￥¥][{｛](?P<name>[A-Za-z][A-Za-z0-9_]*+)[}｝]\Z")


def formatted(document: Document, entries: Iterable[TemplateEntry]) -> Edits:
    """The edits that format some templates; none for broken templates, or if the result would read differently."""
    text, format = document.text, document.format
    if text is None:
        return []
    made = {
        entry.index: edits
        for entry in entries
        if entry.template is not None and not entry.problems and (edits := list(format.tidy(text, entry)))
    }
    # All at once: a reading for each template would be as many readings of the whole document.
    for changed in _changed(document, _joined(made)) or ():
        made.pop(changed, None)
    edits = _joined(made)
    if not edits or _changed(document, edits) != []:
        return []
    return differences(text, Text(applied(text.value, edits)))


def _joined(edits: dict[int, list[Edit]]) -> list[Edit]:
    return [edit for each in edits.values() for edit in each]


def _changed(document: Document, edits: list[Edit]) -> list[int] | None:
    """The indexes of the templates that edits change; None if they make more or fewer templates."""
    assert document.text is not None
    text = applied(document.text.value, edits)
    after = read(text, document.name, format=document.format, previous=document, keep=True)
    if len(after.regions) != len(document.regions):
        return None
    pairs = zip(document.entries(), after.entries(), strict=True)
    return [old.index for old, new in pairs if not same_template(old.template, new.template)]


async def format_document(session: Session, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    """The edits for all templates. For many they are made in a thread, from a document of its own. Raises
    ContentModified if the text has changed meanwhile."""
    inspection = session.inspect(params.text_document.uri)
    if inspection is None or inspection.excluded or inspection.is_code:
        return None
    document = inspection.document
    if len(document.regions) <= _AT_ONCE or document.text is None:
        return inspection.positions.edits(formatted(document, document.entries()))
    edits = await in_thread(partial(_formatted_anew, document.text, document.name, document.format))
    now = session.inspect(params.text_document.uri)
    if now is None or now.document.text is not document.text:
        raise ContentModified
    return inspection.positions.edits(edits)


def _formatted_anew(text: Text, name: str, format: Format) -> Edits:
    document = read(text, name, format=format, keep=True)
    return formatted(document, document.entries())


def format_range(
    session: Session, inspection: Inspection, params: types.DocumentRangeFormattingParams
) -> list[types.TextEdit]:
    """The edits for the templates that a range touches. Each is formatted as a whole, since its fields are ordered."""
    start, end = inspection.positions.offsets(params.range)
    return inspection.positions.edits(formatted(inspection.document, inspection.touched(start, end)))


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
    Method(types.TEXT_DOCUMENT_FORMATTING, format_document),
    Method(types.TEXT_DOCUMENT_RANGE_FORMATTING, on_document(format_range)),
    Method(
        types.TEXT_DOCUMENT_ON_TYPE_FORMATTING,
        on_document(format_typed),
        lambda client: types.DocumentOnTypeFormattingOptions("｝", ["}"]),
    ),
)
