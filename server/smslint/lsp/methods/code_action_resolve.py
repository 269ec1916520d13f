"""`codeAction/resolve`: an action's edit, in the text as it is now."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.actions.edits import edit_of
from smslint.lsp.method import Method
from smslint.lsp.session import Session


def resolve(session: Session, action: types.CodeAction) -> types.CodeAction:
    """The action with its edit; without one where the finding is gone."""
    match action.data:
        case {"uri": str(uri), "recipe": [str(), *_] as recipe, "unsafe": bool(unsafe)}:
            inspection = session.inspect(uri)
            if inspection is not None and action.edit is None:
                action.edit = edit_of(session, inspection, recipe, unsafe)
    return action


METHOD = Method(types.CODE_ACTION_RESOLVE, resolve, offered=lambda client: client.resolves_code_action_edits)
