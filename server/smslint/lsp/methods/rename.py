"""`textDocument/prepareRename` and `textDocument/rename`: another name for a variable, everywhere in its template."""

from __future__ import annotations

from lsprotocol import types

from smslint.core.change import RenameVariable
from smslint.core.placeholder import is_name
from smslint.lsp.edits import workspace_edit
from smslint.lsp.errors import RequestFailed
from smslint.lsp.method import Method
from smslint.lsp.occurrences import VariableAtCursor, variable_at
from smslint.lsp.session import Session
from smslint.messages import lsp as messages


def prepare_rename(session: Session, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """The name under the cursor; None if there is nothing to rename."""
    found = variable_at(session.inspect(params.text_document.uri), params.position)
    if found is None or found.here.role == "example":
        return None
    place = found.inspection.positions.range(found.here.start, found.here.end)
    return types.PrepareRenamePlaceholder(place, found.here.name)


def rename(session: Session, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """The edits that rename a variable. Raises RequestFailed if the new name cannot be used."""
    found = variable_at(session.inspect(params.text_document.uri), params.position)
    if found is None or found.here.role == "example":
        return None
    new = params.new_name.strip().removeprefix("${").removesuffix("}")
    _check(found, new, session)
    if new == found.here.name:
        return None
    change = RenameVariable(found.here.name, new)
    edits = found.inspection.document.entry_edits(found.entry, [change])
    if not edits:
        raise RequestFailed(messages.NOT_RENAMED.text(session.client.language, name=found.here.name))
    return workspace_edit(found.inspection, edits, session.client)


def _check(found: VariableAtCursor, new: str, session: Session) -> None:
    language = session.client.language
    if not is_name(new):
        raise RequestFailed(messages.NO_NAME.text(language, name=new))
    template = found.entry.template
    analysis = found.inspection.analysis(found.entry)
    taken = set(template.variables if template is not None else ()) | set(analysis.used_names if analysis else ())
    if new != found.here.name and new in taken:
        raise RequestFailed(messages.NAME_TAKEN.text(language, name=new))


METHODS = (
    Method(types.TEXT_DOCUMENT_PREPARE_RENAME, prepare_rename, offered=lambda client: client.prepares_rename),
    Method(types.TEXT_DOCUMENT_RENAME, rename),
)
