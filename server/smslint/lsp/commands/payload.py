"""`smslint.payload`: the request by which the vendor's API takes a template."""

from __future__ import annotations

from typing import Any

from smslint.documents.payload import NoRequest, request_of
from smslint.lsp.commands.arguments import document_argument, template_argument
from smslint.lsp.method import Command
from smslint.lsp.session import Session


def run(session: Session, argument: dict[str, Any]) -> dict[str, Any] | None:
    """The request, with what would have refused it; its body is None where none can be made. None where there is no
    template."""
    inspection = document_argument(session, argument)
    entry = template_argument(inspection, argument)
    if entry is None or entry.template is None:
        return None
    language = session.client.language
    problems = [
        shown.finding.message(language)
        for shown in inspection.diagnostics
        if shown.entry is entry and shown.finding.severity == "error"
    ]
    try:
        request = request_of(entry.template, entry.review)
    except NoRequest as error:
        return {"request": None, "body": None, "problems": [error.reason.text(language), *problems], "notes": []}
    notes = [note.text(language) for note in request.notes]
    return {"request": request.call, "body": dict(request.body), "problems": problems, "notes": notes}


COMMAND = Command("smslint.payload", run)
