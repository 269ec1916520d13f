"""`initialized`: asks the client for its settings, and to report changes of files and settings."""

from __future__ import annotations

import asyncio
from typing import Final

from lsprotocol import types

from smslint.core.samples import typical_values
from smslint.lsp.method import Method
from smslint.lsp.methods.workspace_changes import request_settings
from smslint.lsp.session import Session

WATCHED: Final = (
    "**/*.toml",
    "**/*.sms",
    "**/*.sms.{yaml,yml,json,jsonl,csv,tsv}",
)


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
    await _warm(session)


async def _warm(session: Session) -> None:
    """Computes the sample values that completions show, between messages, so that the first completion is quick."""
    file_rules = session.settings.of((session.root / "new.sms").as_uri()).file_rules
    for attribute in file_rules.catalog.attributes.values():
        if attribute.status == "current":
            typical_values(attribute, file_rules.catalog, file_rules.linter.value_length)
            await asyncio.sleep(0)


METHOD = Method(types.INITIALIZED, initialized)
