"""Checks many documents by several processes, with the same findings in the same order as one process gives.

Rules travel by name, everything else as it is.
"""

from __future__ import annotations

import io
import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from smslint.core.rule import Rule
from smslint.dataclass import dataclass
from smslint.documents.formats import Format
from smslint.workspace.across import Opened, Remembered
from smslint.workspace.discovery import Found
from smslint.workspace.governing import SettingsByPath
from smslint.workspace.located import Summary
from smslint.workspace.opening import opened
from smslint.workspace.patterns import relative
from smslint.workspace.run import Run, Shown, Told
from smslint.workspace.session import Session
from smslint.workspace.workload import size_of

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class _Job:
    """Some documents, by their paths: what governs them each process finds out for itself."""

    documents: tuple[tuple[Path, Format | None], ...]


@dataclass(frozen=True, slots=True)
class _Done:
    """What a process found in one document, and what it counted there."""

    told: list[Told]
    summary: Summary
    used: set[int]
    kept: Remembered


def _chunks(documents: Iterable[Found]) -> Iterator[list[Found]]:
    chunk: list[Found] = []
    size = 0
    for found in documents:
        chunk.append(found)
        size += size_of(found) + 1024
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def check(run: Run, documents: Iterable[Found], jobs: int, settings: SettingsByPath) -> Iterator[Told]:
    """The findings of the documents, by as many processes as there are jobs."""
    start = settings, run.shown, run.today
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(pickle.dumps(start),)) as pool:
        running: deque[tuple[list[Found], Future[bytes]]] = deque()
        for chunk in _chunks(documents):
            job = _Job(tuple((found.path, found.format) for found in chunk if found.error is None))
            running.append((chunk, pool.submit(_work, job)))
            if len(running) > jobs * 2:
                yield from _collected(run, *running.popleft())
        while running:
            yield from _collected(run, *running.popleft())


def _collected(run: Run, chunk: list[Found], future: Future[bytes]) -> Iterator[Told]:
    results = iter(_Unpickler(future.result(), run, chunk).load())
    for found in chunk:
        if found.error is not None:
            yield from run.check([found])
            continue
        done: _Done = next(results)
        policy = run.session.policy(found.governing, found.shown)
        run.governing[id(found.governing)] = found.governing
        run.used.setdefault(id(found.governing), set()).update(done.used)
        for name in Summary.__dataclass_fields__:
            setattr(run.summary, name, getattr(run.summary, name) + getattr(done.summary, name))
        run.across.document(Opened(found.shown, policy, partial(opened, found)))
        run.across.kept.extend(done.kept)
        yield from done.told


class _Pickler(pickle.Pickler):
    """Writes rules by their names: a rule's file is long, and the reader has it."""

    def persistent_id(self, value: Any) -> str | None:
        return value.id if isinstance(value, Rule) else None


class _Unpickler(pickle.Unpickler):
    """Reads rules from the catalogs that govern the documents of a chunk."""

    def __init__(self, data: bytes, run: Run, chunk: list[Found]) -> None:
        super().__init__(io.BytesIO(data))
        self._catalogs = [run.session.catalog(found.governing) for found in chunk]

    def persistent_load(self, name: str) -> Rule:
        return next(catalog.rules[name] for catalog in self._catalogs if name in catalog.rules)


_session: Session
_start: tuple[SettingsByPath, Shown, date]


def _begin(start: bytes) -> None:
    """Sets a process up; its settings are read anew."""
    global _session, _start
    _start = pickle.loads(start)
    _session = Session(_start[0])


def _work(job: _Job) -> bytes:
    settings, shown, today = _start
    results: list[_Done] = []
    for path, format in job.documents:
        run = Run(_session, shown, today)
        governing = settings.of(path)
        found = Found(path, relative(path, governing.root), governing, format)
        told = list(run.check([found]))
        results.append(_Done(told, run.summary, run.used[id(governing)], run.across.kept))
    data = io.BytesIO()
    _Pickler(data, pickle.HIGHEST_PROTOCOL).dump(results)
    return data.getvalue()
