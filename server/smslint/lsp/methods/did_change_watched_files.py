"""`workspace/didChangeWatchedFiles`: files on the disk have changed."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.method import Method
from smslint.lsp.session import Session
from smslint.lsp.uris import file_name


def changed(session: Session, params: types.DidChangeWatchedFilesParams) -> None:
    """Settings and rules are read again; other files concern the rules about the whole workspace."""
    if any(file_name(change.uri).endswith(".toml") for change in params.changes):
        session.settings.reload()
        session.refresh()
    session.files_changed()


METHOD = Method(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, changed)
