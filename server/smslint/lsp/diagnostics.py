"""Findings as diagnostics, in the form of the wire."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, Final

from smslint.language import lsp as said
from smslint.lsp.client import Client
from smslint.lsp.inspection import Inspection, Shown

MOST: Final = 200
"""Of one document. 1,000 cost 24 ms and more in the client; the last one says that there are more."""
SOURCE: Final = "smslint"
_SEVERITIES: Final = {"error": 1, "warning": 2, "info": 3}
_UNNECESSARY: Final = frozenset({"unused-variable", "unused-suppression"})
"""Rules whose marked text has no effect and may be shown faded."""
_TAG_UNNECESSARY: Final = 1


def diagnostics_of(inspection: Inspection, client: Client) -> list[dict[str, Any]]:
    """The diagnostics of a document, in the order of its text."""
    if inspection.ruled.excluded:
        return []
    shown = inspection.shown
    found = [diagnostic_of(each, inspection, client) for each in shown[:MOST]]
    if len(shown) > MOST:
        found.append(_more(len(shown) - MOST, shown[MOST], inspection, client))
    return found


def report_of(inspection: Inspection, client: Client, previous: str | None) -> dict[str, Any]:
    """The diagnostics as a client pulls them: all, or that they are those of a previous answer."""
    found = diagnostics_of(inspection, client)
    result = sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()[:32]
    if result == previous:
        return {"kind": "unchanged", "resultId": result}
    return {"kind": "full", "resultId": result, "items": found}


def diagnostic_of(shown: Shown, inspection: Inspection, client: Client) -> dict[str, Any]:
    """A finding as the editor shows it. `data` holds what a quick fix needs to find it again."""
    located, places = shown.located, inspection.places
    finding = located.finding
    rule = finding.rule.id
    made: dict[str, Any] = {
        "range": places.wire(shown.start, shown.end),
        "severity": _SEVERITIES[finding.severity],
        "code": rule,
        "source": SOURCE,
        "message": finding.message(client.language),
        "data": {"fingerprint": located.fingerprint},
    }
    if located.url and client.links_codes:
        made["codeDescription"] = {"href": located.url}
    if rule in _UNNECESSARY and client.shows_unnecessary:
        made["tags"] = [_TAG_UNNECESSARY]
    if located.related and client.relates_information:
        related = [
            {
                "location": {
                    "uri": inspection.uri,
                    "range": places.wire(each.range.start + shown.shift, each.range.end + shown.shift),
                },
                "message": each.label.text(client.language),
            }
            for each in located.related
            if each.range is not None
        ]
        if related:
            made["relatedInformation"] = related
    return made


def _more(number: int, first: Shown, inspection: Inspection, client: Client) -> dict[str, Any]:
    return {
        "range": inspection.places.wire(first.start, first.start),
        "severity": _SEVERITIES["info"],
        "source": SOURCE,
        "message": said.MORE_FINDINGS.text(client.language, number=number, shown=MOST),
    }
