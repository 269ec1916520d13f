"""The language server: who the client is, which texts are open, and which methods are served."""

from __future__ import annotations

import logging
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from smslint import __version__
from smslint.lsp.client import Client
from smslint.lsp.open_documents import OpenDocument, OpenDocuments
from smslint.lsp.protocol import Protocol

logger = logging.getLogger(__name__)


class Server(LanguageServer):
    """One client's server; `exit_code` is what its process ends with."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__("smslint", __version__, protocol_cls=Protocol)
        self.client = Client()
        self.documents = OpenDocuments()
        self.exit_code = 1
        self._confessed = False

    def meet(self, client: Client, params: types.InitializeParams) -> None:
        """Learns who the client is, before the answer to `initialize` is made."""
        self.client = client

    def opened(self, document: OpenDocument) -> None:
        """A document was opened."""
        self.documents.put(document)

    def changed(self, document: OpenDocument) -> None:
        """A document was changed."""
        self.documents.put(document)

    def closed(self, uri: str) -> None:
        """A document was closed."""
        self.documents.close(uri)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """A fault is logged with its traceback and shown once in a short message; the server goes on."""
        logger.error("Fault in the server", exc_info=error)
