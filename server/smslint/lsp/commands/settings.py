"""`smslint.settings`: the settings of a document, and where each comes from."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from smslint.lsp.commands.arguments import string_argument
from smslint.lsp.method import Command
from smslint.lsp.session import Session
from smslint.lsp.uris import normalized
from smslint.messages import lsp as messages
from smslint.workspace.settings import Settings, setting_key


def run(session: Session, argument: dict[str, Any]) -> dict[str, Any]:
    """All settings. The origin of each is a file and line, the editor, or the default."""
    settings = session.settings
    resolved = settings.of(normalized(string_argument(argument, "uri"))).file_rules.resolved
    language = session.client.language
    rows: list[dict[str, Any]] = []
    for declared in fields(Settings):
        key = setting_key(declared.name)
        origin = resolved.origins.get(key)
        if origin is not None and origin.file is not None:
            where = f"{origin.file}:{origin.line}" if origin.line else str(origin.file)
        elif resolved.file is None and key in settings.editor_settings:
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


COMMAND = Command("smslint.settings", run)
