"""A worker process of a run: what it gets, what it checks, and how its findings travel back.

Rules travel by their ids, because a rule's file is long and the reader has it. Everything else is pickled.
"""

from __future__ import annotations

import io
import pickle
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from smslint.core.rule import Catalog, Rule
from smslint.dataclass import dataclass
from smslint.documents import Format
from smslint.documents.chunks import Chunk
from smslint.io import processes
from smslint.messages.workspace import WORKER_KILLED
from smslint.workspace.cross_file import TemplateDigests
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.loading import DocumentPart, unreadable_document
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.run import DisplayFilter, Run, RunEvent
from smslint.workspace.settings_resolver import SettingsResolver

if TYPE_CHECKING:
    from smslint.workspace.contract import ContractPart

PartSource: TypeAlias = "tuple[str, str, Format | None, Chunk | None]"
"""A document part as it travels. Each worker resolves the settings of its folder itself."""
Submit: TypeAlias = "Callable[[list[PartSource]], Callable[[], bytes]]"
"""Sends parts to a worker, and gives the function that waits for its answer."""


@dataclass(frozen=True, slots=True)
class PartResult:
    """What a worker found in one part of a document, and what it counted there."""

    events: list[RunEvent]
    templates: int
    suppressed: int
    used: set[int]
    timeouts: Counter[str]
    kept: TemplateDigests
    skipped: Counter[str]
    documents: int
    contract: list[ContractPart]


@contextmanager
def start_workers(jobs: int, settings: SettingsResolver, display: DisplayFilter, today: date) -> Iterator[Submit]:
    """Starts worker processes, and gives the function that sends them parts.

    What workers had not finished when one of them was killed is checked once more in this process.
    """
    start = pickle.dumps((settings, display, today))
    begin = cache(lambda: _begin(start))
    with processes.worker_pool(jobs, _begin, (start,)) as run:

        def submit(sources: list[PartSource]) -> Callable[[], bytes]:
            answer = run(_work, sources)

            def answered() -> bytes:
                try:
                    return answer()
                except processes.WorkerKilledError:
                    begin()
                    return _work(sources, last=True)

            return answered

        yield submit


def results_from(data: bytes, rule_resolver: RuleResolver, batch: list[DocumentPart]) -> list[PartResult]:
    """What a worker sent back about a batch."""
    catalogs = {id(part.found.resolved): rule_resolver.catalog(part.found.resolved) for part in batch}
    results: list[PartResult] = _Unpickler(data, tuple(catalogs.values())).load()
    return results


class _Pickler(pickle.Pickler):
    """Writes rules by their ids."""

    def persistent_id(self, value: object) -> str | None:
        return value.id if isinstance(value, Rule) else None


class _Unpickler(pickle.Unpickler):
    """Reads rules from the catalogs that apply to a batch."""

    def __init__(self, data: bytes, catalogs: tuple[Catalog, ...]) -> None:
        super().__init__(io.BytesIO(data))
        self._catalogs = catalogs

    def persistent_load(self, rule: str) -> Rule:
        return next(catalog.rules[rule] for catalog in self._catalogs if rule in catalog.rules)


_rule_resolver: RuleResolver
_start: tuple[SettingsResolver, DisplayFilter, date]


def _begin(start: bytes) -> None:
    """Sets a worker up. It reads its settings again."""
    global _rule_resolver, _start
    _start = pickle.loads(start)
    _rule_resolver = RuleResolver(_start[0])


def _work(sources: list[PartSource], last: bool = False) -> bytes:
    """Checks parts; if it is the `last` attempt, what fails is a finding."""
    settings, display, today = _start
    results: list[PartResult] = []
    for file, path, format, chunk in sources:
        resolved = settings.of(Path(file))
        part = DocumentPart(DiscoveredFile(file, path, resolved, format), chunk)
        run = Run(_rule_resolver, display, today)
        try:
            events = list(run.part(part))
        except Exception as error:
            if not last:
                raise
            run = Run(_rule_resolver, display, today)
            events = list(_given_up(run, part, error))
        summary, used = run.summary, run.used.get(id(resolved), set())
        digests = run.cross_file.digests
        results.append(
            PartResult(
                events,
                summary.templates,
                summary.suppressed,
                used,
                run.timeouts,
                digests,
                summary.skipped,
                summary.documents,
                run.contract_parts,
            )
        )
    data = io.BytesIO()
    _Pickler(data, pickle.HIGHEST_PROTOCOL).dump(results)
    return data.getvalue()


def _given_up(run: Run, part: DocumentPart, error: Exception) -> Iterator[RunEvent]:
    """The finding about a part whose worker was killed, and which cannot be checked in another process either."""
    found = part.found
    reason = WORKER_KILLED.fill(what=type(error).__name__)
    document = unreadable_document(found.display_path, reason, found.format)
    return run.document(document, found.display_path, run.rule_resolver.of(found), lambda: document)
