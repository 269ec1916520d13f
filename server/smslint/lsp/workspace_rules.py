"""The rules about a whole run. Here, the run is the workspace; it is checked again when typing pauses.

The findings of a template are shown until its source changes, even if it moves within its file.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final

from smslint.documents import Document
from smslint.lsp.files import workspace_files
from smslint.lsp.inspection import Inspection, RunDiagnostic
from smslint.lsp.publishing import AT_ONCE
from smslint.lsp.session import Session
from smslint.lsp.uris import normalized
from smslint.workspace.cross_file import CrossFileRules, RunDocument
from smslint.workspace.diagnostic_builder import DiagnosticBuilder

if TYPE_CHECKING:
    from smslint.lsp.code_project import CodeProject

PAUSE: Final = 0.3
"""Seconds without a change after which the workspace is checked."""
MOST_FILES: Final = 2000
_LONGEST: Final = 30.0
"""Seconds for which the files on the disk are taken to be as they were while only source code is edited."""


class WorkspaceRules:
    """The findings of the rules about the workspace, by document; and `project`, what its source code tells.

    `changed` is called with the documents whose findings are different now.
    """

    def __init__(self, session: Session, changed: Callable[[Iterable[str]], None]) -> None:
        self._session = session
        self._changed = changed
        self._before: dict[str, list[object]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._found: dict[str, tuple[RunDiagnostic, ...]] = {}
        self.project: CodeProject | None = None
        self._whole = False
        self._looked = 0.0

    def of(self, uri: str) -> tuple[RunDiagnostic, ...]:
        """The findings in a document."""
        return self._found.get(normalized(uri), ())

    def schedule(self, whole: bool = True) -> None:
        """Checks the workspace when typing has paused. Without `whole`, an open file of source code was edited, and all
        others are taken to be as they were."""
        self._whole = self._whole or whole
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._session.loop.call_later(PAUSE, self._begin)

    def _begin(self) -> None:
        if self._task is not None:
            self._task.cancel()
        whole, self._whole = self._whole, False
        self._task = asyncio.ensure_future(self._check(whole))

    async def _check(self, whole: bool) -> None:
        try:
            if self.project is None or whole or monotonic() - self._looked > _LONGEST:
                inspections = await self._inspections()
                found = await _findings_of(inspections)
                await self._look_at_code(inspections)
            else:
                found = self._found
                self._take(self.project.updated(self._open_code()))
        except asyncio.CancelledError:
            self._whole = self._whole or whole
            raise
        except Exception as error:
            self._session.report_internal_error(error)
            return
        changed = {uri for uri in {*found, *self._found} if found.get(uri, ()) != self._found.get(uri, ())}
        self._found = found
        changed |= self._changed_code()
        self._session.update_registrations()
        if changed:
            self._changed(changed)

    async def _look_at_code(self, inspections: list[Inspection]) -> None:
        self._looked = monotonic()
        if not any(each.reads_code for each in inspections):
            self._take(None)
            return
        from smslint.lsp.code_project import CodeProject

        made = await CodeProject.of(inspections)
        self._take(self.project.unless_changed(made) if self.project is not None else made)

    def _take(self, project: CodeProject | None) -> None:
        """Takes what source code tells now, and notes what was found in open documents before."""
        self._before = {each.uri: _shown(each) for each in self._open_code()} if project is not self.project else {}
        self.project = project

    def _changed_code(self) -> set[str]:
        """The open files of source code in which something else is found now."""
        now = {each.uri: _shown(each) for each in self._open_code()} if self._before else {}
        return {normalized(uri) for uri, found in now.items() if self._before.get(uri) != found}

    def _open_code(self) -> list[Inspection]:
        opened = (self._session.inspect(document.uri) for document in self._session.documents)
        return [each for each in opened if each is not None and each.is_code and not each.excluded]

    async def _inspections(self) -> list[Inspection]:
        inspections: list[Inspection] = []
        async for file in workspace_files(self._session):
            if len(inspections) >= MOST_FILES:
                break
            inspection = file.inspection()
            if inspection is not None and not inspection.excluded:
                inspections.append(inspection)
        return inspections


def _shown(inspection: Inspection) -> list[object]:
    """What is found at the places that send, without what stays the same when they move."""
    return [(each.range, each.fingerprint, each.finding.message("en")) for each in inspection.of_contract]


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
