"""What stands at a place of source code that sends: the code of a template, or a key of its values. And where
templates, and the places that send them, stand in the workspace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lsprotocol import types

from smslint.core.patterns import lazy_pattern
from smslint.core.place import CODE, Span
from smslint.documents.code.site import Key
from smslint.lsp.code_project import CodeProject, CodeTemplate
from smslint.lsp.inspection import Inspection
from smslint.lsp.occurrences import occurrence_at, occurrences
from smslint.lsp.uris import normalized
from smslint.syntax.edit import Edit
from smslint.workspace.contract_rules import ResolvedSite

_LITERAL = lazy_pattern(r"(?<![A-Za-z0-9_])(?:DIGITAL_SMS|SMS)_\d+")


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
    place = inspection.document.source_range(entry, Span(CODE, 0, len(code)))
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
        place = inspection.document.source_range(entry, Span(CODE, 0, len(code or "")))
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


def references_at(project: CodeProject, inspection: Inspection, offset: int, declared: bool) -> list[types.Location]:
    """Where source code names the template, or the variable, that is named at an offset of a document.

    From source code it is also said where the template has these; `declared` says whether its declaration counts.
    """
    sent = sent_at(project, inspection, offset)
    if sent is not None:
        return [each for code in sent.codes for each in _references(project, inspection, code, sent.key, declared)]
    code = code_at(inspection, offset)
    if code is not None:
        return code_locations(project, inspection, code)
    entry = inspection.entry_at(offset)
    here = occurrence_at(inspection, entry, offset)
    code = entry.template.code if entry is not None and entry.template is not None else None
    if here is None or not code or here.role == "example":
        return []
    return key_locations(project, inspection, code, here.name)


def _references(
    project: CodeProject, inspection: Inspection, code: str, key: Key | None, declared: bool
) -> Iterator[types.Location]:
    template = project.template(code, inspection)
    if key is None:
        place = declared_at(template) if template is not None and declared else None
        yield from [place] if place is not None else ()
        yield from code_locations(project, inspection, code)
        return
    for each in occurrences(*template) if template is not None else ():
        if each.name == key.name and each.role != "example" and (declared or each.role != "declaration"):
            holder = template.inspection if template is not None else inspection
            yield types.Location(holder.uri, holder.positions.range(each.start, each.end))
    yield from key_locations(project, inspection, code, key.name)


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


class KeyRename(NamedTuple):
    """What becomes of the places that send when a variable gets another name: the edits of each document, and how many
    places may need one that is not known."""

    edits: dict[str, tuple[Inspection, list[Edit]]]
    unknown: int


def renamed_keys(project: CodeProject, inspection: Inspection, code: str, old: str, new: str) -> KeyRename:
    """The edits that rename a variable where source code certainly sends it to this template alone."""
    edits: dict[str, tuple[Inspection, list[Edit]]] = {}
    unknown = 0
    for holder, each in sending(project, inspection, code):
        keys, text = each.site.keys, holder.document.text
        found = [key for key in keys or () if key.name == old]
        here = [key for key in found if text is not None and text.value[key.start : key.end] == old]
        if keys is None or len(here) < len(found) or (found and len(each.codes) > 1):
            unknown += 1
            continue
        made = edits.setdefault(normalized(holder.uri), (holder, []))[1]
        for key in here:
            made += [edit for edit in (_renamed(key, new, holder),) if edit not in made]
    return KeyRename({uri: each for uri, each in edits.items() if each[1]}, unknown)


def _renamed(key: Key, new: str, holder: Inspection) -> Edit:
    """The edit of a key; a name that is key and value in one stays the value."""
    if (key.start, key.end) != (key.value_start, key.value_end):
        return Edit(key.start, key.end, new)
    between = " = " if holder.uri.endswith(".cs") else ": "
    return Edit(key.start, key.end, f"{new}{between}{key.name}")
