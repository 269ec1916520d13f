"""The documents of the workspace: open ones as they are in the editor, others as they are on the disk."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final

from smslint.core.text import Encoding
from smslint.dataclass import dataclass
from smslint.documents import Format
from smslint.lsp.document_settings import DocumentSettings
from smslint.lsp.inspection import ContractFindings, Inspection
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


_Stamp = tuple[int, int, Format | None]


class FileCache:
    """Files as they were last read, until they or their settings change."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[_Stamp, Inspection | None]] = {}

    def inspect(
        self,
        file: DiscoveredFile,
        settings: Callable[[str], DocumentSettings],
        encoding: Encoding,
        contract: ContractFindings | None = None,
    ) -> Inspection | None:
        """A file that is not open; None if it is not text, no longer exists, or is code without anything about SMS.

        `settings` gives those of its URI: they are not looked for where nothing needs them.
        """
        try:
            status = os.stat(file.file)
        except (OSError, ValueError):
            self._known.pop(file.file, None)
            return None
        stamp = status.st_mtime_ns, status.st_size, file.format
        known = self._known.get(file.file)
        before = known[1] if known is not None and known[0] == stamp else None
        if known is not None and known[0] == stamp and before is None:
            return None
        uri = before.uri if before is not None else file.path.as_uri()
        found = settings(uri) if before is not None else None
        if before is not None and before.settings is found and (before.contract == contract or not before.is_code):
            return before
        document = before.document if before is not None and before.settings is found else load_document(file)
        made = None
        if document.text is not None:
            made = Inspection.of_file(uri, document, found or settings(uri), encoding, contract)
        self._known[file.file] = stamp, made
        return made
