"""What the client can do, as plain booleans that are resolved once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import partial
from typing import Any

from lsprotocol import types
from pygls.capabilities import get_capability

from smslint.core.text import Encoding
from smslint.dataclass import dataclass
from smslint.messages import Language, language_of

_ENCODINGS: dict[str, Encoding] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}


@dataclass(frozen=True, slots=True)
class Client:
    """The client: its language, its settings, and one boolean per capability.

    `encoding` is the first known encoding that the client offers, or UTF-16 if it offers none. `commands` are the
    client's own, which code lenses may call.
    """

    encoding: Encoding = "utf-16"
    language: Language = "en"
    settings: Mapping[str, Any] = field(default_factory=dict)
    commands: frozenset[str] = frozenset()
    pulls_diagnostics: bool = False
    refreshes_inlay_hints: bool = False
    refreshes_code_lenses: bool = False
    refreshes_semantic_tokens: bool = False
    relates_information: bool = False
    links_codes: bool = False
    shows_unnecessary: bool = False
    edits_versioned_documents: bool = False
    annotates_changes: bool = False
    creates_files: bool = False
    takes_code_actions: bool = False
    resolves_code_action_edits: bool = False
    prefers_code_actions: bool = False
    takes_snippets: bool = False
    resolves_completion_edits: bool = False
    shows_markdown: bool = False
    nests_symbols: bool = False
    prepares_rename: bool = False
    watches_files: bool = False
    shows_progress: bool = False
    gives_configuration: bool = False
    registers_configuration: bool = False
    applies_edits: bool = False
    shows_documents: bool = False


def client_of(params: types.InitializeParams) -> Client:
    """The client that sends an `initialize` request.

    Diagnostics are pulled only with `workspace.diagnostics.refreshSupport`: without it, a change of settings would be
    invisible until the next edit.
    """
    ask: Callable[[str], Any] = partial(get_capability, params.capabilities)
    offered = ask("general.position_encodings") or []
    known = [_ENCODINGS[str(_value(each))] for each in offered if str(_value(each)) in _ENCODINGS]
    options = params.initialization_options if isinstance(params.initialization_options, dict) else {}
    wanted = options.get("language")
    language = (language_of(wanted) if isinstance(wanted, str) else None) or language_of(params.locale) or "en"
    editor_settings = options.get("settings")
    commands = options.get("clientCommands")
    actions = "text_document.code_action."
    resolved = ask(actions + "resolve_support.properties") or []
    return Client(
        encoding=known[0] if known else "utf-16",
        language=language,
        settings=editor_settings if isinstance(editor_settings, dict) else {},
        commands=frozenset(map(str, commands)) if isinstance(commands, list) else frozenset(),
        pulls_diagnostics=bool(ask("text_document.diagnostic") and ask("workspace.diagnostics.refresh_support")),
        refreshes_inlay_hints=bool(ask("workspace.inlay_hint.refresh_support")),
        refreshes_code_lenses=bool(ask("workspace.code_lens.refresh_support")),
        refreshes_semantic_tokens=bool(ask("workspace.semantic_tokens.refresh_support")),
        relates_information=bool(ask("text_document.publish_diagnostics.related_information"))
        or bool(ask("text_document.diagnostic.related_information")),
        links_codes=bool(ask("text_document.publish_diagnostics.code_description_support"))
        or bool(ask("text_document.diagnostic.code_description_support")),
        shows_unnecessary=types.DiagnosticTag.Unnecessary
        in (ask("text_document.publish_diagnostics.tag_support.value_set") or [])
        or types.DiagnosticTag.Unnecessary in (ask("text_document.diagnostic.tag_support.value_set") or []),
        edits_versioned_documents=bool(ask("workspace.workspace_edit.document_changes")),
        annotates_changes=bool(ask("workspace.workspace_edit.change_annotation_support")),
        creates_files=types.ResourceOperationKind.Create in (ask("workspace.workspace_edit.resource_operations") or []),
        takes_code_actions=bool(ask(actions + "code_action_literal_support")),
        resolves_code_action_edits="edit" in resolved,
        prefers_code_actions=bool(ask(actions + "is_preferred_support")),
        resolves_completion_edits="additionalTextEdits"
        in (ask("text_document.completion.completion_item.resolve_support.properties") or []),
        takes_snippets=bool(ask("text_document.completion.completion_item.snippet_support")),
        shows_markdown=types.MarkupKind.Markdown in (ask("text_document.hover.content_format") or []),
        nests_symbols=bool(ask("text_document.document_symbol.hierarchical_document_symbol_support")),
        prepares_rename=bool(ask("text_document.rename.prepare_support")),
        watches_files=bool(ask("workspace.did_change_watched_files.dynamic_registration")),
        shows_progress=bool(ask("window.work_done_progress")),
        gives_configuration=bool(ask("workspace.configuration")),
        registers_configuration=bool(ask("workspace.did_change_configuration.dynamic_registration")),
        applies_edits=bool(ask("workspace.apply_edit")),
        shows_documents=bool(ask("window.show_document.support")),
    )


def _value(encoding: object) -> object:
    return getattr(encoding, "value", encoding)
