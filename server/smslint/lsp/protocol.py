"""The life of a message, where pygls does not follow the protocol.

Every message with an id is answered, even a notification: malformed params with -32602, a request before `initialize`
with -32002, one after `shutdown` with -32600, an unknown method with -32601, broken JSON with -32700, a fault with
-32603. `exit` without `shutdown` ends the process with code 1.

These members of pygls are overridden or private. Check them when its version changes:

- `structure_message`, `handle_message`: malformed messages are answered, which pygls only logs.
- `_send_handler_result`, `_check_handler_result`, `_handle_cancel_notification`: errors get the codes above, no
  traceback reaches the client, and unknown ids are ignored.
- `_request_futures`: the running requests, which `shutdown` cancels.
- `_send_data`, `_include_headers`, `writer`: errors and diagnostics are written without objects of lsprotocol.
- `fm.builtin_features`: the handlers of pygls, most of which are removed.
- `_server`, `_converter`, `_shutdown`: state of the base class.
"""

from __future__ import annotations

import asyncio
import json
import logging
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, Protocol

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol, default_converter
from pygls.protocol.language_server import lsp_method

from smslint.dataclass import dataclass
from smslint.io.escape import notice
from smslint.lsp.errors import ContentModified, InvalidParams, RequestFailed

logger = logging.getLogger(__name__)

MessageId = str | int | None
PARSE_ERROR = types.ErrorCodes.ParseError.value
INVALID_REQUEST = types.ErrorCodes.InvalidRequest.value
METHOD_NOT_FOUND = types.ErrorCodes.MethodNotFound.value
INVALID_PARAMS = types.ErrorCodes.InvalidParams.value
INTERNAL_ERROR = types.ErrorCodes.InternalError.value
SERVER_NOT_INITIALIZED = types.ErrorCodes.ServerNotInitialized.value
REQUEST_FAILED = types.LSPErrorCodes.RequestFailed.value
CONTENT_MODIFIED = types.LSPErrorCodes.ContentModified.value
REQUEST_CANCELLED = types.LSPErrorCodes.RequestCancelled.value
_CANCELLED = "The request was canceled."
_SHORT = 1024
"""No message that cancels a request is longer, in bytes."""
_BUILT_IN = frozenset({types.INITIALIZE, types.SHUTDOWN, types.EXIT, types.SET_TRACE})
"""Methods that are served by this class. The other handlers of pygls are removed: the server registers its own."""


@dataclass(frozen=True, slots=True)
class RejectedMessage:
    """A message that is not handled, with the error that answers it if it is a request."""

    id: MessageId
    request: bool
    code: int
    reason: str


class ServerLifecycle(Protocol):
    """What the protocol needs of its server."""

    exit_code: int

    def initialize(self, params: types.InitializeParams) -> types.ServerCapabilities:
        """Learns what the client can do, and registers the methods that it can use."""

    def end(self) -> None:
        """Stops serving."""

    def fault(self) -> str:
        """What an internal error means to the user."""

    def report_internal_error(self, error: BaseException) -> None:
        """Logs an internal error."""


def converter() -> Any:
    """The converter of pygls; it stops at the first error. It took a minute to tell of each character of a text that
    stands in place of a list."""
    made = default_converter()  # type: ignore[no-untyped-call]
    made.detailed_validation = False
    return made


