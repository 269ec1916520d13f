"""`textDocument/codeAction` and `codeAction/resolve`: what can be done about the findings and variables at a range."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from lsprotocol import types

from smslint.core.severity import SEVERITIES
from smslint.lsp.actions.action import Action, overlapping
from smslint.lsp.actions.fixes import all_edits, fix_all, fix_edits, quick_fixes, rule_edits, rule_fixes
from smslint.lsp.actions.refactorings import extract_edits, inline_edits, refactorings
from smslint.lsp.actions.suppress import here_edits, settings_edit, suppress_actions
from smslint.lsp.actions.variables import attribute_edits, declare_edits, variable_actions
from smslint.lsp.client import Client
from smslint.lsp.diagnostics import diagnostic_of
from smslint.lsp.documentation import SHOW_ANSWER, SHOW_RULE, review_answers
from smslint.lsp.edits import Edits, workspace_edit
from smslint.lsp.inspection import Inspection, ShiftedDiagnostic
from smslint.lsp.method import Method, on_document
from smslint.lsp.methods.code_lens import template_lenses
from smslint.lsp.session import Session
from smslint.lsp.settings_problems import settings_actions
from smslint.lsp.uris import is_settings_file
from smslint.messages import lsp as messages

FIX_ALL: Final = "source.fixAll.smslint"
MOST_FINDINGS: Final = 20
"""The most findings that one menu tells how to settle, since each way is tried first: the worst ones."""
_EDITS: Final[dict[str, Callable[..., Edits | None]]] = {
    "fix": fix_edits,
    "rule": rule_edits,
    "suppress": here_edits,
    "attribute": attribute_edits,
    "declare": declare_edits,
    "extract": extract_edits,
    "inline": inline_edits,
}
"""The functions that make the edits of an action, by the first word of its recipe."""


def code_actions(session: Session, inspection: Inspection, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The actions of the kinds that the client asks for."""
    start, end = inspection.positions.offsets(params.range)
    wanted = [str(getattr(each, "value", each)) for each in params.context.only or ()]

    def made(actions: Iterable[Action]) -> Iterator[types.CodeAction]:
        for action in actions:
            if _asked_for(action, wanted, session.client):
                encoded = _encoded(session, inspection, action, params.context)
                if encoded is not None:
                    yield encoded

    findings = _worst(inspection, start, end)
    found = [*made(_actions(session, inspection, findings, start, end, wanted))]
    if not wanted or _is_wanted("quickfix", wanted):
        found += _pages(session, inspection, findings, params.context)
        found += _explanations(session.client, inspection, start, end)
        # Last, so that a finding without a fix is not accepted by the first choice.
        found += made(suppress_actions(inspection, findings, session.client.language))
    if not session.client.shows_code_lenses and (not wanted or "source" in wanted):
        found += _in_place_of_lenses(session, inspection, start)
    return found


