"""What a handler may ask of the server and of its client.

Handlers know this protocol, not the server: the server imports the handlers, so a handler that imported the server
would close a circle.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from lsprotocol import types

from smslint.lsp.client import Client
from smslint.lsp.document_settings import SettingsCache
from smslint.lsp.inspection import Inspection
from smslint.lsp.open_documents import OpenDocument, OpenDocuments
from smslint.lsp.progress import ProgressTracker
from smslint.lsp.protocol import ServerProtocol
from smslint.lsp.semantic_tokens import SemanticTokensCache
from smslint.messages import Language
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.rule_resolver import RuleResolver

if TYPE_CHECKING:
    from smslint.lsp.code_project import CodeProject


class Session(Protocol):
    """The state of one client's session, and the messages that can be sent to that client."""

    client: Client
    documents: OpenDocuments
    folders: dict[str, Path]
    loop: asyncio.AbstractEventLoop
    protocol: ServerProtocol
    settings: SettingsCache
    tasks: ProgressTracker
    semantic_tokens: SemanticTokensCache

    @property
    def root(self) -> Path:
        """The first folder of the workspace, or the working directory if there is none."""

    @property
    def code(self) -> CodeProject | None:
        """What source code and templates of the workspace tell; None if no code is read, or none was looked at yet."""

    def inspect(self, uri: str) -> Inspection | None:
        """The current state of an open document; None if it is not open, or is a settings file."""

    def pause(self, uri: str) -> float:
        """Seconds to wait before an open document is checked, while it is being edited."""

    def inspect_file(self, file: DiscoveredFile) -> Inspection | None:
        """The state of a file that is not open; None if it is not text, or no longer exists."""

    def resolver_of(self, inspection: Inspection) -> RuleResolver:
        """The resolver whose rules check a document."""

    def choose_language(self, asked: Language | None = None) -> bool:
        """Takes the language of the settings, else that of the client, `asked` if it names one. Returns whether it is
        another one now."""

    def put(self, document: OpenDocument) -> None:
        """Takes over a document that was opened or changed, and checks it soon."""

    def close(self, uri: str) -> None:
        """Forgets a document and withdraws its diagnostics."""

    @property
    def registers_code(self) -> bool:
        """Whether the client was asked for source code, and pulls its diagnostics apart from all others."""

    def update_registrations(self) -> None:
        """Asks the client for source code if the settings want it read, else for no more of it."""

    def files_changed(self) -> None:
        """Checks the rules about the whole workspace again, after a pause."""

    def reload_changed_settings(self) -> None:
        """Reads the settings again if their files have changed and the client does not watch files."""

    def refresh(self) -> None:
        """Publishes all diagnostics again, and asks the client to pull again what it pulls."""

    def report_internal_error(self, error: BaseException) -> None:
        """Logs a fault of the server, and tells the user of the first one."""

    def window_show_message(self, params: types.ShowMessageParams) -> None:
        """Shows the user a message."""

    async def workspace_configuration_async(self, params: types.ConfigurationParams) -> Any:
        """Asks the client for settings."""

    async def client_register_capability_async(self, params: types.RegistrationParams) -> None:
        """Asks the client for notifications."""

    async def client_unregister_capability_async(self, params: types.UnregistrationParams) -> None:
        """Asks the client for no more notifications of some kinds."""

    async def workspace_apply_edit_async(
        self, params: types.ApplyWorkspaceEditParams
    ) -> types.ApplyWorkspaceEditResult:
        """Asks the client to apply an edit."""

    async def window_show_document_async(self, params: types.ShowDocumentParams) -> types.ShowDocumentResult:
        """Asks the client to show a document."""
