"""Checks documents by several processes, with the same findings in the same order as one process gives.

Small documents travel together, a long one in pieces. Rules travel by name, everything else as it is. What counts
findings through a whole document, the baseline, stays with the process that reports them.
"""

from __future__ import annotations

import copyreg
import io
import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from smslint.core.rule import Catalog, Rule
from smslint.dataclass import dataclass
from smslint.documents.chunks import Chunk
from smslint.documents.formats import Format
from smslint.workspace.across import Opened, Remembered
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.locate import never
from smslint.workspace.located import Located
from smslint.workspace.opening import DocumentPart, parts
from smslint.workspace.resolver import SettingsResolver
from smslint.workspace.run import DisplayFilter, Run, RunEvent
from smslint.workspace.session import RuleResolver
from smslint.workspace.settings import ResolvedSettings
from smslint.workspace.workload import weight_of

_CHUNK = 1 << 20
_Source: TypeAlias = "tuple[str, str, Format | None, Chunk | None]"


@dataclass(frozen=True, slots=True)
class _Done:
    """What a process found in one part, and what it counted there."""

    told: list[RunEvent]
    templates: int
    suppressed: int
    used: set[int]
    kept: Remembered


def check(run: Run, documents: Iterable[DiscoveredFile], jobs: int, settings: SettingsResolver) -> Iterator[RunEvent]:
    """The findings of the documents, by as many processes as there are jobs."""
    start = settings, replace(run.shown, baseline=False), run.today
    desk = _Desk(run)
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(pickle.dumps(start),)) as pool:
        running: deque[tuple[list[DocumentPart], Future[bytes]]] = deque()
        for batch in _batches(part for found in documents for part in parts(found, run.chunk_length)):
            sources = [_source(part) for part in batch if part.found.error is None]
            running.append((batch, pool.submit(_work, sources)))
            if len(running) > jobs * 2:
                yield from desk.collected(*running.popleft())
        while running:
            yield from desk.collected(*running.popleft())


def _batches(every: Iterable[DocumentPart]) -> Iterator[list[DocumentPart]]:
    batch: list[DocumentPart] = []
    size = 0
    for part in every:
        batch.append(part)
        size += part.chunk.end - part.chunk.start if part.chunk else weight_of(part.found)
        if size >= _CHUNK:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _source(part: DocumentPart) -> _Source:
    """A part as it travels: what governs its folder each process finds out for itself."""
    return part.found.file, part.found.shown, part.found.format, part.chunk


class _Desk:
    """Takes in what the processes found, in the order of the documents."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._found: DiscoveredFile | None = None
        self._known: Callable[[str], bool] = never

    def collected(self, batch: list[DocumentPart], future: Future[bytes]) -> Iterator[RunEvent]:
        """The findings of some parts, counted."""
        done = iter(_Unpickler(future.result(), self._run, batch).load())
        for part in batch:
            if part.found.error is not None:
                yield from self._run.check([part.found])
            else:
                yield from self._taken_in(part, next(done))

    def _taken_in(self, part: DocumentPart, done: _Done) -> Iterator[RunEvent]:
        run, found = self._run, part.found
        file_rules = run.session.file_rules(found.resolved, found.shown)
        if found is not self._found:
            self._found, self._known = found, run.matcher(file_rules, found.shown)
        run.summary.documents += part.first
        run.summary.templates += done.templates
        run.summary.suppressed += done.suppressed
        run.resolved[id(found.resolved)] = found.resolved
        run.used.setdefault(id(found.resolved), set()).update(done.used)
        run.across.document(Opened(found.shown, file_rules, part.open))
        run.across.kept.extend(done.kept)
        if run.watch is not None:
            run.watch(found.path.name, part.passed, run.summary)
        for told in done.told:
            if isinstance(told, Located):
                if self._known is not never and self._known(told.fingerprint):
                    told = replace(told, baselined=True)
                yield from run.counted((told,))
            else:
                yield told


def _by_id(rule: str) -> Rule:
    """Stands in a stream for the rule of that id."""
    raise NotImplementedError(rule)


class _Pickler(pickle.Pickler):
    """Writes rules by their ids: a rule's file is long, and the reader has it."""

    def __init__(self, out: io.BytesIO) -> None:
        super().__init__(out, pickle.HIGHEST_PROTOCOL)
        self.dispatch_table = {**copyreg.dispatch_table, Rule: lambda rule: (_by_id, (rule.id,))}


class _Unpickler(pickle.Unpickler):
    """Reads rules from the catalogs that govern the documents of a chunk.

    What finds them is no method: the reader keeps all that it has read, and would be kept by it in turn.
    """

    def __init__(self, data: bytes, run: Run, batch: list[DocumentPart]) -> None:
        super().__init__(io.BytesIO(data))
        catalogs = {id(part.found.resolved): run.session.catalog(part.found.resolved) for part in batch}
        self._rule = partial(_rule, tuple(catalogs.values()))

    def find_class(self, module: str, name: str) -> Any:
        return self._rule if name == _by_id.__name__ and module == __name__ else super().find_class(module, name)


def _rule(catalogs: tuple[Catalog, ...], name: str) -> Rule:
    return next(catalog.rules[name] for catalog in catalogs if name in catalog.rules)


_session: RuleResolver
_start: tuple[SettingsResolver, DisplayFilter, date]


def _begin(start: bytes) -> None:
    """Sets a process up; its settings are read anew."""
    global _session, _start
    _start = pickle.loads(start)
    _session = RuleResolver(_start[0])


def _work(sources: list[_Source]) -> bytes:
    settings, shown, today = _start
    results: list[_Done] = []
    by_folder: dict[str, ResolvedSettings] = {}
    for file, path, format, chunk in sources:
        folder = os.path.dirname(file)
        if folder not in by_folder:
            by_folder[folder] = settings.of(Path(file))
        resolved = by_folder[folder]
        run = Run(_session, shown, today)
        told = list(run.part(DocumentPart(DiscoveredFile(file, path, resolved, format), chunk)))
        summary = run.summary
        results.append(_Done(told, summary.templates, summary.suppressed, run.used[id(resolved)], run.across.kept))
    data = io.BytesIO()
    _Pickler(data).dump(results)
    return data.getvalue()
