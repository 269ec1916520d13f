"""Findings as diagnostics of LSP, as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final, NamedTuple

from smslint.core.severity import SEVERITIES, Severity
from smslint.documents.parsed_template import TemplateEntry
from smslint.io.escape import visible
from smslint.lsp.client import Client
from smslint.lsp.documentation import rule_link
from smslint.lsp.inspection import Inspection, ShiftedDiagnostic
from smslint.messages import lsp as messages

MOST: Final = 200
"""The most diagnostics of a document: 1,000 take a client 24 ms or more. Of more, the
worst are shown, and a last one says how many are left out."""
SOURCE: Final = "smslint"
_SEVERITIES: Final = {"error": 1, "warning": 2, "info": 3}
_UNNECESSARY: Final = frozenset({"unused-variable", "unused-suppression"})
"""Rules that mark text without effect, which clients may show faded."""
_TAG_UNNECESSARY: Final = 1


class Rendered(NamedTuple):
    """A diagnostic, its JSON text and its severity. Most are sent again unchanged with each keystroke."""

    made: dict[str, Any]
    text: str
    severity: Severity


def diagnostics_of(inspection: Inspection, client: Client) -> list[Rendered]:
    """The diagnostics of a document, in the order of its text; of too many, the worst ones."""
    if inspection.excluded:
        return []
    about, tally = inspection.of_document, inspection.tally
    counts = tally.totals + Counter(each.finding.severity for each in about)
    room = _room(counts)
    found = [_rendered(each, inspection, client) for each in about if _fits(each.finding.severity, room)]
    for number in _shown(inspection, room):
        entry = inspection.document.entry(number)
        found += [each for each in _of_template(entry, inspection, client) if _fits(each.severity, room)]
    if about:
        found.sort(key=_place)
    if counts.total() > MOST:
        more = _more(counts.total() - MOST, client)
        found.append(Rendered(more, json.dumps(more), "info"))
    return found


def _shown(inspection: Inspection, room: Mapping[Severity, int]) -> list[int]:
    """The numbers of the templates with findings for which there is room."""
    shown: set[int] = set()
    for severity, left in room.items():
        for number, count in inspection.tally.having(severity):
            if left <= 0:
                break
            shown.add(number)
            left -= count
    return sorted(shown)


def _room(counts: Counter[Severity]) -> dict[Severity, int]:
    """How many diagnostics of each severity are shown, the worst first."""
    room: dict[Severity, int] = {}
    for severity in SEVERITIES:
        room[severity] = min(counts[severity], MOST - sum(room.values()))
    return room


def _fits(severity: Severity, room: dict[Severity, int]) -> bool:
    """Whether a diagnostic of a severity is shown; then it takes its room."""
    room[severity] -= 1
    return room[severity] >= 0


def _of_template(entry: TemplateEntry, inspection: Inspection, client: Client) -> list[Rendered]:
    """The diagnostics of a template: those that were rendered before, if it has not moved since."""
    cached, place = inspection.cached(entry), inspection.positions.position(entry.start)
    key = inspection.uri, client, place.line, place.character, inspection.of_run(entry)
    if cached.rendered is None or cached.rendered[0] != key:
        cached.rendered = key, [_rendered(each, inspection, client) for each in inspection.of_template(entry)]
    return cached.rendered[1]


def _rendered(shown: ShiftedDiagnostic, inspection: Inspection, client: Client) -> Rendered:
    made = diagnostic_of(shown, inspection, client)
    return Rendered(made, json.dumps(made), shown.finding.severity)


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
        made["codeDescription"] = {"href": rule_link(rule, diagnostic.url, inspection.uri, client)}
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
