"""The commands of `workspace/executeCommand`: a flat table, one module a command."""

from __future__ import annotations

from smslint.lsp.commands import show_rule
from smslint.lsp.method import Command

COMMANDS: tuple[Command, ...] = (show_rule.COMMAND,)