class ServerProtocol(LanguageServerProtocol):
    """The protocol of `smslint server`."""

    _server: ServerLifecycle  # type: ignore[assignment]

    def __init__(self, server: Any, converter: Any) -> None:
        super().__init__(server, converter)
        self._initialized = False
        self._cancelled: set[MessageId] = set()
        for method in self.fm.builtin_features.keys() - _BUILT_IN:
            del self.fm.builtin_features[method]

    def foresee(self, body: bytes) -> None:
        """Looks at a message that waits: a request that it cancels is not begun. May be called in any thread."""
        if len(body) < _SHORT and b"$/cancelRequest" in body:
            with suppress(ValueError, TypeError, KeyError):
                self._cancelled.add(json.loads(body)["params"]["id"])

    def receive(self, body: bytes) -> None:
        """Handles a message. Never raises."""
        try:
            data = json.loads(body)
        except (ValueError, RecursionError) as error:
            self._respond_with_error(None, PARSE_ERROR, f"The message is not valid JSON ({type(error).__name__}).")
            return
        try:
            message = self.structure_message(data)
            self.handle_message(message)
            if "id" in data and "method" in data and not hasattr(message, "id"):
                self._send_data({"jsonrpc": self.VERSION, "id": data["id"], "result": None})  # who asks gets an answer
        except Exception as error:
            self._server.report_internal_error(error)

    def structure_message(self, data: Any) -> Any:
        """A message as an object of lsprotocol, or a `RejectedMessage`."""
        if not isinstance(data, dict) or data.get("jsonrpc") != self.VERSION:
            return RejectedMessage(None, True, INVALID_REQUEST, "The message is not JSON-RPC 2.0.")
        identity, request = data.get("id"), "method" in data and "id" in data
        if not isinstance(data.get("method", ""), str) or isinstance(identity, bool | float | dict | list):
            return RejectedMessage(None, request, INVALID_REQUEST, "The message is not a JSON-RPC request.")
        if "method" not in data and not ("id" in data and ("result" in data or "error" in data)):
            return RejectedMessage(None, False, INVALID_REQUEST, "The message is neither a request nor a response.")
        if request and identity is None:
            return RejectedMessage(None, True, INVALID_REQUEST, "The id of a request must not be null.")
        if request or "id" not in data:
            unready = self._unready(data["method"])
            if unready is not None:
                return RejectedMessage(identity, request, *unready)
            if request and identity in self._cancelled:
                return RejectedMessage(identity, True, REQUEST_CANCELLED, _CANCELLED)
            if request and self._handler(data["method"]) is None:
                return RejectedMessage(identity, True, METHOD_NOT_FOUND, f"Unknown method {data['method'][:200]!r}.")
        try:
            return super().structure_message(data)
        except (JsonRpcException, RecursionError):
            if not request and "id" in data:
                self._drop_answer(identity)
            return RejectedMessage(identity, request, INVALID_PARAMS, "The parameters are malformed.")

    def _handler(self, method: str) -> Any:
        return self.fm.builtin_features.get(method) or self.fm.features.get(method)

    def _unready(self, method: str) -> tuple[int, str] | None:
        """The error if a method cannot be served before `initialize` or after `shutdown`; None if it can."""
        if method == types.EXIT:
            return None
        if self._shutdown:
            return INVALID_REQUEST, "The server has been shut down."
        if method == types.INITIALIZE:
            return (INVALID_REQUEST, "The server is already initialized.") if self._initialized else None
        return None if self._initialized else (SERVER_NOT_INITIALIZED, "The server is not initialized.")

    def _drop_answer(self, identity: MessageId) -> None:
        """Fails the server's own request whose response cannot be read."""
        future = self._request_futures.pop(identity, None)  # type: ignore[arg-type]
        if future is not None and not future.done():
            future.set_exception(JsonRpcException("The response is malformed."))

    def handle_message(self, message: Any) -> None:
        """Handles a message, or answers a rejected one with an error."""
        if not isinstance(message, RejectedMessage):
            super().handle_message(message)
        elif message.request:
            self._respond_with_error(message.id, message.code, message.reason)

    def _respond_with_error(self, identity: MessageId, code: int, reason: str) -> None:
        self._send_data({"jsonrpc": self.VERSION, "id": identity, "error": {"code": code, "message": reason}})

    def _handle_cancel_notification(self, msg_id: Any) -> None:
        """Cancels a request. An unknown id is ignored, since the request may have been answered."""
        if isinstance(msg_id, str | int):
            self._cancelled.discard(msg_id)
            super()._handle_cancel_notification(msg_id)

    def _send_handler_result(self, future: Future[Any], *, msg_id: Any) -> None:
        """Answers a request with the result of its handler, or with an error."""
        self._request_futures.pop(msg_id, None)
        if future.cancelled():
            self._respond_with_error(msg_id, REQUEST_CANCELLED, _CANCELLED)
            return
        error = future.exception()
        if error is None:
            self._send_data({"jsonrpc": self.VERSION, "id": msg_id, "result": future.result()})
        elif isinstance(error, asyncio.CancelledError):
            self._respond_with_error(msg_id, REQUEST_CANCELLED, _CANCELLED)
        elif isinstance(error, InvalidParams):
            self._respond_with_error(msg_id, INVALID_PARAMS, notice(str(error)))
        elif isinstance(error, ContentModified):
            self._respond_with_error(msg_id, CONTENT_MODIFIED, "The document was changed.")
        elif isinstance(error, RequestFailed):
            self._respond_with_error(msg_id, REQUEST_FAILED, notice(str(error)))
        else:
            self._respond_with_error(msg_id, INTERNAL_ERROR, f"{self._server.fault()} ({type(error).__name__}).")
            self._server.report_internal_error(error)

    def _check_handler_result(self, future: Future[Any]) -> None:
        """Reports the error of a notification, which has no response."""
        error = None if future.cancelled() else future.exception()
        if error is not None:
            self._server.report_internal_error(error)

    def publish(self, params: str) -> None:
        """Publishes diagnostics that are JSON already, since building 200 objects of lsprotocol takes longer than
        checking the document."""
        method = types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS
        body = f'{{"jsonrpc": "{self.VERSION}", "method": "{method}", "params": {params}}}'
        if self.writer is None:  # not connected
            return
        header = f"Content-Length: {len(body)}\r\n\r\n" if self._include_headers else ""
        self.writer.write((header + body).encode("ascii"))

    def diagnostic(self, made: dict[str, Any]) -> types.Diagnostic:
        """A diagnostic as an object of lsprotocol."""
        found: types.Diagnostic = self._converter.structure(made, types.Diagnostic)
        return found

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> types.InitializeResult:  # type: ignore[override]
        """Registers the methods that the client can use."""
        self.client_capabilities = params.capabilities
        self.server_capabilities = self._server.initialize(params)
        self._initialized = True
        return types.InitializeResult(self.server_capabilities, self.server_info)

    @lsp_method(types.SHUTDOWN)
    def lsp_shutdown(self, *args: Any) -> None:  # type: ignore[override]
        """Cancels all running requests. After this only `exit` is served."""
        own = self.msg_id
        for identity, future in list(self._request_futures.items()):
            if identity != own and not future.done():
                future.cancel()
        self._shutdown = True

    @lsp_method(types.EXIT)
    def lsp_exit(self, *args: Any) -> None:  # type: ignore[override]
        """Ends the process: with code 0 after `shutdown`, else with code 1."""
        self._server.exit_code = 0 if self._shutdown else 1
        self._server.end()
