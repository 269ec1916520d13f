"""The texts that the client has open, kept by our own rules for lines and positions.

pygls' documents split lines where editors do not and clamp positions wrongly; none of them is used.
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
    """A text in the editor. A byte order mark at its start belongs to the text here, since it does in the editor."""

    uri: str
    language: str
    version: int
    text: Text

    @classmethod
    def of(cls, uri: str, language: str, version: int, text: str) -> OpenDocument:
        """A document as the client opens it."""
        return cls(uri, language, version, Text(text))

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
    """Open documents by address; addresses are compared with their escapes decoded."""

    def __init__(self) -> None:
        self._documents: dict[str, OpenDocument] = {}

    def __iter__(self) -> Iterator[OpenDocument]:
        return iter(tuple(self._documents.values()))

    def get(self, uri: str) -> OpenDocument | None:
        """The document, None where the client has not opened it."""
        return self._documents.get(normalized(uri))

    def uri_of(self, path: Path) -> str | None:
        """How the client writes the address of an open file."""
        return next((each.uri for each in self if path_of(each.uri) == path), None)

    def put(self, document: OpenDocument) -> None:
        """Opens a document, or replaces it."""
        self._documents[normalized(document.uri)] = document

    def close(self, uri: str) -> None:
        """Forgets a document; one that was never open is no fault."""
        self._documents.pop(normalized(uri), None)
