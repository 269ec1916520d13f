"""Edits of open documents as workspace edits of LSP: with versions and, if they are unsafe, with annotations, provided
that the client supports them."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from smslint.lsp.client import Client
from smslint.lsp.inspection import Inspection
from smslint.messages import lsp as messages

Edits = Sequence[tuple[int, int, str]]
_UNSAFE = "unsafe"


def workspace_edit(
    inspection: Inspection, edits: Edits, client: Client, *, unsafe: bool = False
) -> types.WorkspaceEdit:
    """The workspace edit for the edits of one document."""
    made = inspection.positions.edits(edits)
    if not client.edits_versioned_documents:
        return types.WorkspaceEdit(changes={inspection.uri: made})
    document = types.OptionalVersionedTextDocumentIdentifier(uri=inspection.uri, version=inspection.version)
    if not (unsafe and client.annotates_changes):
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, made)])
    annotated = [types.AnnotatedTextEdit(_UNSAFE, each.range, each.new_text) for each in made]
    language = client.language
    note = types.ChangeAnnotation(
        messages.UNSAFE_LABEL.text(language), needs_confirmation=True, description=messages.UNSAFE_WHY.text(language)
    )
    return types.WorkspaceEdit(
        document_changes=[types.TextDocumentEdit(document, annotated)], change_annotations={_UNSAFE: note}
    )
