"""Asks the client for files of source code while some settings want them read, and only then.

So a project without such settings costs nothing: its files are not even opened here. Clients that cannot be asked send
what they are set up to send.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from lsprotocol import types

from smslint.documents.code.languages import LANGUAGES
from smslint.lsp.client import Client
from smslint.lsp.method import Method
from smslint.lsp.methods.diagnostics import CODE
from smslint.lsp.protocol import converter
from smslint.lsp.session import Session
from smslint.workspace.settings import SettingsError

_SCHEMES: Final = ("file", "vscode-remote")
_YAML: Final = frozenset({"yml", "yaml"})
_NO_TEMPLATES: Final = "{*[!s],*[!m]s,*[!s]ms,*[!.]sms,s,ms,sms}"
"""The names that do not end with `.sms`: with that, YAML is a format of templates."""


def globs() -> list[str]:
    """The patterns of an editor for the names of files of source code."""
    endings = [ending for each in LANGUAGES.values() for ending in each.endings]
    others = ",".join(each for each in endings if each not in _YAML)
    return [f"**/*.{{{others}}}", f"**/{_NO_TEMPLATES}.{{{','.join(sorted(_YAML))}}}", "**/{.env,.env.*}"]


class CodeRegistration:
    """What the client was asked for. `methods` are all that the server has."""

    def __init__(self, session: Session, methods: tuple[Method, ...]) -> None:
        self._session = session
        self._methods = [each for each in methods if each.in_code and each.offered(session.client)]
        self._registered = False
        self._last: asyncio.Task[None] | None = None

    @property
    def is_registered(self) -> bool:
        """Whether the client sends source code because it was asked to."""
        return self._registered

    def update(self) -> None:
        """Asks for source code, or for no more of it, if the settings have changed in that."""
        wanted = self._session.client.registers_documents and self._is_wanted()
        if wanted != self._registered:
            self._registered = wanted
            self._last = asyncio.ensure_future(self._send(wanted, self._last))

    def _is_wanted(self) -> bool:
        return self._session.code is not None or any(map(self._reads_code, self._session.folders.values()))

    def _reads_code(self, root: Any) -> bool:
        try:
            return self._session.settings.resolver(root).settings.of(root).settings.code_settings is not None
        except SettingsError:
            return False

    async def _send(self, wanted: bool, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        made = list(_registrations(self._methods, self._session.client))
        if wanted:
            await self._session.client_register_capability_async(types.RegistrationParams(made))
            self._session.files_changed()
        else:
            gone = [types.Unregistration(each.id, each.method) for each in made]
            await self._session.client_unregister_capability_async(types.UnregistrationParams(gone))


def _registrations(methods: list[Method], client: Client) -> list[types.Registration]:
    selector = [{"scheme": scheme, "pattern": pattern} for scheme in _SCHEMES for pattern in globs()]
    sync: dict[str, dict[str, Any]] = {types.TEXT_DOCUMENT_DID_OPEN: {}, types.TEXT_DOCUMENT_DID_CLOSE: {}}
    given: dict[str, dict[str, Any]] = {
        **sync,
        types.TEXT_DOCUMENT_DID_CHANGE: {"syncKind": types.TextDocumentSyncKind.Incremental.value},
        **{each.name: _options(each, client) for each in methods},
    }
    made = [
        types.Registration(f"{CODE}-{method}", method, {**options, "documentSelector": selector})
        for method, options in given.items()
    ]
    if client.watches_files:
        watchers = [{"globPattern": pattern} for pattern in globs()]
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        made.append(types.Registration(f"{CODE}-files", method, {"watchers": watchers}))
    return made


def _options(method: Method, client: Client) -> dict[str, Any]:
    made: dict[str, Any] = converter().unstructure(method.options(client)) or {}
    if method.name == types.TEXT_DOCUMENT_DIAGNOSTIC:
        made["identifier"] = CODE
    elif method.name == types.TEXT_DOCUMENT_COMPLETION:
        made["triggerCharacters"] = ['"', "'", "{", ","]
    return made
