"""The command that compares a template with the account's: the document as it would be with what the account has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from smslint.core.change import Change, Undeclare
from smslint.documents import Document, read
from smslint.io.escape import visible
from smslint.lsp.commands.arguments import document_argument, show_result, template_argument
from smslint.lsp.method import Command
from smslint.lsp.session import Session


def account_text(session: Session, argument: dict[str, Any]) -> dict[str, Any] | None:
    """The text of the document with one template as the account has it, which editors show beside the document.

    None if the account is not known to have the template, or if the format cannot hold what it has.
    """
    inspection = document_argument(session, argument)
    entry = template_argument(inspection, argument)
    analysis = inspection.analysis(entry) if entry is not None else None
    account = analysis.account if analysis is not None else None
    if entry is None or analysis is None or account is None:
        return None
    from smslint.core.comparison import changes_to, compare

    code = entry.review.code if entry.review is not None else None
    found = compare(analysis, account, code)
    if found.record is None or inspection.document.text is None:
        return None
    text = _written(inspection.document, entry.index, changes_to(analysis.template, found))
    if text is None:
        return None
    show_result(session, argument, text)
    return {"code": visible(found.record.code), "verdict": found.verdict, "text": text}


def _written(document: Document, index: int, changes: Sequence[Change]) -> str | None:
    """The document with the changes of one template; declarations are removed last, when others stand beside them."""
    assert document.text is not None
    removed = [each for each in changes if isinstance(each, Undeclare)]
    text: str | None = document.text.value
    if kept := [each for each in changes if each not in removed]:
        text = document.write({index: kept})
    if text is None or not removed:
        return text
    return read(text.encode("utf-8", "surrogatepass"), "", format=document.format).write({index: removed}) or text


COMMANDS = (Command("smslint.accountText", account_text),)
