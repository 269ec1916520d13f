"""`textDocument/documentLink`: links in contents, and the pages of rules that suppressions name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from lsprotocol import types

from smslint.core.patterns import lazy_pattern
from smslint.core.place import CONTENT, Place, Span
from smslint.documents.parsed_template import TemplateEntry
from smslint.io.escape import is_page
from smslint.lsp.documentation import rule_link
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method, on_document
from smslint.lsp.session import Session

_COMMENT: Final = lazy_pattern(r"#[ \t]*smslint:[ \t]*ignore\[([A-Za-z0-9-]+)\]")
_SAFE: Final = "/:?#[]@!$&'()*+,;=%~"


def links(session: Session, inspection: Inspection, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
    """Links without variables, and rule ids."""
    found = [link for entry in inspection.entries for link in _template_links(session, inspection, entry)]
    return [*found, *_comments(session, inspection)]


def _template_links(session: Session, inspection: Inspection, entry: TemplateEntry) -> Iterator[types.DocumentLink]:
    analysis = inspection.analysis(entry)
    if analysis is None:
        return
    wanted: list[tuple[Span, str]] = []
    for link in analysis.links:
        written = analysis.content[link.start : link.end]
        if link.kind != "variable" and not link.placeholders:
            address = quote(written if "://" in written else f"http://{written}", safe=_SAFE)
            if is_page(address):
                wanted.append((Span(CONTENT, link.start, link.end), address))
    for number, suppression in enumerate(analysis.template.suppress):
        url = _page(session, inspection, suppression.rule)
        if url is not None:
            wanted.append((Span(Place(("suppress", number, "rule")), 0, len(suppression.rule)), url))
    ranges = inspection.document.source_ranges(entry, [span for span, _ in wanted])
    for (_, target), place in zip(wanted, ranges, strict=True):
        if place is not None and place[0] < place[1]:
            yield types.DocumentLink(inspection.positions.range(*place), target)


def _comments(session: Session, inspection: Inspection) -> Iterator[types.DocumentLink]:
    text = inspection.document.text
    if text is None or "smslint:" not in text.value or not inspection.document.format.comments:
        return
    for found in _COMMENT.finditer(text.value):
        url = _page(session, inspection, found[1])
        if url is not None:
            yield types.DocumentLink(inspection.positions.range(*found.span(1)), url)


def _page(session: Session, inspection: Inspection, rule: str) -> str | None:
    if rule not in inspection.file_rules.catalog.rules:
        return None
    return rule_link(rule, inspection.file_rules.page(rule), inspection.uri, session.client)


METHOD = Method(types.TEXT_DOCUMENT_DOCUMENT_LINK, on_document(links))
