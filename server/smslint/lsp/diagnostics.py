"""Findings as diagnostics of LSP, as JSON."""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from typing import Any, Final, NamedTuple

from smslint.core.severity import SEVERITIES, Severity
from smslint.documents.parsed_template import TemplateEntry
from smslint.io.escape import visible
from smslint.lsp.client import Client
from smslint.lsp.inspection import CachedTemplate, Inspection, ShiftedDiagnostic
from smslint.messages import lsp as messages
from smslint.workspace.diagnostic import Diagnostic

MOST: Final = 200
"""The most diagnostics of a document: 1,000 take a client 24 ms or more. Of more, the
worst are shown, and a last one says how many are left out."""
SOURCE: Final = "smslint"
_SEVERITIES: Final = {"error": 1, "warning": 2, "info": 3}
_UNNECESSARY: Final = frozenset({"unused-variable", "unused-suppression"})
"""Rules that mark text without effect, which clients may show faded."""
_TAG_UNNECESSARY: Final = 1


class Rendered(NamedTuple):
    """A diagnostic, and its JSON text. Most diagnostics are sent again unchanged with each keystroke."""

    made: dict[str, Any]
    text: str


def diagnostics_of(inspection: Inspection, client: Client) -> list[Rendered]:
    """The diagnostics of a document, in the order of its text; of too many, the worst ones."""
    if inspection.excluded:
        return []
    beyond = inspection.beyond_templates
    templates = [(each, entry) for entry in inspection.entries if (each := inspection.cached(entry)).diagnostics]
    counts = Counter(each.finding.severity for each in beyond)
    for cached, _ in templates:
        counts.update(each.finding.severity for each in cached.diagnostics)
    room = _room(counts)
    found = [_rendered(diagnostic_of(each, inspection, client)) for each in beyond if _fits(each.diagnostic, room)]
    for cached, entry in templates:
        kept = [number for number, each in enumerate(cached.diagnostics) if _fits(each, room)]
        if kept:
            rendered = _of_template(cached, entry, inspection, client)
            found += [rendered[number] for number in kept]
    if beyond:
        found.sort(key=_place)
    return found if counts.total() <= MOST else [*found, _rendered(_more(counts.total() - MOST, client))]


def _room(counts: Counter[Severity]) -> dict[Severity, int]:
    """How many diagnostics of each severity are shown, the worst first."""
    room: dict[Severity, int] = {}
    for severity in SEVERITIES:
        room[severity] = min(counts[severity], MOST - sum(room.values()))
    return room


def _fits(diagnostic: Diagnostic, room: dict[Severity, int]) -> bool:
    """Whether a diagnostic is shown; then it takes its room."""
    severity = diagnostic.finding.severity
    room[severity] -= 1
    return room[severity] >= 0


def _of_template(
    cached: CachedTemplate, entry: TemplateEntry, inspection: Inspection, client: Client
) -> list[Rendered]:
    """The diagnostics of a template: those that were rendered before, if it has not moved since."""
    place = inspection.positions.position(entry.start)
    key = inspection.uri, client, place.line, place.character
    if cached.rendered is None or cached.rendered[0] != key:
        rendered = [_rendered(diagnostic_of(each, inspection, client)) for each in inspection.of_template(entry)]
        cached.rendered = key, rendered
    return cached.rendered[1]


def _rendered(made: dict[str, Any]) -> Rendered:
    return Rendered(made, json.dumps(made))


def _place(rendered: Rendered) -> tuple[int, int]:
    start = rendered.made["range"]["start"]
    return start["line"], start["character"]


def publication(inspection: Inspection, client: Client) -> str:
    """The params of `textDocument/publishDiagnostics`, as JSON."""
    listed = ", ".join(each.text for each in diagnostics_of(inspection, client))
    uri, version = json.dumps(inspection.uri), json.dumps(inspection.version)
    return f'{{"uri": {uri}, "version": {version}, "diagnostics": [{listed}]}}'


def report_of(inspection: Inspection, client: Client, previous: str | None) -> dict[str, Any]:
    """The diagnostics as a client pulls them: all of them, or a report that they are those of a previous result."""
    found = diagnostics_of(inspection, client)
    result = sha256("".join(each.text for each in found).encode()).hexdigest()[:32]
    if result == previous:
        return {"kind": "unchanged", "resultId": result}
    return {"kind": "full", "resultId": result, "items": [each.made for each in found]}


def diagnostic_of(shown: ShiftedDiagnostic, inspection: Inspection, client: Client) -> dict[str, Any]:
    """A diagnostic as JSON of LSP. Its `data` identifies the finding for quick fixes."""
    diagnostic, positions = shown.diagnostic, inspection.positions
    finding = diagnostic.finding
    rule = finding.rule.id
    made: dict[str, Any] = {
        "range": positions.json_range(shown.start, shown.end),
        "severity": _SEVERITIES[finding.severity],
        "code": rule,
        "source": SOURCE,
        "message": visible(finding.message(client.language)),
        "data": {"fingerprint": diagnostic.fingerprint},
    }
    if diagnostic.url and client.links_codes:
        made["codeDescription"] = {"href": diagnostic.url}
    if rule in _UNNECESSARY and client.shows_unnecessary:
        made["tags"] = [_TAG_UNNECESSARY]
    if diagnostic.related and client.relates_information:
        related = [
            {
                "location": {
                    "uri": inspection.uri,
                    "range": positions.json_range(each.range.start + shown.shift, each.range.end + shown.shift),
                },
                "message": each.label.text(client.language),
            }
            for each in diagnostic.related
            if each.range is not None
        ]
        if related:
            made["relatedInformation"] = related
    return made


def _more(number: int, client: Client) -> dict[str, Any]:
    """A last diagnostic, at the start of the document, which says how many are left out."""
    start = {"line": 0, "character": 0}
    return {
        "range": {"start": start, "end": start},
        "severity": _SEVERITIES["info"],
        "source": SOURCE,
        "message": messages.MORE_FINDINGS.text(client.language, number=number, shown=MOST),
    }
