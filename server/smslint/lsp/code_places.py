"""What stands at a place of source code that sends: the code of a template, or a key of its values. And where
templates, and the places that send them, stand in the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lsprotocol import types

from smslint.core.patterns import lazy_pattern
from smslint.core.place import Place, Span
from smslint.documents.code.site import Key
from smslint.lsp.code_project import CodeProject, CodeTemplate
from smslint.lsp.inspection import Inspection
from smslint.lsp.occurrences import occurrences
from smslint.workspace.contract_rules import ResolvedSite

_LITERAL = lazy_pattern(r"(?<![A-Za-z0-9_])(?:DIGITAL_)?SMS_\d+")
_CODE = Place(("code",))


class Sent(NamedTuple):
    """What is sent at a range of a document: a template, by the codes that it may be; `key` is a key of its values."""

    start: int
    end: int
    codes: tuple[str, ...]
    key: Key | None = None


def sent_at(project: CodeProject, inspection: Inspection, offset: int) -> Sent | None:
    """What is sent at an offset of source code; None if nothing is."""
    text = inspection.document.text
    if text is None or not inspection.is_code:
        return None
    line = text.line_of(offset)
    for found in _LITERAL.finditer(text.value, text.line_starts[line], text.line_end(line)):
        if found.start() <= offset <= found.end():
            return Sent(found.start(), found.end(), (found[0],))
    for each in project.sites(inspection):
        site = each.site
        for key in site.keys or ():
            if key.start <= offset <= key.end and key.start < key.end:
                return Sent(key.start, key.end, each.codes, key)
        if each.codes and site.code_start <= offset <= site.code_end:
            return Sent(site.code_start, site.code_end, each.codes)
    return None


def code_at(inspection: Inspection, offset: int) -> str | None:
    """The code of the template around an offset, if the offset is in it; None elsewhere."""
    entry = inspection.entry_at(offset)
    code = entry.template.code if entry is not None and entry.template is not None else None
    if entry is None or not code:
        return None
    place = inspection.document.source_range(entry, Span(_CODE, 0, len(code)))
    return code if place is not None and place[0] <= offset <= place[1] else None


def declared_at(found: CodeTemplate, variable: str | None = None) -> types.Location | None:
    """Where a template has its code, or one of its variables: in its declaration, else where it is used first."""
    inspection, entry = found
    if variable is not None:
        known = [each for each in occurrences(inspection, entry) if each.name == variable and each.role != "example"]
        known.sort(key=lambda each: each.role != "declaration")
        place = (known[0].start, known[0].end) if known else None
    else:
        code = entry.template.code if entry.template is not None else None
        place = inspection.document.source_range(entry, Span(_CODE, 0, len(code or "")))
    return types.Location(inspection.uri, inspection.positions.range(*place)) if place is not None else None


def definitions(project: CodeProject, inspection: Inspection, offset: int) -> list[types.Location]:
    """Where the templates are that the code at an offset names, or their variables that a key there is for."""
    sent = sent_at(project, inspection, offset)
    found = []
    for code in sent.codes if sent is not None else ():
        template = project.template(code, inspection)
        name = sent.key.name if sent is not None and sent.key is not None else None
        place = declared_at(template, name) if template is not None else None
        found += [place] if place is not None else []
    return found


def sending(project: CodeProject, inspection: Inspection, code: str) -> Iterator[tuple[Inspection, ResolvedSite]]:
    """The places that send a template; `inspection` is a document as it is now."""
    return ((holder, site) for holder, site in project.all_sites(inspection) if code in site.codes)


def code_locations(project: CodeProject, inspection: Inspection, code: str) -> list[types.Location]:
    """Where source code names a template that it sends."""
    found = []
    for holder, each in sending(project, inspection, code):
        start, end = each.site.code_start, each.site.code_end
        found.append(types.Location(holder.uri, holder.positions.range(start, end)))
    return found


def key_locations(project: CodeProject, inspection: Inspection, code: str, name: str) -> list[types.Location]:
    """Where source code names a variable of a template that it sends."""
    return [
        types.Location(holder.uri, holder.positions.range(key.start, key.end))
        for holder, each in sending(project, inspection, code)
        for key in each.site.keys or ()
        if key.name == name and key.start < key.end
    ]
