"""Checks documents in several processes if that is faster, with the findings and the order of a single process.

Small documents are sent together, a long one in chunks. The baseline is applied in the process that reports, since it
counts findings through a whole document.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, TypeAlias

from smslint.workspace.cross_file import RunDocument
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.diagnostic_builder import never
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.loading import DocumentPart, document_parts, short_content
from smslint.workspace.run import Run, RunEvent
from smslint.workspace.settings_resolver import SettingsResolver

if TYPE_CHECKING:
    from smslint.workspace.result_cache import ResultCache
    from smslint.workspace.worker import FindingRenderer, PartChecker, PartResult, Submit

PAYS: Final = 2 << 20
"""Several processes are started for documents of at least this weight: a start costs as much as 2,000 templates."""
OPENING: Final = 512
"""How many bytes of templates take as long to check as opening a document."""
_BATCH: Final = 200_000
"""About how much a worker gets at once: a chunk of a long document."""
_RECALLED: Final = 64
"""How much a document weighs whose result is kept."""
FEW: Final = 50
"""Fewer documents than these are checked faster than a file of kept results is read."""
_WAITING: Final = 2000
"""How many documents at most wait for the decision whether several processes are worth it."""
_Part: TypeAlias = "tuple[DocumentPart, PartResult | None]"
"""A part, with the result of an earlier run if there is one."""


def check(
    run: Run,
    documents: Iterable[DiscoveredFile],
    jobs: int | None,
    settings: SettingsResolver,
    renderer: FindingRenderer | None = None,
    open_cache: Callable[[], ResultCache] | None = None,
) -> Iterator[RunEvent]:
    """The events of a run over the documents. `jobs` is the maximum number of processes; None means one a processor.

    Findings that another process or an earlier run found come as `renderer` renders them. `open_cache` gives what
    earlier runs found; it is called if there are documents enough.
    """
    documents = iter(documents)
    jobs = jobs or os.cpu_count() or 1
    if open_cache is not None and renderer is not None:
        first = list(islice(documents, FEW))
        documents = chain(first, documents)
        if len(first) == FEW:
            return _check_or_recall(run, documents, jobs, settings, renderer, open_cache())
    waiting: list[DiscoveredFile] = []
    size = 0
    for found in documents if jobs > 1 else ():
        waiting.append(found)
        size += _weight(found)
        if size >= PAYS and _is_divisible(waiting):
            return check_in_processes(run, chain(waiting, documents), jobs, settings, renderer)
    return run.check(chain(waiting, documents))


def _is_divisible(documents: Sequence[DiscoveredFile]) -> bool:
    """Whether there is work for more than one process: several documents, or one that can be read in chunks."""
    return len(documents) > 1 or any(found.format is not None and found.format.lines for found in documents)


def _weight(found: DiscoveredFile) -> int:
    """The cost of a document in bytes: its size, and what opening it takes."""
    try:
        return os.stat(found.file).st_size + OPENING
    except OSError:
        return OPENING


def check_in_processes(
    run: Run,
    documents: Iterable[DiscoveredFile],
    jobs: int,
    settings: SettingsResolver,
    renderer: FindingRenderer | None = None,
) -> Iterator[RunEvent]:
    """The events of a run over the documents, checked by `jobs` processes."""
    parts = ((part, None) for found in documents for part in document_parts(found, run.chunk_threshold))
    return _in_processes(run, parts, jobs, settings, renderer, None)


def _check_or_recall(
    run: Run,
    documents: Iterable[DiscoveredFile],
    jobs: int,
    settings: SettingsResolver,
    renderer: FindingRenderer,
    cache: ResultCache,
) -> Iterator[RunEvent]:
    """The events of a run, those of an earlier run where a document is what it was then."""
    from smslint.workspace.worker import PartChecker

    parts = (
        (part, _recalled(part, cache)) for found in documents for part in document_parts(found, run.chunk_threshold)
    )
    checker = PartChecker(run.rule_resolver, replace(run.display, baseline=False), run.today, renderer, True)
    merger = _Merger(run, cache)
    waiting: list[_Part] = []
    size = 0
    for part, kept in parts:
        waiting.append((part, kept))
        if kept is None and jobs > 1:
            size += _weight(part.found)
        if size >= PAYS:
            yield from _in_processes(run, chain(waiting, parts), jobs, settings, renderer, cache)
            waiting = []
        elif not size or len(waiting) == _WAITING:
            yield from merger.checked(waiting, checker)
            waiting, size = [], 0
    yield from merger.checked(waiting, checker)
    cache.save()


def _recalled(part: DocumentPart, cache: ResultCache) -> PartResult | None:
    """What an earlier run found in a document, if that is still what it was."""
    content = short_content(part.found) if part.chunk is None else None
    return cache.get(part.found, content) if content is not None else None


def _in_processes(
    run: Run,
    parts: Iterable[_Part],
    jobs: int,
    settings: SettingsResolver,
    renderer: FindingRenderer | None,
    cache: ResultCache | None,
) -> Iterator[RunEvent]:
    from smslint.workspace.worker import results_from, start_workers

    merger = _Merger(run, cache)
    how = replace(run.display, baseline=False), run.today, renderer, cache is not None
    with start_workers(jobs, settings, *how) as submit:
        for batch, answer in _submitted(submit, parts, jobs * 2):
            results = iter(results_from(answer(), run.rule_resolver, [part for part, _ in batch]))
            for part, kept in batch:
                if part.found.error is not None:
                    yield from run.check([part.found])
                else:
                    yield from merger.merged(part, next(results) if kept is None else kept)


def _submitted(submit: Submit, parts: Iterable[_Part], most: int) -> Iterator[tuple[list[_Part], Callable[[], bytes]]]:
    """The batches with their results, in their order; `most` of them are submitted ahead of the one that is read."""
    running: deque[tuple[list[_Part], Callable[[], bytes]]] = deque()
    for batch in _batches(parts):
        sent = [
            (each.file, each.display_path, each.format, chunk)
            for (each, chunk), kept in batch
            if each.error is None and kept is None
        ]
        running.append((batch, submit(sent)))
        if len(running) > most:
            yield running.popleft()
    while running:
        yield running.popleft()


def _batches(every: Iterable[_Part]) -> Iterator[list[_Part]]:
    batch: list[_Part] = []
    size = 0
    for part, kept in every:
        batch.append((part, kept))
        if kept is not None:
            size += _RECALLED
        else:
            size += part.chunk.end - part.chunk.start if part.chunk else _weight(part.found)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Merger:
    """Counts results of parts in a run, in their order, and keeps new ones for later runs."""

    def __init__(self, run: Run, cache: ResultCache | None) -> None:
        self._run = run
        self._cache = cache
        self._current: DiscoveredFile | None = None
        self._known: Callable[[str], bool] = never

    def checked(self, parts: Iterable[_Part], checker: PartChecker) -> Iterator[RunEvent]:
        """The events of parts; what is not kept is checked in this process."""
        for part, kept in parts:
            if part.found.error is not None:
                yield from self._run.check([part.found])
            else:
                yield from self.merged(part, checker.check(part) if kept is None else kept)

    def merged(self, part: DocumentPart, result: PartResult) -> Iterator[RunEvent]:
        """The events of a part, counted in the run."""
        run, resolved = self._run, part.found.resolved
        if self._cache is not None and result.content:
            self._cache.put(part.found, result)
        run.summary.documents += result.documents
        if result.skipped:
            run.summary.skipped += result.skipped
        if not result.documents and part.first:
            return
        file_rules = run.rule_resolver.of(part.found)
        if part.found is not self._current:
            self._current, self._known = part.found, run.matcher(file_rules, part.found.display_path)
        run.summary.templates += result.templates
        run.summary.suppressed += result.suppressed
        if result.timeouts:
            run.timeouts += result.timeouts
        run.resolved[id(resolved)] = resolved
        run.used.setdefault(id(resolved), set()).update(result.used)
        run_document = RunDocument(part.found.display_path, file_rules, part.load)
        run.cross_file.add_document(run_document)
        for contract_part in result.contract:
            run.contract.add(run_document, contract_part)
        run.cross_file.digests.extend(result.kept)
        if run.watch is not None:
            run.watch(os.path.basename(part.found.file), part.passed, run.summary)
        if result.rendered is not None:
            run.count_rendered(part.found.display_path, result.rendered)
            yield result.rendered
        for event in result.events:
            if isinstance(event, Diagnostic):
                yield from run.counted((_with_baseline(event, self._known),))
            else:
                yield event


def _with_baseline(event: Diagnostic, known: Callable[[str], bool]) -> Diagnostic:
    return replace(event, baselined=True) if event.suppression is None and known(event.baseline_key) else event
