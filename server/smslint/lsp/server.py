"""The language server: the client, the open documents with their settings and findings, and the methods."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import traceback
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types
from pygls.capabilities import ServerCapabilitiesBuilder
from pygls.lsp.server import LanguageServer

from smslint import __version__
from smslint.lsp.client import Client, client_of
from smslint.lsp.document_settings import SettingsCache
from smslint.lsp.files import FileCache
from smslint.lsp.inspection import ContractFindings, Inspection
from smslint.lsp.open_documents import OpenDocument, OpenDocuments
from smslint.lsp.progress import ProgressTracker
from smslint.lsp.protocol import ServerProtocol, converter
from smslint.lsp.publishing import Publisher
from smslint.lsp.semantic_tokens import SemanticTokensCache
from smslint.lsp.settings_problems import SettingsProblems
from smslint.lsp.uris import folder_paths, is_settings_file, normalized, path_of
from smslint.lsp.workspace_rules import WorkspaceRules
from smslint.messages import Language
from smslint.messages import lsp as messages
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.rule_resolver import RuleResolver

if TYPE_CHECKING:
    from smslint.lsp.code_project import CodeProject
    from smslint.lsp.code_registration import CodeRegistration

logger = logging.getLogger(__name__)

_PAUSE: Final = 0.1
"""Seconds without a change after which edited source code is checked: a file is read as a whole. Large ones wait
longer, so that typing costs at most a part of a processor."""
_LONGEST_PAUSE: Final = 2.0
_SHARE: Final = 3
_GATHERED: Final = 0.05
"""Seconds in which the changes are gathered that one request to the client refreshes."""


class Server(LanguageServer):
    """The server of one client; `Session` describes what handlers use of it. `exit_code` is the exit code of its
    process."""

    protocol: ServerProtocol

    def __init__(self) -> None:
        super().__init__("smslint", __version__, protocol_cls=ServerProtocol, converter_factory=converter)
        self.client = Client()
        self.documents = OpenDocuments()
        self.folders: dict[str, Path] = {}
        self._settings_problems = SettingsProblems(self)
        self.settings = SettingsCache([], {}, self._settings_problems.tell)
        self._publisher = Publisher(self)
        self.tasks = ProgressTracker(self.protocol.notify, self.work_done_progress.create_async)
        self._workspace_rules = WorkspaceRules(self, self._refresh_documents)
        self.semantic_tokens = SemanticTokensCache()
        self._files = FileCache()
        self.connected = False
        self.client_process: int | None = None
        self.exit_code = 1
        self._inspections: dict[str, Inspection] = {}
        self._error_shown = False
        self._asked_language: Language = "en"
        self._refreshes: dict[str, None] = {}
        self._code_registration: CodeRegistration | None = None
        self._grammar_missed = False
        self._code_cost = 0.0
        self._program = _program()

    def begin(self, loop: asyncio.AbstractEventLoop) -> None:
        """Called once, when the event loop is running."""
        self.loop = loop
        self.ended = asyncio.Event()

    def end(self) -> None:
        """Stops serving."""
        self.ended.set()

    def initialize(self, params: types.InitializeParams) -> types.ServerCapabilities:
        """Learns what the client can do, and registers the methods that it can use."""
        from smslint.lsp.commands import COMMANDS
        from smslint.lsp.methods import METHODS

        client = self.client = client_of(params)
        self.client_process = params.process_id
        self.folders = _folders(params)
        folders = list(self.folders.values())
        self.settings = SettingsCache(folders, client.settings, self._settings_problems.tell, client.trusted)
        self.choose_language(client.language)
        for method in METHODS:
            if method.offered(client):
                self.feature(method.name, method.options(client))(partial(method.handle, self))
        manager = self.protocol.fm
        capabilities: types.ServerCapabilities = ServerCapabilitiesBuilder(
            params.capabilities,
            {*manager.features, *manager.builtin_features},
            manager.feature_options,
            [command.name for command in COMMANDS],
            types.TextDocumentSyncKind.Incremental,
            None,
            types.PositionEncodingKind(client.encoding),
        ).build()  # type: ignore[no-untyped-call]
        assert capabilities.execute_command_provider is not None
        capabilities.execute_command_provider.work_done_progress = True  # pygls cannot express it
        return capabilities

    def choose_language(self, asked: Language | None = None) -> bool:
        self._asked_language = asked or self._asked_language
        language = self.settings.language or self._asked_language
        changed = language != self.client.language
        if changed:
            self.client = replace(self.client, language=language)
        return changed

    @property
    def root(self) -> Path:
        return next(iter(self.folders.values()), Path.cwd())

    def put(self, document: OpenDocument) -> None:
        before = self._inspections.get(normalized(document.uri))
        self.documents.put(document)
        self._publisher.schedule(document.uri, self.pause(document.uri))
        self._workspace_rules.schedule(whole=before is None or not before.is_code)

    def close(self, uri: str) -> None:
        self.documents.close(uri)
        self._inspections.pop(normalized(uri), None)
        if not is_settings_file(uri):
            self._publisher.withdraw(uri)
        self.semantic_tokens.forget(uri)
        self.settings.forget(uri)
        self._workspace_rules.schedule()

    def inspect(self, uri: str) -> Inspection | None:
        document = self.documents.get(uri)
        if document is None or is_settings_file(uri):
            return None
        settings = self.settings.of(uri)
        found = self._inspections.get(normalized(uri))
        extra = self._workspace_rules.of(uri)
        contract = self._contract
        if (
            found is None
            or found.opened is not document
            or found.settings is not settings
            or found.extra is not extra
            or (found.is_code and found.contract != contract)
        ):
            baselined, since = self.settings.baselined(settings), perf_counter()
            found = Inspection.of_open(
                document, settings, self.client.encoding, found, baselined, extra, self.report_internal_error, contract
            )
            self._inspections[normalized(uri)] = found
            document.inspected = True
            if found.document.skipped == "grammar":
                self._miss_grammar()
            if found.is_code and not found.excluded:
                self._code_cost = perf_counter() - since
        return found

    def pause(self, uri: str) -> float:
        document, before = self.documents.get(uri), self._inspections.get(normalized(uri))
        if document is None or before is None or before.opened is document or not before.is_code:
            return 0.0
        return min(_LONGEST_PAUSE, max(_PAUSE, _SHARE * self._code_cost))

    def _miss_grammar(self) -> None:
        """Tells once that source code cannot be read here."""
        if not self._grammar_missed:
            self._grammar_missed = True
            message = messages.NO_CODE if sys.platform == "emscripten" else messages.NO_GRAMMAR
            told = message.text(self.client.language)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, told))

    def inspect_file(self, file: DiscoveredFile) -> Inspection | None:
        return self._files.inspect(file, self.settings.of, self.client.encoding, self._contract)

    @property
    def code(self) -> CodeProject | None:
        return self._workspace_rules.project

    @property
    def _contract(self) -> ContractFindings | None:
        return self.code.findings if self.code is not None else None

    def resolver_of(self, inspection: Inspection) -> RuleResolver:
        return self.settings.resolver(self.settings.root_of(path_of(inspection.uri)))

    def update_registrations(self) -> None:
        if not self.client.registers_documents:
            return
        from smslint.lsp.code_registration import CodeRegistration
        from smslint.lsp.methods import METHODS

        if self._code_registration is None:
            self._code_registration = CodeRegistration(self, METHODS)
        self._code_registration.update()

    @property
    def registers_code(self) -> bool:
        return self._code_registration is not None and self._code_registration.is_registered

    def files_changed(self) -> None:
        self._workspace_rules.schedule()

    def reload_changed_settings(self) -> None:
        if not self.client.watches_files and self.settings.reload_if_changed():
            self.refresh()

    def refresh(self) -> None:
        self.choose_language()
        self.update_registrations()
        self._settings_problems.schedule()
        self._publisher.schedule_all()
        client = self.client
        self._ask_for_refresh(
            method
            for wanted, method in (
                (client.pulls_diagnostics, types.WORKSPACE_DIAGNOSTIC_REFRESH),
                (client.refreshes_inlay_hints, types.WORKSPACE_INLAY_HINT_REFRESH),
                (client.refreshes_code_lenses, types.WORKSPACE_CODE_LENS_REFRESH),
                (client.refreshes_semantic_tokens, types.WORKSPACE_SEMANTIC_TOKENS_REFRESH),
            )
            if wanted
        )

    def _refresh_documents(self, uris: Iterable[str]) -> None:
        """Shows the new findings of rules about the workspace in documents with these normalized URIs."""
        changed = set(uris)
        for document in self.documents:
            if normalized(document.uri) in changed:
                self._publisher.schedule(document.uri)
        if self.client.pulls_diagnostics:
            self._ask_for_refresh([types.WORKSPACE_DIAGNOSTIC_REFRESH])

    def _ask_for_refresh(self, methods: Iterable[str]) -> None:
        """Asks the client to pull again, once for all changes of a moment."""
        if not self._refreshes:
            self.loop.call_later(_GATHERED, self._send_refreshes)
        self._refreshes |= dict.fromkeys(methods)

    def _send_refreshes(self) -> None:
        for method in self._refreshes:
            self.protocol.send_request(method)
        self._refreshes.clear()

    def report_internal_error(self, error: BaseException) -> None:
        """Logs a fault with its traceback, and shows the user a short message about the first one.

        The log gets the places in the code and the class of the error, but not the error's text, which may contain
        parts of a template.
        """
        frames = "".join(traceback.format_tb(error.__traceback__))
        logger.error("Internal error: %s\n%s", type(error).__name__, frames)
        if not self._error_shown:
            self._error_shown = True
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, self.fault()))

    def fault(self) -> str:
        """What an internal error means to the user: the program may have been replaced by another version."""
        replaced = _program() != self._program
        return (messages.REPLACED if replaced else messages.INTERNAL_ERROR).text(self.client.language)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """What pygls calls when it cannot handle a message."""
        self.report_internal_error(error)


def _program() -> tuple[int, ...]:
    """What identifies the files of the program on the disk."""
    try:
        found = os.stat(__file__)
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino


def _folders(params: types.InitializeParams) -> dict[str, Path]:
    if params.workspace_folders:
        return folder_paths(folder.uri for folder in params.workspace_folders)
    if params.root_uri:
        return folder_paths([params.root_uri])
    return {params.root_path: Path(params.root_path)} if params.root_path else {}
