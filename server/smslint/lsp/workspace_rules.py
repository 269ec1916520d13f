"""The rules about a whole run. Here, the run is the workspace; it is checked again when typing pauses.

The findings of a template are shown until its source changes, even if it moves within its file.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Final

from smslint.documents import Document
from smslint.lsp.files import workspace_files
from smslint.lsp.inspection import Inspection, RunDiagnostic
from smslint.lsp.publishing import AT_ONCE
from smslint.lsp.session import Session
from smslint.lsp.uris import normalized
from smslint.workspace.cross_file import CrossFileRules, RunDocument
from smslint.workspace.diagnostic_builder import DiagnosticBuilder

PAUSE: Final = 0.3
"""Seconds without a change after which the workspace is checked."""
MOST_FILES: Final = 2000


class WorkspaceRules:
    """The findings of the rules about the workspace, by document.

    `changed` is called with the documents whose findings are different now.
    """

    def __init__(self, session: Session, changed: Callable[[Iterable[str]], None]) -> None:
        self._session = session
        self._changed = changed
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._found: dict[str, tuple[RunDiagnostic, ...]] = {}

    def of(self, uri: str) -> tuple[RunDiagnostic, ...]:
        """The findings in a document."""
        return self._found.get(normalized(uri), ())

    def schedule(self) -> None:
        """Checks the workspace when typing has paused."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._session.loop.call_later(PAUSE, self._begin)

    def _begin(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = asyncio.ensure_future(self._check())

    async def _check(self) -> None:
        try:
            found = await self._findings()
        except Exception as error:
            self._session.report_internal_error(error)
            return
        changed = [uri for uri in {*found, *self._found} if found.get(uri, ()) != self._found.get(uri, ())]
        self._found = found
        if changed:
            self._changed(changed)

    async def _findings(self) -> dict[str, tuple[RunDiagnostic, ...]]:
        inspections: list[Inspection] = []
        async for file in workspace_files(self._session):
            if len(inspections) >= MOST_FILES:
                break
            inspection = file.inspection()
            if inspection is not None and not inspection.excluded:
                inspections.append(inspection)
        return await _findings_of(inspections)


async def _findings_of(inspections: list[Inspection]) -> dict[str, tuple[RunDiagnostic, ...]]:
    rules = CrossFileRules(date.today(), DiagnosticBuilder)
    names = Counter(each.settings.display_path for each in inspections)
    by_path: dict[str, Inspection] = {}
    for each in inspections:
        display_path = each.settings.display_path if names[each.settings.display_path] == 1 else each.uri
        by_path[display_path] = each
        rules.add_document(
            RunDocument(display_path, each.file_rules, partial(_document, each), reported=each.opened is not None)
        )
        for entry in each.document.entries():
            rules.add_template(entry.template, each.cached(entry).checked if each.opened is not None else None)
            if entry.index % AT_ONCE == AT_ONCE - 1:
                await asyncio.sleep(0)
    found: dict[str, list[RunDiagnostic]] = {}
    for run_findings in rules.findings():
        for diagnostic in run_findings.diagnostics:
            if diagnostic.template is None or diagnostic.range is None:
                continue
            inspection = by_path[diagnostic.path]
            entry = inspection.document.entry(diagnostic.template.index)
            kept = RunDiagnostic(inspection.source(entry), entry.start, diagnostic)
            found.setdefault(normalized(inspection.uri), []).append(kept)
    return {uri: tuple(each) for uri, each in found.items()}


def _document(inspection: Inspection) -> Document:
    return inspection.document
