"""Checks documents in several processes if that is faster, with the findings and the order of a single process.

Small documents are sent together, a long one in chunks. The baseline is applied in the process that reports, since it
counts findings through a whole document.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from smslint.workspace.cross_file import RunDocument
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.diagnostic_builder import never
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.loading import DocumentPart, document_parts
from smslint.workspace.run import Run, RunEvent
from smslint.workspace.settings_resolver import SettingsResolver

if TYPE_CHECKING:
    from smslint.workspace.rule_resolver import FileRules
    from smslint.workspace.worker import PartResult, Submit

PAYS: Final = 2 << 20
"""Several processes are started for documents of at least this weight: a start costs as much as 2,000 templates."""
OPENING: Final = 512
"""How many bytes of templates take as long to check as opening a document."""
_BATCH: Final = 1 << 20


def check(
    run: Run, documents: Iterable[DiscoveredFile], jobs: int | None, settings: SettingsResolver
) -> Iterator[RunEvent]:
    """The events of a run over the documents. `jobs` is the maximum number of processes; None means one a processor."""
    documents = iter(documents)
    jobs = jobs or os.cpu_count() or 1
    waiting: list[DiscoveredFile] = []
    size = 0
    for found in documents if jobs > 1 else ():
        waiting.append(found)
        size += _weight(found)
        if size >= PAYS and _is_divisible(waiting):
            return check_in_processes(run, chain(waiting, documents), jobs, settings)
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
    run: Run, documents: Iterable[DiscoveredFile], jobs: int, settings: SettingsResolver
) -> Iterator[RunEvent]:
    """The events of a run over the documents, checked by `jobs` processes."""
    from smslint.workspace.worker import results_from, start_workers

    current: DiscoveredFile | None = None
    known: Callable[[str], bool] = never
    parts = (part for found in documents for part in document_parts(found, run.chunk_length))
    with start_workers(jobs, settings, replace(run.display, baseline=False), run.today) as submit:
        for batch, answer in _submitted(submit, parts, jobs * 2):
            results = iter(results_from(answer(), run.rule_resolver, batch))
            for part in batch:
                found = part.found
                if found.error is not None:
                    yield from run.check([found])
                    continue
                file_rules = run.rule_resolver.of(found)
                if found is not current:
                    current, known = found, run.matcher(file_rules, found.display_path)
                yield from _merged(run, part, file_rules, next(results), known)


def _submitted(
    submit: Submit, parts: Iterable[DocumentPart], most: int
) -> Iterator[tuple[list[DocumentPart], Callable[[], bytes]]]:
    """The batches with their results, in their order; `most` of them are submitted ahead of the one that is read."""
    running: deque[tuple[list[DocumentPart], Callable[[], bytes]]] = deque()
    for batch in _batches(parts):
        sent = [(each.file, each.display_path, each.format, chunk) for each, chunk in batch if each.error is None]
        running.append((batch, submit(sent)))
        if len(running) > most:
            yield running.popleft()
    while running:
        yield running.popleft()


def _batches(every: Iterable[DocumentPart]) -> Iterator[list[DocumentPart]]:
    batch: list[DocumentPart] = []
    size = 0
    for part in every:
        batch.append(part)
        size += part.chunk.end - part.chunk.start if part.chunk else _weight(part.found)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _with_baseline(event: Diagnostic, known: Callable[[str], bool]) -> Diagnostic:
    return replace(event, baselined=True) if event.suppression is None and known(event.baseline_key) else event


def _merged(
    run: Run, part: DocumentPart, file_rules: FileRules, result: PartResult, known: Callable[[str], bool]
) -> Iterator[RunEvent]:
    """The events of a part, counted in the run."""
    resolved = part.found.resolved
    run.summary.documents += result.documents
    run.summary.skipped += result.skipped
    if not result.documents and part.first:
        return
    run.summary.templates += result.templates
    run.summary.suppressed += result.suppressed
    run.timeouts += result.timeouts
    run.resolved[id(resolved)] = resolved
    run.used.setdefault(id(resolved), set()).update(result.used)
    run_document = RunDocument(part.found.display_path, file_rules, part.load)
    run.cross_file.add_document(run_document)
    for contract_part in result.contract:
        run.contract.add(run_document, contract_part)
    run.cross_file.digests.extend(result.kept)
    if run.watch is not None:
        run.watch(part.found.path.name, part.passed, run.summary)
    for event in result.events:
        if isinstance(event, Diagnostic):
            yield from run.counted((_with_baseline(event, known),))
        else:
            yield event
