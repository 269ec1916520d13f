"""The one bridge between offsets and LSP positions, and between findings and diagnostics."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from smslint.core.text import Encoding, Text
from smslint.lsp.client import Client
from smslint.workspace.located import Edit, Located, Range

SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
UNNECESSARY = frozenset({"unused-variable", "unused-suppression"})
"""Rules whose marked text has no effect and may be shown faded."""


def position_of(text: Text, offset: int, encoding: Encoding) -> types.Position:
    """The position of an offset."""
    line, unit = text.position(offset, encoding)
    return types.Position(line, unit)


def range_of(text: Text, start: int, end: int, encoding: Encoding) -> types.Range:
    """The range of a half-open range of code points."""
    return types.Range(position_of(text, start, encoding), position_of(text, end, encoding))


def offset_of(text: Text, position: types.Position, encoding: Encoding) -> int:
    """The offset of a position, taken to the nearest character of its line."""
    return text.offset(position.line, position.character, encoding)


def text_edits(text: Text, edits: Iterable[Edit], encoding: Encoding) -> list[types.TextEdit]:
    """Edits of a file's text as the client takes them."""
    return [types.TextEdit(range_of(text, edit.start, edit.end, encoding), edit.text) for edit in edits]


def diagnostic_of(located: Located, uri: str, text: Text, client: Client) -> types.Diagnostic:
    """A finding as the editor shows it. `data` holds what a quick fix needs to find it again."""
    place = located.range or Range(0, 0)
    rule = located.finding.rule.id
    return types.Diagnostic(
        range=range_of(text, place.start, place.end, client.encoding),
        severity=SEVERITIES[located.finding.severity],
        code=rule,
        code_description=types.CodeDescription(located.url) if located.url and client.links_codes else None,
        source="smslint",
        message=located.finding.message(client.language),
        tags=[types.DiagnosticTag.Unnecessary] if rule in UNNECESSARY and client.shows_unnecessary else None,
        related_information=_related(located, uri, text, client) if client.relates_information else None,
        data={"fingerprint": located.fingerprint},
    )


def _related(located: Located, uri: str, text: Text, client: Client) -> list[types.DiagnosticRelatedInformation] | None:
    return [
        types.DiagnosticRelatedInformation(
            location=types.Location(uri, range_of(text, *related.range, client.encoding)),
            message=related.label.text(client.language),
        )
        for related in located.related
        if related.range is not None
    ] or None