def _actions_of_any(session: Session, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    if is_settings_file(params.text_document.uri):
        return settings_actions(session, params)
    found: list[types.CodeAction] | None = on_document(code_actions, in_code=True)(session, params)
    return found


def _asked_for(action: Action, wanted: list[str], client: Client) -> bool:
    """Whether an action is of a wanted kind. If the client names no kinds, it gets what costs nothing to offer."""
    if not wanted:
        return action.kind != FIX_ALL or client.resolves_code_action_edits
    return _is_wanted(action.kind, wanted)


def _is_wanted(kind: str, wanted: list[str]) -> bool:
    return any(kind == each or kind.startswith(f"{each}.") for each in wanted)


def _worst(inspection: Inspection, start: int, end: int) -> list[ShiftedDiagnostic]:
    """The findings at a range that a menu is about, the worst first."""
    findings = sorted(overlapping(inspection, start, end), key=lambda each: SEVERITIES.index(each.finding.severity))
    return findings[:MOST_FINDINGS]


def _actions(
    session: Session,
    inspection: Inspection,
    findings: Sequence[ShiftedDiagnostic],
    start: int,
    end: int,
    wanted: list[str],
) -> Iterator[Action]:
    """The actions for a range that change more than suppressions, those of the worst finding first."""
    language = session.client.language
    if not wanted or any(_is_wanted(kind, wanted) for kind in ("refactor.extract", "refactor.inline")):
        yield from refactorings(inspection, start, end, language)
    if not wanted or _is_wanted("quickfix", wanted):
        yield from quick_fixes(inspection, findings, language)
        yield from rule_fixes(inspection, findings, language)
        yield from variable_actions(inspection, start, end, language)
    yield from fix_all(inspection, language)


def _encoded(
    session: Session, inspection: Inspection, action: Action, context: types.CodeActionContext
) -> types.CodeAction | None:
    """An action as LSP has it; None if its edits are needed now and there are none."""
    client = session.client
    made = types.CodeAction(
        title=action.title,
        kind=action.kind,
        diagnostics=_diagnostics(session, inspection, action.about, context) if action.about is not None else None,
        is_preferred=True if action.preferred and client.prefers_code_actions else None,
    )
    if client.resolves_code_action_edits:
        made.data = {"uri": inspection.uri, "recipe": list(action.recipe), "unsafe": action.unsafe}
        return made
    made.edit = _edit(session, inspection, action.recipe, action.unsafe)
    return made if made.edit is not None else None


def _diagnostics(
    session: Session, inspection: Inspection, shown: ShiftedDiagnostic, context: types.CodeActionContext
) -> list[types.Diagnostic]:
    """The diagnostic of a finding as the client sent it, or as the server would."""
    rule = shown.finding.rule.id
    place = inspection.positions.range(shown.start, shown.end)
    for each in context.diagnostics:
        if each.code == rule and each.range == place:
            return [each]
    made = diagnostic_of(shown, inspection, session.client)
    return [session.protocol.diagnostic(made)]


def _edit(session: Session, inspection: Inspection, recipe: Sequence[Any], unsafe: bool) -> types.WorkspaceEdit | None:
    """The edit of a recipe in the current text; None if it changes nothing."""
    name, *rest = recipe
    if name == "settings":
        return settings_edit(inspection, session.client, *rest)
    edits: Edits | None = None
    if name == "all":
        edits, _ = all_edits(inspection, session.resolver_of(inspection))
    elif name in _EDITS:
        edits = _EDITS[name](inspection, *rest)
    return workspace_edit(inspection, edits, session.client, unsafe=unsafe) if edits else None


def _pages(
    session: Session, inspection: Inspection, findings: Iterable[ShiftedDiagnostic], context: types.CodeActionContext
) -> list[types.CodeAction]:
    """For each rule that reports something: an action that shows its page, if the client can show pages.

    It names its diagnostic: VS Code lists what names none after all else, and so after suppressions.
    """
    if not session.client.shows_documents:
        return []
    found: dict[str, ShiftedDiagnostic] = {}
    for each in findings:
        if each.diagnostic.url:
            found.setdefault(each.finding.rule.id, each)
    return [
        types.CodeAction(
            title=(title := messages.SHOW_RULE.text(session.client.language, rule=shown.finding.rule.title)),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=_diagnostics(session, inspection, shown, context),
            command=types.Command(title, SHOW_RULE, arguments=[{"uri": inspection.uri, "rule": rule}]),
        )
        for rule, shown in found.items()
    ]


def _in_place_of_lenses(session: Session, inspection: Inspection, start: int) -> Iterator[types.CodeAction]:
    """What the lenses above the template would do, but for the lengths, for clients that show none."""
    entry = inspection.entry_at(start)
    for lens in template_lenses(session, inspection, entry)[1:] if entry is not None else ():
        if lens.command is not None:
            yield types.CodeAction(lens.command.title, types.CodeActionKind.Source, command=lens.command)


def _explanations(client: Client, inspection: Inspection, start: int, end: int) -> list[types.CodeAction]:
    """For each answer that the reason of a rejection leads to: an action that shows its page."""
    if not client.shows_documents:
        return []
    lexicon = inspection.file_rules.catalog.lexicon
    reviews = [entry.review for entry in inspection.touched(start, end) if entry.review is not None]
    answers = {answer.id: answer for review in reviews for answer in review_answers(review, lexicon)}
    return [
        types.CodeAction(
            title=(title := messages.EXPLAIN.text(client.language, title=answer.text("title"))),
            kind=types.CodeActionKind.QuickFix,
            command=types.Command(title, SHOW_ANSWER, arguments=[{"answer": answer.id}]),
        )
        for answer in answers.values()
    ]


def resolve_action(session: Session, action: types.CodeAction) -> types.CodeAction:
    """The action with its edit in the current text; without an edit if the finding is gone."""
    match action.data:
        case {"uri": str(uri), "recipe": [str(), *_] as recipe, "unsafe": bool(unsafe)}:
            inspection = session.inspect(uri)
            if inspection is not None and action.edit is None:
                action.edit = _edit(session, inspection, recipe, unsafe)
    return action


METHODS = (
    Method(
        types.TEXT_DOCUMENT_CODE_ACTION,
        _actions_of_any,
        lambda client: types.CodeActionOptions(
            code_action_kinds=[
                types.CodeActionKind.QuickFix,
                types.CodeActionKind.RefactorExtract,
                types.CodeActionKind.RefactorInline,
                types.CodeActionKind.Source,
                FIX_ALL,
            ],
            resolve_provider=client.resolves_code_action_edits,
        ),
        offered=lambda client: client.takes_code_actions,
        in_code=True,
    ),
    Method(types.CODE_ACTION_RESOLVE, resolve_action, offered=lambda client: client.resolves_code_action_edits),
)
