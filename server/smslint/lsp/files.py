"""The documents of the workspace: open ones as they are in the editor, others as they are on the disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final

from smslint.core.text import Encoding
from smslint.dataclass import dataclass
from smslint.lsp.document_settings import DocumentSettings
from smslint.lsp.inspection import Inspection
from smslint.lsp.session import Session
from smslint.lsp.uris import path_of
from smslint.workspace.discovery import DiscoveredFile, discover_in_steps
from smslint.workspace.loading import load_document
from smslint.workspace.settings import SettingsError

_SLICE: Final = 0.005
"""Seconds after which waiting messages are read."""


@dataclass(frozen=True, slots=True)
class WorkspaceFile:
    """A document. `inspection` returns None if it is not text, or no longer exists."""

    display_path: str
    inspection: Callable[[], Inspection | None]


async def workspace_files(session: Session) -> AsyncIterator[WorkspaceFile]:
    """All documents in the folders of the workspace, then other open documents.

    Every few milliseconds, waiting messages are read, however little is found and whatever is done with it.
    """
    seen: set[Path] = set()
    since = monotonic()
    for found in _on_disk(session):
        if monotonic() - since > _SLICE:
            await asyncio.sleep(0)
            since = monotonic()
        if found is None or found.error is not None or found.path in seen:
            continue
        seen.add(found.path)
        uri = session.documents.uri_of(found.path)
        on_disk = partial(session.inspect_file, found)
        yield WorkspaceFile(found.display_path, partial(session.inspect, uri) if uri is not None else on_disk)
    for document in session.documents:
        if path_of(document.uri) not in seen:
            yield WorkspaceFile(document.uri, partial(session.inspect, document.uri))


def _on_disk(session: Session) -> Iterator[DiscoveredFile | None]:
    for root in session.folders.values():
        try:
            yield from discover_in_steps([root], session.settings.resolver(root).settings)
        except (SettingsError, OSError):
            continue


class FileCache:
    """Files as they were last read, until they or their settings change."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[int, int], Inspection | None]] = {}

    def inspect(
        self, uri: str, file: DiscoveredFile, settings: DocumentSettings, encoding: Encoding
    ) -> Inspection | None:
        """A file that is not open; None if it is not text, or no longer exists."""
        try:
            status = file.path.stat()
        except (OSError, ValueError):
            self._known.pop(uri, None)
            return None
        stamp = status.st_mtime_ns, status.st_size
        known = self._known.get(uri)
        if known is not None and known[0] == stamp and (known[1] is None or known[1].settings is settings):
            return known[1]
        document = load_document(file)
        made = None
        if document.text is not None:
            made = Inspection.of_file(uri, document, settings, encoding)
        self._known[uri] = stamp, made
        return made
