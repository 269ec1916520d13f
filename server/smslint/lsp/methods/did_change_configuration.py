"""`workspace/didChangeConfiguration`: the editor's settings have changed."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.configuration import SECTION, apply_settings, request_settings
from smslint.lsp.method import Method
from smslint.lsp.session import Session


async def changed(session: Session, params: types.DidChangeConfigurationParams) -> None:
    """Takes the settings out of the notification, or asks for them where it holds none."""
    settings = params.settings
    if isinstance(settings, dict) and isinstance(settings.get(SECTION), dict):
        apply_settings(session, settings[SECTION])
    elif session.client.gives_configuration:
        await request_settings(session)


METHOD = Method(types.WORKSPACE_DID_CHANGE_CONFIGURATION, changed)
