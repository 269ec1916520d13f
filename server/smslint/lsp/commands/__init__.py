"""The commands of `workspace/executeCommand`: a flat table, with one module per command."""

from __future__ import annotations

from smslint.lsp.commands import (
    fix_all,
    new_template,
    payload,
    preview,
    rehearse,
    restart_catalog,
    settings,
    show_rule,
    status,
)
from smslint.lsp.method import Command

COMMANDS: tuple[Command, ...] = (
    preview.COMMAND,
    rehearse.COMMAND,
    status.COMMAND,
    payload.COMMAND,
    fix_all.COMMAND,
    settings.COMMAND,
    new_template.COMMAND,
    restart_catalog.COMMAND,
    show_rule.COMMAND,
)
