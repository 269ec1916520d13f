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
from smslint.syntax.edit import Edit


@dataclass(slots=True)
class OpenDocument:
    """A text in the editor. A byte order mark at its start is part of the text, since it is in the editor.

    `base` is the last text that was inspected before, and `edit` makes this one of it; None if all of it is new.
    """

    uri: str
    language: str
    version: int
    text: Text
    base: Text | None = None
    edit: Edit | None = None
    inspected: bool = False

    def changed(
        self, version: int, changes: list[types.TextDocumentContentChangeEvent], encoding: Encoding
    ) -> OpenDocument:
        """The document after the changes of one notification, applied in their order."""
        text = self.text
        base, edit = (text, Edit(0, 0, "")) if self.inspected else (self.base, self.edit)
        first = self.inspected
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start = text.offset(change.range.start.line, change.range.start.character, encoding)
                end = text.offset(change.range.end.line, change.range.end.character, encoding)
                start, end = min(start, end), max(start, end)
                text = text.edited(start, end, change.text)
                made = Edit(start, end, change.text)
                edit = made if first else joined(edit, made, text.value) if edit is not None else None
            else:
                text, base, edit = Text(change.text), None, None
            first = False
        return OpenDocument(self.uri, self.language, version, text, base, edit)


def joined(before: Edit, after: Edit, text: str) -> Edit:
    """One edit in place of two, the second of which made `text`."""
    shift = len(before.text) - (before.end - before.start)
    start, end = min(before.start, after.start), max(before.end, after.end - shift)
    return Edit(start, end, text[start : end + shift + len(after.text) - (after.end - after.start)])


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
