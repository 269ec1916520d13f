"""From an action's recipe to its edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lsprotocol import types

from smslint.lsp.actions.action import Action
from smslint.lsp.actions.fixes import all_edits, fix_edits, rule_edits
from smslint.lsp.actions.suppress import here_edits, settings_edit
from smslint.lsp.actions.variables import attribute_edits, declare_edits
from smslint.lsp.edits import Edits, workspace_edit
from smslint.lsp.inspection import Inspection
from smslint.lsp.session import Session

RECIPES: dict[str, Callable[..., Edits | None]] = {
    "fix": fix_edits,
    "rule": rule_edits,
    "suppress": here_edits,
    "attribute": attribute_edits,
    "declare": declare_edits,
}


def edit_of(
    session: Session, inspection: Inspection, recipe: Sequence[Any], unsafe: bool
) -> types.WorkspaceEdit | None:
    """The edit of a recipe in the text as it is now; None where it has none any more."""
    name, *rest = recipe
    if name == "settings":
        return settings_edit(inspection, session.client, *rest)
    edits: Edits | None = None
    if name == "all":
        edits, _ = all_edits(inspection, session.resolver_of(inspection))
    elif name in RECIPES:
        edits = RECIPES[name](inspection, *rest)
    return workspace_edit(inspection, edits, session.client, unsafe=unsafe) if edits else None


def data_of(action: Action, inspection: Inspection) -> dict[str, Any]:
    """What a client hands back to have an action's edit."""
    return {"uri": inspection.uri, "recipe": list(action.recipe), "unsafe": action.unsafe}
