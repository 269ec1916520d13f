"""The occurrences of the variable under the cursor: `textDocument/definition`, `references`, `documentHighlight`,
`linkedEditingRange`, `prepareRename` and `rename`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from lsprotocol import types

from smslint.core.change import RenameVariable
from smslint.core.placeholder import NAME, is_name
from smslint.lsp.edits import workspace_edit, workspace_edits
from smslint.lsp.errors import RequestFailed
from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method, on_document
from smslint.lsp.occurrences import VariableAtCursor, variable_at
from smslint.lsp.session import Session
from smslint.lsp.uris import normalized
from smslint.messages import lsp as messages
from smslint.messages.counts import count
from smslint.syntax.edit import Edit


def _on_variable(handle: Callable[[Session, VariableAtCursor, Any], Any]) -> Callable[[Session, Any], Any]:
    """`handle` for the variable under the cursor. Without one, there is no result."""

    def answer(session: Session, inspection: Inspection, params: Any) -> Any:
        found = variable_at(inspection, params.position)
        return None if found is None else handle(session, found, params)

    return on_document(answer, in_code=True)


def definition(
    session: Session, inspection: Inspection, params: types.DefinitionParams
) -> types.Location | list[types.Location] | None:
    """Where the variable under the cursor is declared; of a code or a key in source code, where its template is."""
    if session.code is not None and inspection.is_code:
        from smslint.lsp.code_places import definitions

        found = definitions(session.code, inspection, inspection.positions.offset(params.position))
        if found:
            return found
    variable = variable_at(inspection, params.position)
    return None if variable is None else _declaration(variable)


def _declaration(found: VariableAtCursor) -> types.Location | None:
    declared = next((each for each in found.all if each.role == "declaration"), None)
    if declared is None:
        return None
    return types.Location(found.inspection.uri, found.inspection.positions.range(declared.start, declared.end))


def references(session: Session, inspection: Inspection, params: types.ReferenceParams) -> list[types.Location] | None:
    """Uses and redirection, and the places of source code that send; also the declaration, if the client asks for it.

    So for a variable, a key in source code that is for one, and the code of a template.
    """
    offset, declared = inspection.positions.offset(params.position), params.context.include_declaration
    found: list[types.Location] = []
    if session.code is not None and inspection.reads_code:
        from smslint.lsp.code_places import references_at

        found = references_at(session.code, inspection, offset, declared)
    variable = variable_at(inspection, params.position)
    if variable is None:
        return found or None
    return [*used_at(variable, declared), *found]


def used_at(found: VariableAtCursor, declared: bool) -> list[types.Location]:
    """Where a variable is used in its template, and where it is declared if that is wanted."""
    positions = found.inspection.positions
    return [
        types.Location(found.inspection.uri, positions.range(each.start, each.end))
        for each in found.names
        if declared or each.role != "declaration"
    ]


_KINDS: Final = {
    "use": types.DocumentHighlightKind.Read,
    "redirection": types.DocumentHighlightKind.Read,
    "declaration": types.DocumentHighlightKind.Write,
    "example": types.DocumentHighlightKind.Text,
}


def highlight(
    session: Session, found: VariableAtCursor, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight]:
    """All occurrences in the template."""
    positions = found.inspection.positions
    return [types.DocumentHighlight(positions.range(each.start, each.end), _KINDS[each.role]) for each in found.all]


def linked(
    session: Session, found: VariableAtCursor, params: types.LinkedEditingRangeParams
) -> types.LinkedEditingRanges | None:
    """The names in content, declaration and redirection."""
    if found.here.role == "example" or len(found.names) < 2:
        return None
    positions = found.inspection.positions
    offset = positions.offset(params.position)
    if not found.here.start <= offset <= found.here.end:
        return None
    ranges = [positions.range(each.start, each.end) for each in found.names]
    return types.LinkedEditingRanges(ranges, word_pattern=NAME)


def prepare_rename(
    session: Session, found: VariableAtCursor, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    """The name under the cursor; None if there is nothing to rename."""
    if found.here.role == "example":
        return None
    place = found.inspection.positions.range(found.here.start, found.here.end)
    return types.PrepareRenamePlaceholder(place, found.here.name)


def rename(session: Session, found: VariableAtCursor, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """The edits that rename a variable. Raises RequestFailed if the new name cannot be used."""
    if found.here.role == "example":
        return None
    new = params.new_name.strip().removeprefix("${").removesuffix("}")
    _check(found, new, session)
    if new == found.here.name:
        return None
    change = RenameVariable(found.here.name, new)
    edits = found.inspection.document.entry_edits(found.entry, [change])
    if not edits:
        raise RequestFailed(messages.NOT_RENAMED.text(session.client.language, name=found.here.name))
    made = workspace_edit(found.inspection, edits, session.client)
    return _with_code(session, found, new, edits) or made


def _with_code(
    session: Session, found: VariableAtCursor, new: str, edits: Sequence[Edit]
) -> types.WorkspaceEdit | None:
    """The rename with the places of source code that send the variable; None if there are none. Tells of those that may
    need a change which is not known."""
    code = found.entry.template.code if found.entry.template is not None else None
    if session.code is None or code is None or not found.inspection.reads_code:
        return None
    from smslint.lsp.code_places import renamed_keys

    made = renamed_keys(session.code, found.inspection, code, found.here.name, new)
    if made.unknown:
        sites = count("site", made.unknown)
        told = messages.MAY_SEND.text(session.client.language, sites=sites, code=code, name=found.here.name)
        session.window_show_message(types.ShowMessageParams(types.MessageType.Warning, told))
    if not made.edits:
        return None
    own = normalized(found.inspection.uri)
    here = [*edits, *(made.edits.pop(own)[1] if own in made.edits else ())]
    return workspace_edits([(found.inspection, sorted(here)), *made.edits.values()], session.client)


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
    Method(types.TEXT_DOCUMENT_DEFINITION, on_document(definition, in_code=True), in_code=True),
    Method(types.TEXT_DOCUMENT_REFERENCES, on_document(references, in_code=True), in_code=True),
    Method(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, _on_variable(highlight)),
    Method(types.TEXT_DOCUMENT_LINKED_EDITING_RANGE, _on_variable(linked)),
    Method(
        types.TEXT_DOCUMENT_PREPARE_RENAME,
        _on_variable(prepare_rename),
        offered=lambda client: client.prepares_rename,
    ),
    Method(types.TEXT_DOCUMENT_RENAME, _on_variable(rename)),
)
