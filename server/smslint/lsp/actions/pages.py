"""Showing the page of a rule."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from smslint.lsp.client import Client
from smslint.lsp.inspection import Inspection, ShiftedDiagnostic
from smslint.messages import lsp as messages

SHOW_RULE = "smslint.showRule"


def pages(client: Client, inspection: Inspection, findings: Iterable[ShiftedDiagnostic]) -> list[types.CodeAction]:
    """An action for each rule that speaks, where the client can show a page."""
    if not client.shows_documents:
        return []
    rules = {each.finding.rule.id: each.finding.rule for each in findings if each.diagnostic.url}
    return [
        types.CodeAction(
            title=(title := messages.SHOW_RULE.text(client.language, rule=rule.title)),
            kind=types.CodeActionKind.QuickFix,
            command=types.Command(title, SHOW_RULE, arguments=[{"uri": inspection.uri, "rule": rule.id}]),
        )
        for rule in rules.values()
    ]
