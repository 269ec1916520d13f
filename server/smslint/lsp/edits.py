"""The edits between two texts, and edits as LSP has them: with versions and, if they are unsafe, with annotations,
provided that the client supports them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lsprotocol import types

from smslint.core.text import Text
from smslint.lsp.client import Client
from smslint.lsp.inspection import Inspection
from smslint.messages import lsp as messages
from smslint.syntax.edit import Edit
from smslint.syntax.line_matcher import LineMatcher, common_ends

Edits = Sequence[tuple[int, int, str]]
_UNSAFE = "unsafe"


def workspace_edit(
    inspection: Inspection, edits: Edits, client: Client, *, unsafe: bool = False
) -> types.WorkspaceEdit:
    """The workspace edit for the edits of one document."""
    made = inspection.positions.edits(edits)
    if not (unsafe and client.annotates_changes and client.edits_versioned_documents):
        return workspace_edit_of(inspection.uri, inspection.version, made, client)
    document = types.OptionalVersionedTextDocumentIdentifier(uri=inspection.uri, version=inspection.version)
    annotated = [types.AnnotatedTextEdit(_UNSAFE, each.range, each.new_text) for each in made]
    language = client.language
    note = types.ChangeAnnotation(
        messages.UNSAFE_LABEL.text(language), needs_confirmation=True, description=messages.UNSAFE_WHY.text(language)
    )
    return types.WorkspaceEdit(
        document_changes=[types.TextDocumentEdit(document, annotated)], change_annotations={_UNSAFE: note}
    )


def workspace_edits(edits: Iterable[tuple[Inspection, Edits]], client: Client) -> types.WorkspaceEdit:
    """The workspace edit for the edits of several documents."""
    made = [workspace_edit(inspection, found, client) for inspection, found in edits]
    if client.edits_versioned_documents:
        return types.WorkspaceEdit(document_changes=[one for each in made for one in each.document_changes or ()])
    return types.WorkspaceEdit(changes={uri: found for each in made for uri, found in (each.changes or {}).items()})


def workspace_edit_of(
    uri: str, version: int | None, edits: Sequence[types.TextEdit], client: Client
) -> types.WorkspaceEdit:
    """The workspace edit for edits of LSP in one document."""
    if not client.edits_versioned_documents:
        return types.WorkspaceEdit(changes={uri: edits})
    document = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, edits)])


def differences(before: Text, after: Text) -> list[Edit]:
    """The edits that turn one text into another, line by line."""
    old, new = _lines(before), _lines(after)
    edits: list[Edit] = []
    old_starts = [*before.line_starts, len(before)]
    new_starts = [*after.line_starts, len(after)]
    for tag, first, last, start, end in LineMatcher(old, new).get_opcodes():
        if tag != "equal":
            was = before.value[old_starts[first] : old_starts[last]]
            now = after.value[new_starts[start] : new_starts[end]]
            at = old_starts[first]
            edits += [Edit(at + each.start, at + each.end, each.text) for each in _middle(was, now)]
    return edits


def _lines(text: Text) -> list[str]:
    ends = [*text.line_starts[1:], len(text)]
    return [text.value[start:end] for start, end in zip(text.line_starts, ends, strict=True)]


def _middle(was: str, now: str) -> list[Edit]:
    start, tail = common_ends(was, now)
    return [Edit(start, len(was) - tail, now[start : len(now) - tail])] if was != now else []
