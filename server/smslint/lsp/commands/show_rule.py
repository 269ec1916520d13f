"""`smslint.showRule`: the page of a rule, in the editor or the browser."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from smslint.lsp.commands.arguments import string_argument
from smslint.lsp.method import Command
from smslint.lsp.session import Session


async def run(session: Session, argument: dict[str, Any]) -> dict[str, Any]:
    """The URL of the page. The client is asked to show it, if it can."""
    rule = string_argument(argument, "rule")
    uri = str(argument.get("uri") or session.root.as_uri())
    file_rules = session.settings.of(uri).file_rules
    url = file_rules.url(rule) if rule in file_rules.catalog.rules else None
    if url is not None and session.client.shows_documents:
        external = not url.startswith("file:")
        await session.window_show_document_async(types.ShowDocumentParams(url, external=external, take_focus=True))
    return {"url": url}


COMMAND = Command("smslint.showRule", run)
