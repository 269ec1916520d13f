"""`workspace/didChangeConfiguration`, `didChangeWatchedFiles` and `didChangeWorkspaceFolders`.

A client gives its settings as an object with `language` and `settings`, or as the keys of the settings themselves: when
it starts, when it is asked, and when they change.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Final

from lsprotocol import types

from smslint.lsp.method import Method
from smslint.lsp.session import Session
from smslint.lsp.uris import file_name, folder_paths, normalized
from smslint.messages import language_of
from smslint.workspace.settings import Settings, setting_key

SECTION: Final = "smslint"
_KEYS: Final = frozenset(setting_key(field.name) for field in fields(Settings))


async def request_settings(session: Session) -> None:
    """Asks the client for its settings."""
    items = [types.ConfigurationItem(section=SECTION)]
    found = await session.workspace_configuration_async(types.ConfigurationParams(items))
    if found:
        apply_settings(session, found[0])


def apply_settings(session: Session, given: Any) -> None:
    """Applies the settings that a client gives. Anything but an object is ignored."""
    if not isinstance(given, dict):
        return
    inner = given.get("settings")
    editor_settings = inner if isinstance(inner, dict) else {key: value for key, value in given.items() if key in _KEYS}
    editor_settings = {key: value for key, value in editor_settings.items() if value is not None}
    tag = given.get("language")
    language = language_of(tag) if isinstance(tag, str) else None
    changed = language is not None and language != session.client.language
    if editor_settings == session.settings.editor_settings and not changed:
        return
    if language is not None:
        session.client = replace(session.client, language=language)
    session.settings.reload(editor_settings=editor_settings)
    session.refresh()


async def change_configuration(session: Session, params: types.DidChangeConfigurationParams) -> None:
    """Applies the settings in the notification, or asks for them if it contains none."""
    settings = params.settings
    if isinstance(settings, dict) and isinstance(settings.get(SECTION), dict):
        apply_settings(session, settings[SECTION])
    elif session.client.gives_configuration:
        await request_settings(session)


def change_files(session: Session, params: types.DidChangeWatchedFilesParams) -> None:
    """Settings and rules are read again; other files concern the rules about the whole workspace."""
    if any(file_name(change.uri).endswith(".toml") for change in params.changes):
        session.settings.reload()
        session.refresh()
    session.files_changed()


def change_folders(session: Session, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Reads the settings of the folders that are left."""
    for folder in params.event.removed:
        session.folders.pop(normalized(folder.uri), None)
    session.folders |= folder_paths(folder.uri for folder in params.event.added)
    session.settings.reload(roots=list(session.folders.values()))
    session.refresh()


METHODS = (
    Method(types.WORKSPACE_DID_CHANGE_CONFIGURATION, change_configuration),
    Method(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, change_files),
    Method(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, change_folders),
)
