"""`workspace/didChangeWorkspaceFolders`: folders were added to the workspace or removed from it."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.method import Method
from smslint.lsp.session import Session
from smslint.lsp.uris import folder_paths, normalized


def change_folders(session: Session, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Reads the settings of the folders that are left."""
    for folder in params.event.removed:
        session.folders.pop(normalized(folder.uri), None)
    session.folders |= folder_paths(folder.uri for folder in params.event.added)
    session.settings.reload(roots=list(session.folders.values()))
    session.refresh()


METHOD = Method(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, change_folders)
