"""`smslint.payload`: the request that submits a template to the vendor's API."""

from __future__ import annotations

from typing import Any

from smslint.documents.payload import NoRequest, request_of
from smslint.lsp.commands.arguments import document_argument, template_argument
from smslint.lsp.method import Command
from smslint.lsp.session import Session


def run(session: Session, argument: dict[str, Any]) -> dict[str, Any] | None:
    """The request, and the problems for which it would be refused. Its body is None if no request can be made. The
    result is None if there is no template."""
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
