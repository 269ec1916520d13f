"""`smslint.fixAll`: makes all fixes of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from smslint.lsp.actions.fixes import all_edits
from smslint.lsp.commands.arguments import inspection_of
from smslint.lsp.edits import workspace_edit
from smslint.lsp.method import Command
from smslint.messages import lsp as messages

if TYPE_CHECKING:
    from smslint.lsp.server import Server


async def run(server: Server, argument: dict[str, Any]) -> dict[str, Any]:
    """The safe fixes, the unsafe ones too where `unsafe` is true; how many were made."""
    inspection = inspection_of(server, argument)
    unsafe = argument.get("unsafe") is True
    edits, fixed = all_edits(inspection, server.session_of(inspection), unsafe)
    if not edits or not server.client.applies_edits:
        return {"applied": 0}
    edit = workspace_edit(inspection, edits, server.client, unsafe=unsafe)
    label = messages.FIX_ALL.text(server.client.language)
    answer = await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label=label))
    return {"applied": fixed if answer.applied else 0}


COMMAND = Command("smslint.fixAll", run)
