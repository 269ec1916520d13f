"""`textDocument/codeAction`: what can be done about the findings and variables at a range."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lsprotocol import types

from smslint.core.severity import SEVERITIES
from smslint.lsp.actions.action import Action, overlapping
from smslint.lsp.actions.edits import data_of, edit_of
from smslint.lsp.actions.fixes import all_safe, of_rules, quick_fixes
from smslint.lsp.actions.pages import pages
from smslint.lsp.actions.suppress import of_findings
from smslint.lsp.actions.variables import of_variables
from smslint.lsp.client import Client
from smslint.lsp.diagnostics import diagnostic_of
from smslint.lsp.inspection import Inspection, ShiftedDiagnostic
from smslint.lsp.method import Method
from smslint.lsp.session import Session

FIX_ALL: Final = "source.fixAll.smslint"


def offer(session: Session, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    """The actions of the kinds that are asked for."""
    inspection = session.inspect(params.text_document.uri)
    if inspection is None or inspection.excluded:
        return None
    start, end = inspection.positions.offsets(params.range)
    wanted = [str(getattr(each, "value", each)) for each in params.context.only or ()]
    made = [
        _encoded(session, inspection, action, params.context)
        for action in _actions(session, inspection, start, end)
        if _asked_for(action, wanted, session.client)
    ]
    found = [action for action in made if action is not None]
    if not wanted or "quickfix" in wanted:
        found += pages(session.client, inspection, overlapping(inspection, start, end))
    return found


def _asked_for(action: Action, wanted: list[str], client: Client) -> bool:
    """Whether an action is of the kinds that are wanted; where none are named, all that cost nothing to offer."""
    if not wanted:
        return action.kind != FIX_ALL or client.resolves_code_action_edits
    return any(action.kind == kind or action.kind.startswith(f"{kind}.") for kind in wanted)


def _actions(session: Session, inspection: Inspection, start: int, end: int) -> Iterator[Action]:
    """The worst finding's first."""
    language = session.client.language
    findings = overlapping(inspection, start, end)
    findings.sort(key=lambda each: SEVERITIES.index(each.finding.severity))
    yield from quick_fixes(inspection, findings, language)
    yield from of_rules(inspection, findings, language)
    yield from of_variables(inspection, start, end, language)
    yield from of_findings(inspection, findings, language)
    yield from all_safe(inspection, language)


def _encoded(
    session: Session, inspection: Inspection, action: Action, context: types.CodeActionContext
) -> types.CodeAction | None:
    """An action for the client; None where its edits are wanted now and there are none."""
    client = session.client
    made = types.CodeAction(
        title=action.title,
        kind=action.kind,
        diagnostics=_diagnostics(session, inspection, action.about, context) if action.about is not None else None,
        is_preferred=True if action.preferred and client.prefers_code_actions else None,
    )
    if client.resolves_code_action_edits:
        made.data = data_of(action, inspection)
        return made
    made.edit = edit_of(session, inspection, action.recipe, action.unsafe)
    return made if made.edit is not None else None


def _diagnostics(
    session: Session, inspection: Inspection, shown: ShiftedDiagnostic, context: types.CodeActionContext
) -> list[types.Diagnostic]:
    """The client's own diagnostic of a finding, else one of ours."""
    rule = shown.finding.rule.id
    place = inspection.positions.range(shown.start, shown.end)
    for each in context.diagnostics:
        if each.code == rule and each.range == place:
            return [each]
    made = diagnostic_of(shown, inspection, session.client)
    return [session.diagnostic(made)]


METHOD = Method(
    types.TEXT_DOCUMENT_CODE_ACTION,
    offer,
    lambda client: types.CodeActionOptions(
        code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL],
        resolve_provider=client.resolves_code_action_edits,
    ),
    offered=lambda client: client.takes_code_actions,
)
