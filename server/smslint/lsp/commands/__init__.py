"""The commands of `workspace/executeCommand`: a flat table, with one module per subject."""

from __future__ import annotations

from smslint.lsp.commands import account, answers, fix_all, rehearse, settings, templates
from smslint.lsp.method import Command

COMMANDS: tuple[Command, ...] = (
    *templates.COMMANDS,
    *account.COMMANDS,
    rehearse.COMMAND,
    fix_all.COMMAND,
    *answers.COMMANDS,
    *settings.COMMANDS,
)
