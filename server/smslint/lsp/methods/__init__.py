"""The methods that the server offers: a flat table, one module a method."""

from __future__ import annotations

from smslint.lsp.method import Method
from smslint.lsp.methods import (
    code_action,
    code_action_resolve,
    completion,
    completion_item_resolve,
)

METHODS: tuple[Method, ...] = (
    completion.METHOD,
    completion_item_resolve.METHOD,
    code_action.METHOD,
    code_action_resolve.METHOD,
)
