"""`initialized`: asks the client for its settings, and to tell of changes to files and settings."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from smslint.lsp.configuration import ask
from smslint.lsp.method import Method
from smslint.lsp.typical import typical

if TYPE_CHECKING:
    from smslint.lsp.server import Server

WATCHED: Final = (
    "**/*.toml",
    "**/*.sms",
    "**/*.sms.{yaml,yml,json,jsonl,csv,tsv}",
)


async def initialized(server: Server, params: types.InitializedParams) -> None:
    """What could not be said in the answer to `initialize`."""
    registrations: list[types.Registration] = []
    if server.client.watches_files:
        watchers = [types.FileSystemWatcher(pattern) for pattern in WATCHED]
        registrations.append(
            types.Registration(
                "smslint-files",
                types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
                types.DidChangeWatchedFilesRegistrationOptions(watchers),
            )
        )
    if server.client.registers_configuration:
        options = types.DidChangeConfigurationRegistrationOptions(section="smslint")
        registrations.append(types.Registration("smslint-settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, options))
    if registrations:
        await server.client_register_capability_async(types.RegistrationParams(registrations))
    if server.client.gives_configuration:
        await ask(server)
    await _warm(server)


async def _warm(server: Server) -> None:
    """Draws the samples that completions show, between messages: the first completion need not wait for all of them."""
    file_rules = server.policies.of((server.root / "new.sms").as_uri()).file_rules
    for attribute in file_rules.catalog.attributes.values():
        if attribute.status == "current":
            typical(attribute, file_rules.catalog, file_rules.linter.value_length)
            await asyncio.sleep(0)


METHOD = Method(types.INITIALIZED, initialized)
