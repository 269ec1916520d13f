"""Decides whether a run is worth several processes: one costs about what checking 2,000 templates costs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from smslint.documents.formats import LINES
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.resolver import SettingsResolver
from smslint.workspace.run import Run, RunEvent

PAYS = 2 << 20
"""From which weight of documents on several processes are worth their start."""
OPENING = 512
"""How many bytes of templates take as long to check as opening a document."""


def check(
    run: Run, documents: Iterable[DiscoveredFile], jobs: int | None, settings: SettingsResolver
) -> Iterator[RunEvent]:
    """The findings of the documents. `jobs` is the greatest number of processes; None means one a processor."""
    documents = iter(documents)
    jobs = jobs or os.cpu_count() or 1
    waiting: list[DiscoveredFile] = []
    size = 0
    if jobs > 1:
        for found in documents:
            waiting.append(found)
            size += weight_of(found)
            if size >= PAYS and _divides(waiting):
                break
    every = chain(waiting, documents)
    if size < PAYS or not _divides(waiting):
        return run.check(every)
    from smslint.workspace import crew

    return crew.check(run, every, jobs, settings)


def _divides(documents: Sequence[DiscoveredFile]) -> bool:
    """Whether there is work for more than one process: several documents, or one that has pieces."""
    return len(documents) > 1 or any(found.format in LINES for found in documents)


def weight_of(found: DiscoveredFile) -> int:
    """What a document weighs in a run: its bytes, and what opening it takes."""
    try:
        return os.stat(found.file).st_size + OPENING
    except OSError:
        return OPENING
