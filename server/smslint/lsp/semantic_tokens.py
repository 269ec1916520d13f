"""The parts of a template with a meaning of their own: variables, attribute codes, links, unsubscribe texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from smslint.core.place import CONTENT, VARIABLES, Span
from smslint.documents.parsed_template import TemplateEntry
from smslint.lsp.inspection import Inspection
from smslint.lsp.occurrences import occurrences
from smslint.lsp.positions import PositionCodec
from smslint.lsp.uris import normalized

TYPES: Final = ("variable", "enumMember", "string", "keyword")
MODIFIERS: Final = ("declaration", "deprecated")
_DECLARATION, _DEPRECATED = 1, 2


class SemanticToken(NamedTuple):
    """A range of the document, the number of its type, and its modifiers as bits."""

    start: int
    end: int
    type: int
    modifiers: int = 0


def tokens_of(inspection: Inspection, entries: Iterable[TemplateEntry]) -> list[SemanticToken]:
    """The tokens of templates, in the order of the text, without those that overlap an earlier one."""
    found = sorted(token for entry in entries for token in _template_tokens(inspection, entry))
    kept: list[SemanticToken] = []
    for token in found:
        if token.start < token.end and (not kept or token.start >= kept[-1].end):
            kept.append(token)
    return kept


def _template_tokens(inspection: Inspection, entry: TemplateEntry) -> Iterator[SemanticToken]:
    for each in occurrences(inspection, entry):
        if each.role == "use":
            yield SemanticToken(each.start - 2, each.end + 1, 0)
        elif each.role != "example":
            yield SemanticToken(each.start, each.end, 0, _DECLARATION if each.role == "declaration" else 0)
    analysis = inspection.analysis(entry)
    if analysis is None:
        return
    spans: list[tuple[Span, int, int]] = []
    for name, variable in analysis.template.variables.items():
        attribute = analysis.catalog.attributes.get(variable.attribute or "")
        if attribute is not None:
            old = 0 if attribute.status == "current" else _DEPRECATED
            spans.append((Span(VARIABLES / name / "attribute", 0, len(attribute.code)), 1, old))
    for link in analysis.links:
        edge = link.start
        for placeholder in (*link.placeholders, None):
            stop = placeholder.start if placeholder is not None else link.end
            if edge < stop:
                spans.append((Span(CONTENT, edge, stop), 2, 0))
            edge = placeholder.end if placeholder is not None else stop
    spans += [(Span(CONTENT, each.start, each.end), 3, 0) for each in analysis.unsubscribes]
    ranges = inspection.document.source_ranges(entry, [span for span, _, _ in spans])
    for (_, type, modifiers), place in zip(spans, ranges, strict=True):
        if place is not None:
            yield SemanticToken(*place, type, modifiers)


def encode_tokens(tokens: Iterable[SemanticToken], positions: PositionCodec) -> list[int]:
    """Tokens as LSP encodes them, each relative to the one before. Those of several lines are left out."""
    data: list[int] = []
    last_line = last_unit = 0
    for token in tokens:
        start, end = positions.position(token.start), positions.position(token.end)
        if start.line != end.line:
            continue
        unit = start.character - (last_unit if start.line == last_line else 0)
        data += [start.line - last_line, unit, end.character - start.character, token.type, token.modifiers]
        last_line, last_unit = start.line, start.character
    return data


class SemanticTokensCache:
    """The tokens that were last sent for each document, so that a client is sent only what has changed since."""

    def __init__(self) -> None:
        self._number = 0
        self._tokens: dict[str, tuple[str, list[int]]] = {}

    def put(self, uri: str, data: list[int]) -> str:
        """Remembers the tokens of a document, and gives them an id."""
        self._number += 1
        self._tokens[normalized(uri)] = str(self._number), data
        return str(self._number)

    def get(self, uri: str, result: str) -> list[int] | None:
        """The tokens with an id; None if they are not the last ones of their document."""
        known = self._tokens.get(normalized(uri))
        return known[1] if known is not None and known[0] == result else None

    def forget(self, uri: str) -> None:
        """Forgets a document that was closed."""
        self._tokens.pop(normalized(uri), None)
