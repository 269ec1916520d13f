"""The texts that are open in the client.

The documents of pygls are not used: they split lines where editors do not, and clamp positions wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lsprotocol import types

from smslint.core.text import Encoding, Text
from smslint.dataclass import dataclass
from smslint.lsp.uris import normalized, path_of


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A text in the editor. A byte order mark at its start is part of the text, since it is in the editor."""

    uri: str
    language: str
    version: int
    text: Text

    def changed(
        self, version: int, changes: list[types.TextDocumentContentChangeEvent], encoding: Encoding
    ) -> OpenDocument:
        """The document after the changes of one notification, applied in their order."""
        text = self.text
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start = text.offset(change.range.start.line, change.range.start.character, encoding)
                end = text.offset(change.range.end.line, change.range.end.character, encoding)
                start, end = min(start, end), max(start, end)
                text = Text(text.value[:start] + change.text + text.value[end:])
            else:
                text = Text(change.text)
        return OpenDocument(self.uri, self.language, version, text)


class OpenDocuments:
    """The open documents by their normalized URIs."""

    def __init__(self) -> None:
        self._documents: dict[str, OpenDocument] = {}

    def __iter__(self) -> Iterator[OpenDocument]:
        return iter(tuple(self._documents.values()))

    def get(self, uri: str) -> OpenDocument | None:
        """A document; None if the client has not opened it."""
        return self._documents.get(normalized(uri))

    def uri_of(self, path: Path) -> str | None:
        """The URI of an open file as the client writes it; None if the file is not open."""
        return next((each.uri for each in self if path_of(each.uri) == path), None)

    def put(self, document: OpenDocument) -> None:
        """Opens a document, or replaces it."""
        self._documents[normalized(document.uri)] = document

    def close(self, uri: str) -> None:
        """Forgets a document. One that was never opened is ignored."""
        self._documents.pop(normalized(uri), None)
