"""The language server: who the client is, which texts are open, what governs them, and which methods are served."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from smslint import __version__
from smslint.lsp.addresses import is_settings, path_of, same
from smslint.lsp.answered import Answered
from smslint.lsp.client import Client
from smslint.lsp.files import OnDisk
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Command, WrongParams
from smslint.lsp.open_documents import OpenDocument, OpenDocuments
from smslint.lsp.policies import Policies
from smslint.lsp.progress import Works
from smslint.lsp.protocol import Protocol
from smslint.lsp.publishing import Publisher
from smslint.lsp.whole import WorkspaceRules
from smslint.messages import Bilingual
from smslint.messages import lsp as messages
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.settings import SettingOrigin

logger = logging.getLogger(__name__)


class Server(LanguageServer):
    """One client's server; `exit_code` is what its process ends with."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__("smslint", __version__, protocol_cls=Protocol)
        self.client = Client()
        self.documents = OpenDocuments()
        self.folders: dict[str, Path] = {}
        self.commands: dict[str, Command] = {}
        self.policies = Policies([], {}, self.tell_settings)
        self.publisher = Publisher(self)
        self.works = Works(self)
        self.whole = WorkspaceRules(self)
        self.answered = Answered()
        self.on_disk = OnDisk()
        self.met = False
        self.exit_code = 1
        self._inspections: dict[str, Inspection] = {}
        self._told: set[str] = set()
        self._confessed = False

    def begin(self, loop: asyncio.AbstractEventLoop) -> None:
        """Called once, in the loop that serves."""
        self.loop = loop
        self.ended = asyncio.Event()

    def end(self) -> None:
        """Ends the serving."""
        self.ended.set()

    def meet(self, client: Client, params: types.InitializeParams) -> None:
        """Learns who the client is, before the answer to `initialize` is made."""
        from smslint.lsp.commands import COMMANDS
        from smslint.lsp.methods import METHODS

        self.client = client
        self.folders = _folders(params)
        self.policies = Policies(list(self.folders.values()), client.settings, self.tell_settings)
        self.commands = {command.name: command for command in COMMANDS}
        for method in METHODS:
            if method.offered(client):
                self.feature(method.name, method.options(client))(partial(method.handle, self))

    def complete(self, capabilities: types.ServerCapabilities) -> None:
        """Adds to the server's capabilities what pygls does not work out."""
        assert capabilities.execute_command_provider is not None
        capabilities.execute_command_provider.work_done_progress = True

    @property
    def root(self) -> Path:
        """The first folder of the workspace, else the working directory."""
        return next(iter(self.folders.values()), Path.cwd())

    def folders_changed(self, event: types.WorkspaceFoldersChangeEvent) -> None:
        """Folders were added to the workspace or taken from it."""
        for folder in event.removed:
            self.folders.pop(same(folder.uri), None)
        self.folders |= _paths(event.added)
        self.policies.renew(roots=list(self.folders.values()))
        self.refresh()

    def opened(self, document: OpenDocument) -> None:
        """A document was opened."""
        self.documents.put(document)
        self.publisher.soon(document.uri)
        self.whole.soon()

    def changed(self, document: OpenDocument) -> None:
        """A document was changed."""
        self.documents.put(document)
        self.publisher.soon(document.uri)
        self.whole.soon()

    def closed(self, uri: str) -> None:
        """A document was closed: what was said of it goes with it."""
        self.documents.close(uri)
        self._inspections.pop(same(uri), None)
        self.publisher.withdraw(uri)
        self.answered.forget(uri)
        self.whole.soon()

    def inspect(self, uri: str) -> Inspection | None:
        """An open document in its present state, read and ready to be checked; None where it is not open."""
        document = self.documents.get(uri)
        if document is None or is_settings(uri):
            return None
        ruled = self.policies.of(same(uri))
        found = self._inspections.get(same(uri))
        extra = self.whole.of(uri)
        if found is None or found.opened is not document or found.ruled is not ruled or found.extra is not extra:
            baselined = self.policies.baselined(ruled)
            found = Inspection.of_open(document, ruled, self.client.encoding, found, baselined, extra, self.confess)
            self._inspections[same(uri)] = found
        return found

    def session_of(self, inspection: Inspection) -> RuleResolver:
        """The session by which a document is checked."""
        return self.policies.session(self.policies.root_of(path_of(inspection.uri)))

    def notice_settings(self) -> None:
        """Where the client watches no files: looks whether settings have changed on the disk."""
        if not self.client.watches_files and self.policies.noticed():
            self.refresh()

    def refresh(self) -> None:
        """Something has changed that every answer depends on: what is pushed is pushed again, what is pulled is to be
        pulled again."""
        self.publisher.all()
        client = self.client
        for wanted, method in (
            (client.pulls_diagnostics, types.WORKSPACE_DIAGNOSTIC_REFRESH),
            (client.refreshes_inlay_hints, types.WORKSPACE_INLAY_HINT_REFRESH),
            (client.refreshes_code_lenses, types.WORKSPACE_CODE_LENS_REFRESH),
            (client.refreshes_semantic_tokens, types.WORKSPACE_SEMANTIC_TOKENS_REFRESH),
        ):
            if wanted:
                self.protocol.send_request(method)

    def whole_changed(self, uris: Iterable[str]) -> None:
        """The rules about the workspace have something else to say of some documents."""
        for uri in uris:
            document = self.documents.get(uri)
            if document is not None:
                self.publisher.soon(document.uri)
        if self.client.pulls_diagnostics:
            self.protocol.send_request(types.WORKSPACE_DIAGNOSTIC_REFRESH)

    async def execute(self, params: types.ExecuteCommandParams) -> Any:
        """Runs a command with its one argument. Raises WrongParams."""
        command = self.commands.get(params.command)
        arguments: list[Any] = list(params.arguments or [{}])
        if command is None:
            raise WrongParams(f"Unknown command {params.command[:200]!r}.")
        if len(arguments) != 1 or not isinstance(arguments[0], dict):
            raise WrongParams(f"{command.name} takes one object.")
        argument = arguments[0]
        if params.work_done_token is not None:
            argument = {**argument, "workDoneToken": params.work_done_token}
        result = command.run(self, argument)
        return await result if asyncio.iscoroutine(result) else result

    def tell_settings(self, origin: SettingOrigin, text: Bilingual, error: bool) -> None:
        """What is wrong or odd about settings, told once."""
        place = f"{origin.file}:{origin.line}" if origin.line else str(origin.file or "")
        language = self.client.language
        if origin.file is None or not origin.file.is_absolute():
            place = messages.EDITOR_SETTINGS.text(language)
        message = messages.SETTINGS_AT.text(language, place=place, text=text)
        if message not in self._told:
            self._told.add(message)
            kind = types.MessageType.Error if error else types.MessageType.Warning
            self.window_show_message(types.ShowMessageParams(kind, message))

    def confess(self, error: BaseException) -> None:
        """A fault is logged with its traceback and shown once in a short message; the server goes on.

        The log gets the places of the code and the kind of the error, and not its text, which may hold a template's.
        """
        frames = "".join(traceback.format_tb(error.__traceback__))
        logger.error("Internal error: %s\n%s", type(error).__name__, frames)
        if not self._confessed:
            self._confessed = True
            text = messages.INTERNAL_ERROR.text(self.client.language)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, text))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """What pygls itself could not do."""
        self.confess(error)


def _folders(params: types.InitializeParams) -> dict[str, Path]:
    if params.workspace_folders:
        return _paths(params.workspace_folders)
    if params.root_uri:
        path = path_of(params.root_uri)
        return {same(params.root_uri): path} if path is not None else {}
    return {params.root_path: Path(params.root_path)} if params.root_path else {}


def _paths(folders: Iterable[types.WorkspaceFolder]) -> dict[str, Path]:
    made = ((same(folder.uri), path_of(folder.uri)) for folder in folders)
    return {uri: path for uri, path in made if path is not None}
