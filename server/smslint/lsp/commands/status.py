"""`smslint.status`: a template in a few numbers, for a status bar."""

from __future__ import annotations

from collections import Counter
from typing import Any

from smslint.core.segments.bounds import length_bounds
from smslint.lsp.commands.arguments import string_argument, template_argument
from smslint.lsp.method import Command
from smslint.lsp.session import Session


def run(session: Session, argument: dict[str, Any]) -> dict[str, Any] | None:
    """The numbers of the template at a position; None if there is none. Findings are counted in the whole document."""
    inspection = session.inspect(string_argument(argument, "uri"))
    entry = template_argument(inspection, argument) if inspection is not None else None
    if inspection is None or entry is None or inspection.excluded:
        return None
    template = inspection.template(entry)
    if template is None:
        return None
    analysis = inspection.file_rules.linter.read(template)
    bounds = length_bounds(analysis)
    levels = Counter(shown.finding.severity for shown in inspection.diagnostics)
    file = inspection.file_rules.resolved.file
    return {
        "index": entry.index,
        "name": template.name,
        "type": analysis.type,
        "typeInferred": analysis.type_inferred,
        "lengthMin": bounds.shortest.length,
        "lengthMax": bounds.longest.length,
        "segmentsMin": bounds.shortest.segments,
        "segmentsMax": bounds.longest.segments,
        "error": levels["error"],
        "warning": levels["warning"],
        "info": levels["info"],
        "templates": len(inspection.entries),
        "settingsFile": str(file) if file is not None else None,
    }


COMMAND = Command("smslint.status", run)
