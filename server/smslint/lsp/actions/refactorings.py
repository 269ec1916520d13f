"""Code actions that change what is fixed in a message: the selection becomes a variable, a variable its example."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from smslint.core.analysis import Analysis
from smslint.core.attribute import Attribute
from smslint.core.change import Change, Declare, ReplaceText, Undeclare
from smslint.core.declarations import allowed_attributes, free_name, usual_name
from smslint.core.place import CONTENT, Span
from smslint.core.samples import typical_values
from smslint.core.verdict import effective_attribute, judge
from smslint.documents.parsed_template import TemplateEntry
from smslint.io.escape import visible
from smslint.lsp.actions.action import Action
from smslint.lsp.completion.ranking import ranked
from smslint.lsp.edits import Edits
from smslint.lsp.inspection import Inspection
from smslint.lsp.occurrences import occurrence_at
from smslint.messages import Language
from smslint.messages import lsp as messages

_LONGEST: Final = 200
"""The most code points of a selection that becomes a variable: no value is longer."""


def refactorings(inspection: Inspection, start: int, end: int, language: Language) -> Iterator[Action]:
    """The refactorings for a selection, or for the variable under the cursor."""
    entry = inspection.entry_at(start)
    analysis = inspection.analysis(entry) if entry is not None else None
    if entry is None or analysis is None:
        return
    if start < end:
        found = _extraction(inspection, entry, analysis, start, end)
        if found is not None:
            text, name, attribute = found
            title = messages.EXTRACT.text(language, text=visible(text), name=name, title=attribute.title)
            yield Action(title, "refactor.extract", ("extract", entry.index, start, end))
        return
    here = occurrence_at(inspection, entry, start)
    value = _value(analysis, here.name) if here is not None else None
    if here is not None and value is not None:
        title = messages.INLINE.text(language, name=here.name, value=visible(value))
        yield Action(title, "refactor.inline", ("inline", entry.index, here.name))


def _extraction(
    inspection: Inspection, entry: TemplateEntry, analysis: Analysis, start: int, end: int
) -> tuple[str, str, Attribute] | None:
    """The selected part of a content, with the name and the attribute of a variable that can stand for it."""
    place = _content_range(inspection, entry, analysis, start, end)
    if place is None or analysis.in_placeholder(*place):
        return None
    text = analysis.content[slice(*place)]
    attributes = allowed_attributes(analysis.type, analysis.catalog)
    for attribute in ranked(attributes, analysis.content, *place, analysis.lexicon):
        verdict = judge(text, attribute, analysis.catalog, value_length=analysis.value_length, suggest=False)
        if verdict.verdict == "accepted":
            return text, free_name(usual_name(analysis, attribute.code) or "value", analysis), attribute
    return None


def _content_range(
    inspection: Inspection, entry: TemplateEntry, analysis: Analysis, start: int, end: int
) -> tuple[int, int] | None:
    """The range of the content that a range of the document shows; None if it shows anything else, too."""
    if not 0 < end - start <= 6 * _LONGEST:  # a code point may be written with six, as `\\u4f60`
        return None
    document, size = inspection.document, len(analysis.content)

    def index(offset: int) -> int | None:
        at = bisect_left(range(size), offset, key=lambda each: _start(each))
        return at if _start(at) == offset else None

    def _start(each: int) -> int:
        found = document.source_range(entry, Span(CONTENT, each, each))
        return found[0] if found is not None else -1

    first, last = index(start), index(end)
    if first is None or last is None or not 0 < last - first <= _LONGEST:
        return None
    shown = document.source_range(entry, Span(CONTENT, first, last))
    return (first, last) if shown == (start, end) else None


def extract_edits(inspection: Inspection, index: object, start: object, end: object) -> Edits | None:
    """The edits that put a variable in the place of a range of the content, which becomes its example."""
    entry = inspection.entry(index)
    analysis = inspection.analysis(entry) if entry is not None else None
    if entry is None or analysis is None or not isinstance(start, int) or not isinstance(end, int):
        return None
    place = _content_range(inspection, entry, analysis, start, end)
    found = _extraction(inspection, entry, analysis, start, end)
    if place is None or found is None:
        return None
    text, name, attribute = found
    changes: list[Change] = [ReplaceText(CONTENT, *place, f"${{{name}}}")]
    if "variables" in analysis.template.carries:
        changes.append(Declare(name, attribute.code, text))
    return inspection.document.entry_edits(entry, changes)


def _value(analysis: Analysis, name: str) -> str | None:
    """The example of a variable, else a typical value of its attribute; None if there is neither."""
    declared = analysis.template.variables.get(name)
    if declared is None or name not in analysis.first_uses:
        return None
    if isinstance(declared.example, str) and declared.example:
        return declared.example if "${" not in declared.example else None
    attribute = analysis.catalog.attributes.get(declared.attribute or "")
    if attribute is None:
        return None
    judged = effective_attribute(attribute, analysis.catalog)
    return typical_values(judged, analysis.catalog, analysis.value_length)[0] if "accepted" in judged.file else None


def inline_edits(inspection: Inspection, index: object, name: object) -> Edits | None:
    """The edits that put a value in the place of a variable, and remove its declaration."""
    entry = inspection.entry(index)
    analysis = inspection.analysis(entry) if entry is not None else None
    if entry is None or analysis is None or not isinstance(name, str):
        return None
    value = _value(analysis, name)
    if value is None:
        return None
    uses = [each for each in analysis.variables if each.name == name]
    changes: list[Change] = [ReplaceText(CONTENT, each.start, each.end, value) for each in uses]
    return inspection.document.entry_edits(entry, [*changes, Undeclare(name)])
