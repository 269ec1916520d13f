"""Commands about one template: its messages, its numbers, the request that submits it, and the text of a new one."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from smslint.core.segments.bounds import length_bounds
from smslint.core.segments.counting import MOST_CHARACTERS
from smslint.core.segments.parts import valid_attribute
from smslint.core.template import TYPES
from smslint.documents.manifest import starting_text
from smslint.documents.payload import NoRequest, request_of
from smslint.io.escape import notice
from smslint.lsp.commands.arguments import document_argument, show_result, string_argument, template_argument
from smslint.lsp.errors import InvalidParams
from smslint.lsp.lengths import message_line
from smslint.lsp.method import Command
from smslint.lsp.session import Session
from smslint.messages import Language
from smslint.values.preview import MessageKind, Preview, PreviewMessage

if TYPE_CHECKING:
    from smslint.core.analysis import Analysis
    from smslint.values.digital_preview import FrameMedia

_LISTED: Final = 500
"""The most templates of a document that are listed to choose from."""
_ENCODINGS: Final = {"characters": "mainland"}


def preview(session: Session, argument: dict[str, Any]) -> dict[str, Any] | None:
    """The shortest, a typical and the longest message of a template; None if there is no readable template.

    `start` is where the template starts in the document.
    """
    inspection = document_argument(session, argument)
    entry = template_argument(inspection, argument)
    template = inspection.template(entry) if entry is not None else None
    if entry is None or template is None:
        return None
    analysis = inspection.file_rules.read(template, inspection.document.file)
    made = Preview(analysis)
    shortest, typical, longest = made.messages
    price, language = inspection.price_of(analysis), session.client.language
    about = {each.kind: message_line(each, price, language) for each in made.messages}
    show_result(session, argument, "\n\n".join(f"{about[each.kind]}\n{each.text}" for each in reversed(made.distinct)))
    encoding = longest.count.encoding
    start = inspection.positions.position(entry.start)
    return {
        "uri": inspection.uri,
        "version": inspection.version,
        "index": entry.index,
        "start": {"line": start.line, "character": start.character},
        "name": template.name,
        "type": analysis.type,
        "typeInferred": analysis.type_inferred,
        "signature": made.bounds.parts.signature or None,
        "encoding": _ENCODINGS.get(encoding, encoding),
        "shortest": _message(shortest, about, price),
        "typical": _message(typical, about, price),
        "longest": _message(longest, about, price),
        "variables": [
            {
                "name": cost.variable.name,
                "attribute": cost.variable.attribute,
                "title": _title(cost.variable.name, analysis, language),
                "min": cost.variable.shortest,
                "max": cost.variable.longest,
                "contribution": cost.longest,
            }
            for cost in made.bounds.costs
        ],
        **_frames(made, argument, language),
        "limit": MOST_CHARACTERS,
        "templates": [
            {"index": each.index, "name": each.template.name if each.template is not None else None}
            for each in (inspection.entries if len(inspection.document.regions) <= _LISTED else ())
        ],
    }


def _title(variable: str, analysis: Analysis, language: Language) -> str | None:
    attribute = valid_attribute(variable, analysis)
    return attribute.title.text(language) if attribute is not None else None


def _frames(made: Preview, argument: dict[str, Any], language: Language) -> dict[str, Any]:
    """The frames of a digital message, with the bytes of its files but for those whose digests are `known`."""
    if not made.analysis.template.frames:
        return {"frames": [], "sum": None}
    from smslint.values.digital_preview import frames_shown, size_line

    listed = argument.get("known")
    known = frozenset(each for each in listed if isinstance(each, str)) if isinstance(listed, list) else frozenset()
    frames = frames_shown(made.analysis)
    return {
        "frames": [
            {
                "media": [_media(media, made, known, language) for media in frame.media],
                **{message.kind: frame.filled(message.values) for message in made.messages},
            }
            for frame in frames
        ],
        "sum": size_line(made.analysis, frames).text(language),
    }


def _media(media: FrameMedia, made: Preview, known: frozenset[str], language: Language) -> dict[str, Any]:
    from hashlib import sha256

    from smslint.report.preview_page import data_address
    from smslint.values.digital_preview import file_line

    line, is_fault = file_line(media)
    address = data_address(media, made)
    found = {"about": line.text(language), "fault": is_fault, "shows": None, "key": None, "data": None}
    if address is None:
        return found
    key = sha256(address.encode()).hexdigest()
    shows = address.removeprefix("data:").partition("/")[0]
    return {**found, "shows": shows, "key": key, "data": None if key in known else address}


def _message(message: PreviewMessage, about: dict[MessageKind, str], price: float | None) -> dict[str, Any]:
    return {
        "about": about[message.kind],
        "text": message.text,
        "length": message.count.length,
        "segments": message.count.segments,
        "cost": message.cost(price),
        "encoding": _ENCODINGS.get(message.count.encoding, message.count.encoding),
        "breaks": list(message.count.breaks),
        "parts": message.parts,
        "values": dict(message.values),
    }


def status(session: Session, argument: dict[str, Any]) -> dict[str, Any] | None:
    """The numbers of a template that a status bar shows; None if there is none. Findings are counted in the whole
    document."""
    inspection = session.inspect(string_argument(argument, "uri"))
    entry = template_argument(inspection, argument) if inspection is not None else None
    if inspection is None or entry is None or inspection.excluded:
        return None
    template = inspection.template(entry)
    if template is None:
        return None
    analysis = inspection.file_rules.read(template, inspection.document.file)
    bounds = length_bounds(analysis)
    levels = Counter(shown.finding.severity for shown in inspection.diagnostics)
    file = inspection.file_rules.resolved.file
    return {
        "index": entry.index,
        "name": template.name,
        "type": analysis.type,
        "typeInferred": analysis.type_inferred,
        "lengthMin": min(bounds.shortest.length, bounds.longest.length),
        "lengthMax": max(bounds.shortest.length, bounds.longest.length),
        "segmentsMin": bounds.shortest.segments,
        "segmentsMax": bounds.longest.segments,
        "error": levels["error"],
        "warning": levels["warning"],
        "info": levels["info"],
        "templates": len(inspection.entries),
        "settingsFile": str(file) if file is not None else None,
    }


def payload(session: Session, argument: dict[str, Any]) -> dict[str, Any] | None:
    """The request that submits a template to the vendor's API, and the problems for which it would be refused. Its body
    is None if no request can be made. The result is None if there is no template."""
    inspection = document_argument(session, argument)
    entry = template_argument(inspection, argument)
    if entry is None or entry.template is None:
        return None
    language = session.client.language
    problems = [
        notice(shown.finding.message(language))
        for shown in inspection.diagnostics
        if shown.entry is not None and shown.entry.index == entry.index and shown.finding.severity == "error"
    ]
    try:
        files = inspection.file_rules.files(entry.template, inspection.document.file)
        request = request_of(entry.template, entry.review, files=files)
    except NoRequest as error:
        reason = error.reason.text(language)
        show_result(session, argument, reason)
        return {"request": None, "body": None, "text": "", "problems": [reason, *problems], "notes": []}
    notes = [note.text(language) for note in request.notes]
    text = json.dumps(dict(request.body), ensure_ascii=False, indent=2)
    show_result(session, argument, "\n".join([*problems, request.call, text]))
    return {"request": request.call, "body": dict(request.body), "text": text, "problems": problems, "notes": notes}


def new_template(session: Session, argument: dict[str, Any]) -> dict[str, Any]:
    """The text of a new template, as `smslint new` writes it. Raises InvalidParams if the type is unknown or the name
    cannot be written."""
    kind = next((each for each in TYPES if each == argument.get("type")), None)
    if kind is None:
        raise InvalidParams(f"'type' must be one of {', '.join(TYPES)}.")
    text = starting_text(string_argument(argument, "name"), kind)
    if text is None:
        raise InvalidParams("'name' contains characters that a file cannot store.")
    return {"text": text}


COMMANDS = (
    Command("smslint.preview", preview),
    Command("smslint.status", status),
    Command("smslint.payload", payload),
    Command("smslint.newTemplate", new_template),
)
