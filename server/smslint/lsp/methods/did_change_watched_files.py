"""`workspace/didChangeWatchedFiles`: files on the disk have changed."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.addresses import name_of
from smslint.lsp.method import Method
from smslint.lsp.session import Session


def changed(session: Session, params: types.DidChangeWatchedFilesParams) -> None:
    """Settings and rules are read again; other files concern the rules about the whole workspace."""
    if any(name_of(change.uri).endswith(".toml") for change in params.changes):
        session.policies.renew()
        session.refresh()
    session.files_changed()


METHOD = Method(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, changed)
