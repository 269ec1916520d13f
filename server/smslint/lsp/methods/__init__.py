"""The methods that the server offers: a flat table, one module a method."""

from __future__ import annotations

from smslint.lsp.method import Method

METHODS: tuple[Method, ...] = ()
