"""`smslint.fixAll`: makes all fixes of a document."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from smslint.lsp.actions.fixes import all_edits
from smslint.lsp.commands.arguments import document_argument
from smslint.lsp.edits import workspace_edit
from smslint.lsp.method import Command
from smslint.lsp.session import Session
from smslint.messages import lsp as messages


async def run(session: Session, argument: dict[str, Any]) -> dict[str, Any]:
    """Makes the safe fixes, and also the unsafe ones if `unsafe` is true. Returns how many were made."""
    inspection = document_argument(session, argument)
    unsafe = argument.get("unsafe") is True
    edits, fixed = all_edits(inspection, session.resolver_of(inspection), unsafe)
    if not edits or not session.client.applies_edits:
        return {"applied": 0}
    edit = workspace_edit(inspection, edits, session.client, unsafe=unsafe)
    label = messages.FIX_ALL.text(session.client.language)
    answer = await session.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label=label))
    return {"applied": fixed if answer.applied else 0}


COMMAND = Command("smslint.fixAll", run)
