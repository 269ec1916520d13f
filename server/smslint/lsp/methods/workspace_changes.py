"""`initialized`, `workspace/didChangeConfiguration`, `didChangeWatchedFiles` and `didChangeWorkspaceFolders`.

A client gives its settings as an object with `language` and `settings`, or as the keys of the settings themselves: when
it starts, when it is asked, and when they change.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

from lsprotocol import types

from smslint.core.samples import typical_values
from smslint.documents.formats import GLOBS
from smslint.lsp.method import Method
from smslint.lsp.session import Session
from smslint.lsp.uris import file_name, folder_paths, normalized
from smslint.messages import language_of
from smslint.workspace.lock import DEFAULT as LOCK
from smslint.workspace.settings import Settings, setting_key

SECTION: Final = "smslint"
_MEDIA: Final = ("png", "jpg", "jpeg", "gif", "bmp", "mp4", "mp3")
"""The endings of files that templates name."""
WATCHED: Final = ("**/*.toml", f"**/{LOCK}", *GLOBS, f"**/*.{{{','.join(_MEDIA)}}}")
_KEYS: Final = frozenset(setting_key(field.name) for field in fields(Settings))


async def initialized(session: Session, params: types.InitializedParams) -> None:
    """Sends the requests that are not allowed before this notification."""
    registrations: list[types.Registration] = []
    if session.client.watches_files:
        watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
        registrations.append(
            types.Registration(
                "smslint-files",
                types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                types.DidChangeWatchedFilesRegistrationOptions(watchers),
            )
        )
    if session.client.registers_configuration:
        options = types.DidChangeConfigurationRegistrationOptions(section="smslint")
        registrations.append(types.Registration("smslint-settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, options))
    if registrations:
        await session.client_register_capability_async(types.RegistrationParams(registrations))
    if session.client.gives_configuration:
        await request_settings(session)
    session.update_registrations()
    if session.client.registers_documents and session.folders:
        session.files_changed()  # settings of a folder within may want source code read
    await _warm(session)


async def _warm(session: Session) -> None:
    """Computes the sample values that completions show, between messages, so that the first completion is quick."""
    file_rules = session.settings.of((session.root / "new.sms").as_uri()).file_rules
    for attribute in file_rules.catalog.attributes.values():
        if attribute.status == "current":
            typical_values(attribute, file_rules.catalog, file_rules.linter.value_length)
            await asyncio.sleep(0)


async def request_settings(session: Session) -> bool:
    """Asks the client for its settings, and for those of each folder if there are several. Returns whether it has
    any."""
    folders = list(session.folders.values()) if len(session.folders) > 1 else []
    items = [types.ConfigurationItem(section=SECTION)]
    items += [types.ConfigurationItem(scope_uri=folder.as_uri(), section=SECTION) for folder in folders]
    found = await session.workspace_configuration_async(types.ConfigurationParams(items))
    if not found or not isinstance(found[0], dict):
        return False
    apply_settings(session, found[0], dict(zip(folders, found[1:], strict=False)))
    return True


def apply_settings(session: Session, given: Any, of_folders: Mapping[Path, Any] | None = None) -> None:
    """Applies the settings that a client gives, for all folders and for single ones. Anything but an object is
    ignored."""
    if not isinstance(given, dict):
        return
    settings, tag, in_tables = session.settings, given.get("language"), given.get("lensesInTables")
    changed = isinstance(in_tables, bool) and in_tables is not session.client.lenses_in_tables
    if changed:
        session.client = replace(session.client, lenses_in_tables=bool(in_tables))
    now = _of_editor(given), {folder: _of_editor(each) for folder, each in (of_folders or {}).items()}
    if now != (settings.editor_settings, settings.folder_settings):
        settings.reload(editor_settings=now[0], folder_settings=now[1])
        changed = True
    if session.choose_language(language_of(tag) if isinstance(tag, str) else None) or changed:
        session.refresh()


def _of_editor(given: Any) -> dict[str, Any]:
    """The settings in an object with `settings`, or in one with the keys of the settings."""
    if not isinstance(given, dict):
        return {}
    inner = given.get("settings")
    found = inner if isinstance(inner, dict) else {key: value for key, value in given.items() if key in _KEYS}
    return {key: value for key, value in found.items() if value is not None}


async def change_configuration(session: Session, params: types.DidChangeConfigurationParams) -> None:
    """Asks for the settings, or applies those in the notification if the client gives none when it is asked."""
    if session.client.gives_configuration and await request_settings(session):
        return
    settings = params.settings
    if isinstance(settings, dict) and isinstance(settings.get(SECTION), dict):
        apply_settings(session, settings[SECTION])


def change_files(session: Session, params: types.DidChangeWatchedFilesParams) -> None:
    """Settings, rules and the lock are read again, as are templates that name files of which one changed; other files
    concern the rules about the whole workspace."""
    endings = {file_name(change.uri).lower().rpartition(".")[2] for change in params.changes}
    if endings & {"toml", "lock"} or (endings & {*_MEDIA} and _names_files(session)):
        session.settings.reload()
        session.refresh()
    if endings - {*_MEDIA}:
        session.files_changed()


def _names_files(session: Session) -> bool:
    """Whether a template in an open document names files."""
    inspections = (session.inspect(document.uri) for document in session.documents)
    return any(each.names_files for each in inspections if each is not None)


async def change_folders(session: Session, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Reads the settings of the folders that there are now."""
    for folder in params.event.removed:
        session.folders.pop(normalized(folder.uri), None)
    session.folders |= folder_paths(folder.uri for folder in params.event.added)
    session.settings.reload(roots=list(session.folders.values()))
    session.refresh()
    if session.client.gives_configuration:
        await request_settings(session)


METHODS = (
    Method(types.INITIALIZED, initialized),
    Method(types.WORKSPACE_DID_CHANGE_CONFIGURATION, change_configuration),
    Method(types.WORKSPACE_DID_CHANGE_WATCHED_FILES, change_files),
    Method(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS, change_folders),
)
