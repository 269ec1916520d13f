"""`textDocument/didOpen`, `didChange` and `didClose`: the texts of open documents."""

from __future__ import annotations

import logging

from lsprotocol import types

from smslint.core.text import Text
from smslint.lsp.method import Method
from smslint.lsp.open_documents import OpenDocument
from smslint.lsp.session import Session

logger = logging.getLogger(__name__)


def did_open(session: Session, params: types.DidOpenTextDocumentParams) -> None:
    """Takes a text over from the disk."""
    item = params.text_document
    session.put(OpenDocument(item.uri, item.language_id, item.version, Text(item.text)))


def did_change(session: Session, params: types.DidChangeTextDocumentParams) -> None:
    """Applies edits; drops those of a document that was never opened."""
    document = session.documents.get(params.text_document.uri)
    if document is None:
        logger.warning("A document that is not open was changed.")
        return
    changes = list(params.content_changes)
    session.put(document.changed(params.text_document.version, changes, session.client.encoding))


def did_close(session: Session, params: types.DidCloseTextDocumentParams) -> None:
    """Gives a text back to the disk."""
    session.close(params.text_document.uri)


METHODS = (
    Method(types.TEXT_DOCUMENT_DID_OPEN, did_open),
    Method(types.TEXT_DOCUMENT_DID_CHANGE, did_change),
    Method(types.TEXT_DOCUMENT_DID_CLOSE, did_close),
)
