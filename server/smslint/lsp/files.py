"""The documents of the workspace: those that are open as the editor has them, all others as they are on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from smslint.dataclass import dataclass
from smslint.lsp.addresses import path_of, same
from smslint.lsp.inspection import Inspection
from smslint.workspace.discovery import DiscoveredFile, discover
from smslint.workspace.loading import load_document
from smslint.workspace.settings import SettingsError

if TYPE_CHECKING:
    from smslint.lsp.server import Server


@dataclass(frozen=True, slots=True)
class File:
    """A document; `inspection` is None where it is no text, or gone by now."""

    uri: str
    shown: str
    inspection: Callable[[], Inspection | None]


def files_of(server: Server) -> Iterator[File]:
    """All documents of the workspace's folders, then what is open besides."""
    seen: set[Path] = set()
    for found in _on_disk(server):
        if found.error is not None or found.path in seen:
            continue
        seen.add(found.path)
        yield _file(server, found)
    for document in server.documents:
        path = path_of(document.uri)
        if path is None or path not in seen:
            uri = document.uri
            yield File(uri, uri, lambda uri=uri: server.inspect(uri))  # type: ignore[misc]


def _on_disk(server: Server) -> Iterator[DiscoveredFile]:
    for root in server.folders.values():
        try:
            yield from discover([root], server.policies.session(root).settings)
        except (SettingsError, OSError):
            continue


def _file(server: Server, found: DiscoveredFile) -> File:
    uri = server.documents.address_of(found.path) or found.path.as_uri()
    open_ = server.documents.get(uri)

    def inspection() -> Inspection | None:
        return server.inspect(uri) if open_ is not None else server.on_disk.inspection(server, uri, found)

    return File(uri, found.shown, inspection)


class OnDisk:
    """Files as they were read last, for as long as neither they nor their settings change."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[int, int], Inspection | None]] = {}

    def inspection(self, server: Server, uri: str, found: DiscoveredFile) -> Inspection | None:
        """A file that is not open; None where it is no text, or gone."""
        try:
            status = found.path.stat()
        except (OSError, ValueError):
            self._known.pop(uri, None)
            return None
        stamp, ruled = (status.st_mtime_ns, status.st_size), server.policies.of(same(uri))
        known = self._known.get(uri)
        if known is not None and known[0] == stamp and (known[1] is None or known[1].ruled is ruled):
            return known[1]
        document = load_document(found)
        made = None
        if document.text is not None:
            made = Inspection.of_file(uri, document, ruled, server.client.encoding)
        self._known[uri] = stamp, made
        return made
