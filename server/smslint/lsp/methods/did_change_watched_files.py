"""`workspace/didChangeWatchedFiles`: files on the disk have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from smslint.lsp.addresses import name_of
from smslint.lsp.method import Method

if TYPE_CHECKING:
    from smslint.lsp.server import Server


def changed(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Settings and rules are read again; other files concern the rules about the whole workspace."""
    if any(name_of(change.uri).endswith(".toml") for change in params.changes):
        server.policies.renew()
        server.refresh()
    server.whole.files_changed()


METHOD = Method(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, changed)
