"""`smslint.newTemplate`: the text of a new template, as `smslint new` writes it."""

from __future__ import annotations

from typing import Any

from smslint.core.template import TYPES
from smslint.documents.manifest import starting_text
from smslint.lsp.commands.arguments import string_argument
from smslint.lsp.errors import InvalidParams
from smslint.lsp.method import Command
from smslint.lsp.session import Session


def run(session: Session, argument: dict[str, Any]) -> dict[str, Any]:
    """The text. Raises InvalidParams if the type is unknown or the name cannot be written."""
    kind = next((each for each in TYPES if each == argument.get("type")), None)
    if kind is None:
        raise InvalidParams(f"'type' must be one of {', '.join(TYPES)}.")
    text = starting_text(string_argument(argument, "name"), kind)
    if text is None:
        raise InvalidParams("'name' contains characters that a file cannot store.")
    return {"text": text}


COMMAND = Command("smslint.newTemplate", run)
