"""`workspace/didChangeConfiguration`: the editor's settings have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from smslint.lsp.configuration import SECTION, ask, take
from smslint.lsp.method import Method

if TYPE_CHECKING:
    from smslint.lsp.server import Server


async def changed(server: Server, params: types.DidChangeConfigurationParams) -> None:
    """Takes the settings out of the notification, or asks for them where it holds none."""
    settings = params.settings
    if isinstance(settings, dict) and isinstance(settings.get(SECTION), dict):
        take(server, settings[SECTION])
    elif server.client.gives_configuration:
        await ask(server)


METHOD = Method(types.WORKSPACE_DID_CHANGE_CONFIGURATION, changed)
