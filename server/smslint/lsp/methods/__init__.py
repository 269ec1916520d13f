"""The methods that the server offers: a flat table, with one module per feature. `initialize`, `shutdown` and `exit`
are in `protocol`."""

from __future__ import annotations

from smslint.lsp.method import Method
from smslint.lsp.methods import (
    code_action,
    code_lens,
    completion,
    diagnostics,
    document_link,
    execute_command,
    folding_range,
    formatting,
    hover,
    inlay_hint,
    selection_range,
    semantic_tokens,
    symbols,
    text_document,
    variables,
    workspace_changes,
)

METHODS: tuple[Method, ...] = (
    *text_document.METHODS,
    *workspace_changes.METHODS,
    *execute_command.METHODS,
    *diagnostics.METHODS,
    *completion.METHODS,
    *code_action.METHODS,
    hover.METHOD,
    *variables.METHODS,
    inlay_hint.METHOD,
    *code_lens.METHODS,
    *semantic_tokens.METHODS,
    *symbols.METHODS,
    folding_range.METHOD,
    selection_range.METHOD,
    document_link.METHOD,
    *formatting.METHODS,
)
