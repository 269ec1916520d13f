"""Commands about settings and rules: where settings come from, reading all of them again, and the page of a rule."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from lsprotocol import types

from smslint.catalog import CatalogError, load
from smslint.catalog.pages import page_uri
from smslint.lsp.commands.arguments import string_argument
from smslint.lsp.documentation import SHOW_RULE
from smslint.lsp.method import Command
from smslint.lsp.session import Session
from smslint.lsp.uris import path_of
from smslint.messages import lsp as messages
from smslint.workspace.settings import Settings, setting_key


def settings_of_document(session: Session, argument: dict[str, Any]) -> dict[str, Any]:
    """All settings of a document. The origin of each is a file and line, the editor, or the default."""
    uri = string_argument(argument, "uri")
    resolved = session.settings.of(uri).file_rules.resolved
    of_editor = session.settings.editor_settings_of(session.settings.root_of(path_of(uri)))
    language = session.client.language
    rows: list[dict[str, Any]] = []
    for declared in fields(Settings):
        key = setting_key(declared.name)
        origin = resolved.origins.get(key)
        if origin is not None and origin.file is not None:
            where = f"{origin.file}:{origin.line}" if origin.line else str(origin.file)
        elif resolved.file is None and key in of_editor:
            where = messages.EDITOR_SETTINGS.text(language)
        else:
            where = messages.DEFAULT.text(language)
        rows.append({"key": key, "value": _plain(getattr(resolved.settings, declared.name)), "origin": where})
    return {"file": str(resolved.file) if resolved.file else None, "settings": rows}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {setting_key(each.name): _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return value if isinstance(value, str | int | bool | None) else str(value)


def restart_catalog(session: Session, argument: dict[str, Any]) -> dict[str, Any]:
    """Reads settings and rules again. Returns how many rules there are, with those of the first folder's settings."""
    from smslint.catalog import answers, assemble

    answers.forget()
    assemble.own_rules.cache_clear()
    assemble.user_rules.cache_clear()
    assemble._assembled.cache_clear()
    session.settings.reload()
    session.refresh()
    try:
        rules = load().rules
    except CatalogError:
        return {"rules": 0}
    uri = (session.root / "new.sms").as_uri()
    return {"rules": max(len(rules), len(session.settings.of(uri).file_rules.catalog.rules))}


async def show_rule(session: Session, argument: dict[str, Any]) -> dict[str, Any]:
    """The URL of a rule's page, in the language of the client. The client is asked to show it, if it can."""
    rule = string_argument(argument, "rule")
    uri = str(argument.get("uri") or session.root.as_uri())
    file_rules = session.settings.of(uri).file_rules
    known = file_rules.catalog.rules.get(rule)
    url = (file_rules.url(rule) or page_uri(known, session.client.language)) if known is not None else None
    if url is not None and session.client.shows_documents:
        external = not url.startswith("file:")
        await session.window_show_document_async(types.ShowDocumentParams(url, external=external, take_focus=True))
    return {"url": url}


COMMANDS = (
    Command("smslint.settings", settings_of_document),
    Command("smslint.restartCatalog", restart_catalog),
    Command(SHOW_RULE, show_rule),
)
