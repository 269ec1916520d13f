"""`smslint.preview`: the shortest, a typical and the longest message of a template."""

from __future__ import annotations

from typing import Any, Final

from smslint.core.segments.counting import MOST_CHARACTERS
from smslint.lsp.commands.arguments import document_argument, template_argument
from smslint.lsp.method import Command
from smslint.lsp.session import Session
from smslint.values.preview import Preview, PreviewMessage

_ENCODINGS: Final = {"characters": "mainland"}


def run(session: Session, argument: dict[str, Any]) -> dict[str, Any] | None:
    """The preview; None if there is no readable template."""
    inspection = document_argument(session, argument)
    entry = template_argument(inspection, argument)
    template = inspection.template(entry) if entry is not None else None
    if entry is None or template is None:
        return None
    analysis = inspection.file_rules.linter.read(template)
    made = Preview(analysis)
    shortest, typical, longest = made.messages
    encoding = longest.count.encoding
    return {
        "uri": inspection.uri,
        "version": inspection.version,
        "index": entry.index,
        "name": template.name,
        "type": analysis.type,
        "typeInferred": analysis.type_inferred,
        "signature": made.bounds.parts.signature or None,
        "encoding": _ENCODINGS.get(encoding, encoding),
        "shortest": _message(shortest),
        "typical": _message(typical),
        "longest": _message(longest),
        "variables": [
            {
                "name": cost.variable.name,
                "attribute": cost.variable.attribute,
                "min": cost.variable.shortest,
                "max": cost.variable.longest,
                "contribution": cost.longest,
            }
            for cost in made.bounds.costs
        ],
        "limit": MOST_CHARACTERS,
        "templates": [
            {"index": each.index, "name": each.template.name if each.template is not None else None}
            for each in inspection.entries
        ],
    }


def _message(message: PreviewMessage) -> dict[str, Any]:
    return {
        "text": message.text,
        "length": message.count.length,
        "segments": message.count.segments,
        "encoding": _ENCODINGS.get(message.count.encoding, message.count.encoding),
        "breaks": list(message.count.breaks),
        "parts": message.parts,
        "values": dict(message.values),
    }


COMMAND = Command("smslint.preview", run)
