"""An editor for tests: it keeps its own texts and positions, and records all messages that tests have not claimed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

ENCODINGS = ("utf-8", "utf-16", "utf-32")
CURSOR = "‸"
BREAK = re.compile(r"\r\n|\r|\n")


def width(text: str, encoding: str) -> int:
    """The length of a text in code units, computed by Python's codecs and not by the program's."""
    codec, size = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[encoding]
    return len(text.encode(codec, "surrogatepass")) // size


def position(text: str, offset: int, encoding: str) -> types.Position:
    """The position of an offset, with lines as the protocol defines them."""
    line, start = 0, 0
    for found in BREAK.finditer(text):
        if found.end() > offset:
            break
        line, start = line + 1, found.end()
    return types.Position(line, width(text[start:offset], encoding))


def offset(text: str, place: types.Position, encoding: str) -> int:
    """The offset of a position, which must be at a character."""
    start = 0
    for number, found in enumerate(BREAK.finditer(text), 1):
        if number > place.line:
            break
        start = found.end()
    end, units = start, 0
    while units < place.character:
        units += width(text[end], encoding)
        end += 1
    return end


def covered(text: str, place: types.Range, encoding: str) -> str:
    """The text of a range."""
    return text[offset(text, place.start, encoding) : offset(text, place.end, encoding)]


def edited(text: str, edits: Sequence[types.TextEdit], encoding: str) -> str:
    """A text after edits that do not overlap."""
    spans = [
        (offset(text, each.range.start, encoding), offset(text, each.range.end, encoding), each.new_text)
        for each in edits
    ]
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text


class Client(LanguageClient):
    """A client that records the messages that it receives."""

    def __init__(self) -> None:
        super().__init__(converter_factory=default_converter)
        self.unclaimed: list[tuple[str, Any]] = []
        self.arrived = asyncio.Event()
        self.statuses: list[str] = []
        self.answer_edit = True

    def note(self, method: str, params: Any) -> None:
        self.unclaimed.append((method, params))
        self.arrived.set()


def make_client() -> Client:
    """A client whose handlers record messages before they do what those of pytest-lsp do."""
    client = Client()
    features = dict(DEFAULT_CLIENT_FEATURES)
    features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = _published
    features[types.WINDOW_SHOW_MESSAGE] = _message
    features[types.WORKSPACE_DIAGNOSTIC_REFRESH] = _refresh(types.WORKSPACE_DIAGNOSTIC_REFRESH)
    features[types.WORKSPACE_INLAY_HINT_REFRESH] = _refresh(types.WORKSPACE_INLAY_HINT_REFRESH)
    features[types.WORKSPACE_CODE_LENS_REFRESH] = _refresh(types.WORKSPACE_CODE_LENS_REFRESH)
    features[types.WORKSPACE_SEMANTIC_TOKENS_REFRESH] = _refresh(types.WORKSPACE_SEMANTIC_TOKENS_REFRESH)
    features[types.CLIENT_REGISTER_CAPABILITY] = _registered
    features[types.CLIENT_UNREGISTER_CAPABILITY] = _unregistered
    features[types.WORKSPACE_APPLY_EDIT] = _apply
    features[types.WINDOW_SHOW_DOCUMENT] = _show
    register_lsp_features(client, features)
    client.feature("smslint/status")(_status)
    return client


def _published(client: Client, params: types.PublishDiagnosticsParams) -> None:
    client.note("diagnostics", params)


def _message(client: Client, params: types.ShowMessageParams) -> None:
    client.note("message", params)


def _refresh(method: str) -> Any:
    def note(client: Client, params: None) -> None:
        client.note(method, None)

    return note


def _registered(client: Client, params: types.RegistrationParams) -> None:
    client.note("registered", params)


def _unregistered(client: Client, params: types.UnregistrationParams) -> None:
    client.note("unregistered", params)


def _apply(client: Client, params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
    client.note("edit", params)
    return types.ApplyWorkspaceEditResult(applied=client.answer_edit)


def _show(client: Client, params: types.ShowDocumentParams) -> types.ShowDocumentResult:
    client.note("show", params)
    return types.ShowDocumentResult(success=True)


def _status(client: Client, params: Any) -> None:
    client.statuses.append(params.uri)


@dataclass
class Editor:
    """A client with open texts; `encoding` is the encoding negotiated with the server."""

    client: Client
    encoding: str
    pulls: bool = False
    folder: Path | None = None
    texts: dict[str, str] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)

    async def claim(self, method: str, timeout: float = 10) -> Any:
        """The next message of a method; fails if none comes."""

        async def wait() -> Any:
            while True:
                for index, (name, params) in enumerate(self.client.unclaimed):
                    if name == method:
                        del self.client.unclaimed[index]
                        return params
                self.client.arrived.clear()
                await self.client.arrived.wait()

        return await asyncio.wait_for(wait(), timeout)

    async def open(self, name: str, marked: str, language: str = "smstemplate") -> tuple[str, types.Position]:
        """Opens a text and waits for its diagnostics; returns the URI and the position of the marked cursor."""
        uri = name if ":" in name else f"file:///nowhere/{name}"
        at = marked.find(CURSOR)
        text = marked.replace(CURSOR, "")
        self.texts[uri], self.versions[uri] = text, 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await self.diagnostics(uri)
        return uri, position(text, max(at, 0), self.encoding)

    async def diagnostics(self, uri: str) -> Sequence[types.Diagnostic]:
        """The diagnostics of the current version of a document, pushed or pulled."""
        if self.pulls:
            params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
            report = await self.client.text_document_diagnostic_async(params)
            assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
            return report.items
        while True:
            found = await self._published()
            if found.uri == uri and found.version == self.versions[uri]:
                return list(found.diagnostics)

    async def _published(self) -> types.PublishDiagnosticsParams:
        """The next diagnostics that the server pushes for any open text; it may push more when typing pauses."""
        found = await self.claim("diagnostics")
        assert isinstance(found, types.PublishDiagnosticsParams)
        assert found.uri in self.texts
        return found

    async def type(self, uri: str, start: int, end: int, text: str) -> Sequence[types.Diagnostic]:
        """Replaces a part of a text, by offsets; returns the diagnostics after the change."""
        before = self.texts[uri]
        place = types.Range(position(before, start, self.encoding), position(before, end, self.encoding))
        self.texts[uri] = before[:start] + text + before[end:]
        self.versions[uri] += 1
        change = types.TextDocumentContentChangePartial(range=place, text=text)
        identifier = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))
        return await self.diagnostics(uri)

    async def close(self, uri: str) -> None:
        """Closes a text; its diagnostics must be cleared."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        while not self.pulls:
            found = await self._published()
            if found.uri == uri and not found.diagnostics and found.version is None:
                break
        del self.texts[uri], self.versions[uri]

    async def settle(self) -> None:
        """Closes all texts; fails if the server has sent a message that no test has claimed."""
        try:
            for uri in list(self.texts):
                await self.close(uri)
            nowhere = types.HoverParams(types.TextDocumentIdentifier("file:///none"), types.Position(0, 0))
            assert await self.client.text_document_hover_async(nowhere) is None
            # What the server registers depends on all folders, so that it may come in any test.
            assert not {method for method, _ in self.client.unclaimed} - {"registered", "unregistered"}
        finally:
            self.texts.clear()
            self.client.unclaimed.clear()

    def covered(self, uri: str, place: types.Range) -> str:
        """The text of a range."""
        return covered(self.texts[uri], place, self.encoding)

    def after(self, uri: str, edits: Sequence[types.TextEdit]) -> str:
        """A text after edits."""
        return edited(self.texts[uri], edits, self.encoding)
