"""`initialized`: asks the client for its settings, and to tell of changes to files and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lsprotocol import types

from smslint.lsp.configuration import ask
from smslint.lsp.method import Method

if TYPE_CHECKING:
    from smslint.lsp.server import Server

WATCHED: Final = ("**/smslint.toml", "**/pyproject.toml", "**/*.sms", "**/*.sms.{yaml,yml,json,jsonl,csv,tsv}", "**/*.toml")


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
        registrations.append(
            types.Registration("smslint-settings", types.WORKSPACE_DID_CHANGE_CONFIGURATION, options)
        )
    if registrations:
        await server.client_register_capability_async(types.RegistrationParams(registrations))
    if server.client.gives_configuration:
        await ask(server)


METHOD = Method(types.INITIALIZED, initialized)
