"""The life of a request, where pygls leaves the protocol (LSP-NOTES 5 to 8).

Every request is answered: malformed params with -32602, a request before `initialize` with -32002, one after `shutdown` with
-32600, broken JSON with -32700. `exit` without `shutdown` ends the process with code 1. Open texts are kept in
`OpenDocuments` and not in pygls' workspace.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

from smslint.lsp.client import client_of
from smslint.lsp.open_documents import OpenDocument

if TYPE_CHECKING:
    from smslint.lsp.server import Server

logger = logging.getLogger(__name__)

MessageId = str | int | None
SERVER_NOT_INITIALIZED = types.ErrorCodes.ServerNotInitialized.value
INVALID_REQUEST = types.ErrorCodes.InvalidRequest.value
INVALID_PARAMS = types.ErrorCodes.InvalidParams.value
PARSE_ERROR = types.ErrorCodes.ParseError.value


@dataclass(frozen=True, slots=True)
class Refused:
    """A message that could not be read: its id, where it is a request, and why."""

    id: MessageId
    request: bool
    code: int
    reason: str


class Protocol(LanguageServerProtocol):
    """The protocol of `smslint server`."""

    _server: Server

    def __init__(self, server: Server, converter: Any) -> None:
        super().__init__(server, converter)
        self._initialized = False

    def structure_message(self, data: dict[str, Any]) -> Any:
        """A message as a typed object; one that cannot be read becomes a `Refused`."""
        if "jsonrpc" not in data:
            return data
        identity = data.get("id")
        request = "method" in data and "id" in data
        if not isinstance(data.get("method", ""), str) or isinstance(identity, bool | float | dict | list):
            return Refused(None, request, INVALID_REQUEST, "The message is no JSON-RPC request.")
        try:
            return super().structure_message(data)
        except JsonRpcException:
            return Refused(identity, request, INVALID_PARAMS, f"The params of {data.get('method')} are malformed.")

    def handle_message(self, message: Any) -> None:
        """Answers what cannot be handled now; hands on the rest."""
        if isinstance(message, Refused):
            if message.request:
                self._refuse(message.id, message.code, message.reason)
            return
        if getattr(message, "jsonrpc", None) != self.VERSION:
            self._refuse(None, INVALID_REQUEST, "The message is no JSON-RPC 2.0 message.")
            return
        method, identity = getattr(message, "method", None), getattr(message, "id", None)
        if method is not None and method != types.EXIT:
            reason = self._unready(method)
            if reason is not None:
                if identity is not None:
                    self._refuse(identity, *reason)
                return
        super().handle_message(message)

    def _unready(self, method: str) -> tuple[int, str] | None:
        """Why a method cannot be served in this part of the server's life."""
        if self._shutdown:
            return INVALID_REQUEST, "The server has been shut down."
        if method == types.INITIALIZE:
            return (INVALID_REQUEST, "The server is already initialized.") if self._initialized else None
        return None if self._initialized else (SERVER_NOT_INITIALIZED, "The server is not initialized.")

    def _refuse(self, identity: MessageId, code: int, reason: str) -> None:
        if identity is None:  # ResponseErrorMessage would leave the id out, and JSON-RPC demands null
            answer = {"jsonrpc": self.VERSION, "id": None, "error": {"code": code, "message": reason}}
            self._send_data(answer)
        else:
            self._send_response(identity, error=types.ResponseError(code=code, message=reason))

    def refuse_unparsed(self, error: json.JSONDecodeError | UnicodeDecodeError | RecursionError) -> None:
        """Answers a body that is no JSON."""
        self._refuse(None, PARSE_ERROR, f"The message is no JSON: {type(error).__name__}.")

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        """Learns what the client can do, then registers the methods that it can use."""
        self._server.meet(client_of(params), params)
        result = yield from super().lsp_initialize(params)
        result.capabilities.position_encoding = types.PositionEncodingKind(self._server.client.encoding)
        self._initialized = True
        return result

    @lsp_method(types.EXIT)
    def lsp_exit(self, *args: Any) -> Generator[Any, Any, None]:
        """Ends the process: code 0 after `shutdown`, else 1."""
        self._server.exit_code = 0 if self._shutdown else 1
        yield from super().lsp_exit(*args)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Takes over a text from the disk."""
        item = params.text_document
        self._server.opened(OpenDocument.of(item.uri, item.language_id, item.version, item.text))

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Applies edits; those of a document that was never opened are dropped."""
        document = self._server.documents.get(params.text_document.uri)
        if document is None:
            logger.warning("A document was changed that is not open.")
            return
        encoding = self._server.client.encoding
        self._server.changed(document.changed(params.text_document.version, list(params.content_changes), encoding))

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Gives a text back to the disk."""
        self._server.closed(params.text_document.uri)
