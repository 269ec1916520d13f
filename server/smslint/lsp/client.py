"""What the client can do, as plain booleans that are resolved once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, fields
from functools import partial
from typing import Any

from lsprotocol import types
from pygls.capabilities import get_capability

from smslint.core.text import Encoding
from smslint.dataclass import dataclass
from smslint.messages import Language, environment_language, language_of

_ENCODINGS: dict[str, Encoding] = {"utf-8": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}
_PUSHED, _PULLED = "text_document.publish_diagnostics.", "text_document.diagnostic."
"""Where clients say which parts of diagnostics they show."""


def _capability(*paths: str, lists: object = None) -> bool:
    """A field that is true if the client has a capability at one of the paths, or if it lists a value there."""
    made: bool = field(default=False, metadata={"paths": paths, "lists": lists})
    return made


@dataclass(frozen=True, slots=True)
class Client:
    """The client: its language, its settings, and one boolean per capability.

    `encoding` is that of the initialization options, for clients that count bytes and do not say so; otherwise the
    first known encoding that the client offers, or UTF-16 if it offers none. `commands` are the client's own, which
    code lenses may call. `trusted` says whether the user trusts the folders of the workspace, `lenses_in_tables`
    whether rows of tables have code lenses, too.
    Diagnostics are pulled only with `workspace.diagnostics.refreshSupport`: without it, a change of settings would be
    invisible until the next edit.
    """

    encoding: Encoding = "utf-16"
    language: Language = "en"
    settings: Mapping[str, Any] = field(default_factory=dict)
    commands: frozenset[str] = frozenset()
    trusted: bool = True
    lenses_in_tables: bool = True
    pulls_diagnostics: bool = False
    refreshes_inlay_hints: bool = _capability("workspace.inlay_hint.refresh_support")
    refreshes_code_lenses: bool = _capability("workspace.code_lens.refresh_support")
    refreshes_semantic_tokens: bool = _capability("workspace.semantic_tokens.refresh_support")
    relates_information: bool = _capability(_PUSHED + "related_information", _PULLED + "related_information")
    links_codes: bool = _capability(_PUSHED + "code_description_support", _PULLED + "code_description_support")
    shows_unnecessary: bool = _capability(
        _PUSHED + "tag_support.value_set", _PULLED + "tag_support.value_set", lists=types.DiagnosticTag.Unnecessary
    )
    edits_versioned_documents: bool = _capability("workspace.workspace_edit.document_changes")
    annotates_changes: bool = _capability("workspace.workspace_edit.change_annotation_support")
    creates_files: bool = _capability(
        "workspace.workspace_edit.resource_operations", lists=types.ResourceOperationKind.Create
    )
    takes_code_actions: bool = _capability("text_document.code_action.code_action_literal_support")
    resolves_code_action_edits: bool = _capability("text_document.code_action.resolve_support.properties", lists="edit")
    prefers_code_actions: bool = _capability("text_document.code_action.is_preferred_support")
    takes_snippets: bool = _capability("text_document.completion.completion_item.snippet_support")
    resolves_completion_edits: bool = _capability(
        "text_document.completion.completion_item.resolve_support.properties", lists="additionalTextEdits"
    )
    shows_markdown: bool = _capability("text_document.hover.content_format", lists=types.MarkupKind.Markdown)
    nests_symbols: bool = _capability("text_document.document_symbol.hierarchical_document_symbol_support")
    prepares_rename: bool = _capability("text_document.rename.prepare_support")
    registers_documents: bool = _capability("text_document.synchronization.dynamic_registration")
    watches_files: bool = _capability("workspace.did_change_watched_files.dynamic_registration")
    shows_progress: bool = _capability("window.work_done_progress")
    gives_configuration: bool = _capability("workspace.configuration")
    registers_configuration: bool = _capability("workspace.did_change_configuration.dynamic_registration")
    applies_edits: bool = _capability("workspace.apply_edit")
    shows_code_lenses: bool = _capability("text_document.code_lens")
    shows_documents: bool = _capability("window.show_document.support")


def client_of(params: types.InitializeParams) -> Client:
    """The client that sends an `initialize` request."""
    ask: Callable[[str], Any] = partial(get_capability, params.capabilities)
    options = params.initialization_options if isinstance(params.initialization_options, dict) else {}
    offered = [options.get("positionEncoding"), *(ask("general.position_encodings") or ())]
    known = [_ENCODINGS[name] for each in offered if (name := str(getattr(each, "value", each))) in _ENCODINGS]
    wanted = options.get("language")
    chosen = language_of(wanted) if isinstance(wanted, str) else None
    language = chosen or language_of(params.locale) or environment_language() or "en"
    editor_settings = options.get("settings")
    commands = options.get("clientCommands")
    return Client(
        encoding=known[0] if known else "utf-16",
        language=language,
        settings=editor_settings if isinstance(editor_settings, dict) else {},
        trusted=options.get("trusted") is not False,
        lenses_in_tables=options.get("lensesInTables") is not False,
        commands=frozenset(map(str, commands)) if isinstance(commands, list) else frozenset(),
        pulls_diagnostics=bool(ask("text_document.diagnostic") and ask("workspace.diagnostics.refresh_support")),
        **{each.name: _has(ask, **each.metadata) for each in fields(Client) if each.metadata},
    )


def _has(ask: Callable[[str], Any], paths: tuple[str, ...], lists: object) -> bool:
    found = [ask(path) for path in paths]
    return any(found) if lists is None else any(lists in (each or ()) for each in found)
