"""Checked arguments of commands."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

from smslint.documents.parsed_template import TemplateEntry
from smslint.lsp.errors import InvalidParams
from smslint.lsp.inspection import Inspection
from smslint.lsp.session import Session


def string_argument(argument: dict[str, Any], key: str) -> str:
    """A required string. Raises InvalidParams."""
    value = argument.get(key)
    if not isinstance(value, str):
        raise InvalidParams(f"{key!r} must be a string.")
    return value


def document_argument(session: Session, argument: dict[str, Any]) -> Inspection:
    """The open document that `uri` names. Raises InvalidParams."""
    found = session.inspect(string_argument(argument, "uri"))
    if found is None:
        raise InvalidParams("'uri' is not an open document.")
    return found


def show_result(session: Session, argument: dict[str, Any], text: str) -> None:
    """Shows a result as a message if `show` is true: for clients that have no command of their own to show it."""
    if argument.get("show") is True:
        session.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))


def template_argument(inspection: Inspection, argument: dict[str, Any]) -> TemplateEntry | None:
    """The template at `index` or `position`, else the first one; None if there is none. Raises InvalidParams."""
    index, position = argument.get("index"), argument.get("position")
    if type(index) is int:
        entry = inspection.entry(index)
        if entry is None:
            raise InvalidParams(f"No template {index}.")
        return entry
    if isinstance(position, dict):
        line, unit = position.get("line"), position.get("character")
        if not (isinstance(line, int) and isinstance(unit, int)):
            raise InvalidParams("'position' must have a line and a character.")
        return inspection.entry_at(inspection.positions.offset(types.Position(line, unit)))
    return inspection.entry(0)
