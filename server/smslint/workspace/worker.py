"""A worker process of a run: what it gets, what it checks, and how its findings travel back.

Rules travel by their ids, because a rule's file is long and the reader has it. Everything else is pickled.
"""

from __future__ import annotations

import io
import pickle
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from smslint.core.rule import Catalog, Rule
from smslint.core.severity import SEVERITIES, Severity
from smslint.dataclass import dataclass
from smslint.documents import Format
from smslint.documents.chunks import Chunk
from smslint.io import processes
from smslint.messages.workspace import WORKER_KILLED
from smslint.workspace.cross_file import TemplateDigests
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.loading import DocumentPart, load_document, short_content, unreadable_document
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.run import UNKNOWN_FIELD, DisplayFilter, RenderedFindings, Run, RunEvent
from smslint.workspace.settings_resolver import SettingsResolver

if TYPE_CHECKING:
    from smslint.workspace.contract import ContractPart

PartSource: TypeAlias = "tuple[str, str, Format | None, Chunk | None]"
"""A document part as it travels. Each worker resolves the settings of its folder itself."""
Submit: TypeAlias = "Callable[[list[PartSource]], Callable[[], bytes]]"
"""Sends parts to a worker, and gives the function that waits for its answer."""


@dataclass(frozen=True, slots=True)
class PartResult:
    """What a worker found in one part of a document, and what it counted there.

    The findings are `rendered` if the report takes them so, else they are `events`. `content` is the digest of a
    content on which alone all of this depends, beside the settings and the day; empty if there is more, or if nobody
    asked.
    """

    events: list[RunEvent]
    rendered: RenderedFindings | None
    templates: int
    suppressed: int
    used: set[int]
    timeouts: Counter[str]
    kept: TemplateDigests
    skipped: Counter[str]
    documents: int
    contract: list[ContractPart]
    content: bytes = b""


class FindingRenderer(Protocol):
    """What a report makes of findings."""

    def begin(self) -> Callable[[Diagnostic], object]:
        """A function that gives what is written of a finding; None if that is not shown."""


@dataclass(frozen=True)
class PartChecker:
    """Checks parts of documents apart from each other; with `digests`, it tells on what the result depends."""

    rule_resolver: RuleResolver
    display: DisplayFilter
    today: date
    renderer: FindingRenderer | None
    digests: bool

    @cached_property
    def _render(self) -> Callable[[Diagnostic], object] | None:
        return self.renderer.begin() if self.renderer is not None else None

    def check(self, part: DocumentPart, data: bytes | None = None) -> PartResult:
        """The result for a part; `data` is the content of its document, if it has been read."""
        asked = self.rule_resolver.asked_for_codes
        if data is None and self.digests and part.chunk is None:
            data = short_content(part.found)
        document = load_document(part.found, data) if data is not None else None
        run = Run(self.rule_resolver, self.display, self.today)
        result = self.result(run, part, list(run.part(part, document=document)))
        if data is None or run.names_files or asked != self.rule_resolver.asked_for_codes:
            return result
        return replace(result, content=content_digest(data))

    def result(self, run: Run, part: DocumentPart, events: list[RunEvent]) -> PartResult:
        """What a run over a part found."""
        summary, resolved = run.summary, part.found.resolved
        rendered = self._rendered(run, part, events)
        return PartResult(
            events if rendered is None else [],
            rendered,
            summary.templates,
            summary.suppressed,
            run.used.get(id(resolved), set()),
            run.timeouts,
            run.cross_file.digests,
            summary.skipped,
            summary.documents,
            run.contract_parts,
        )

    def _rendered(self, run: Run, part: DocumentPart, events: list[RunEvent]) -> RenderedFindings | None:
        """The findings, rendered; None if a rendering depends on other parts of the document or on the run."""
        render = self._render
        if render is None or part.found.resolved.settings.baseline is not None:
            return None
        findings: list[object] = []
        ranks: dict[int, tuple[int, bool, Severity]] = {}
        for event in events:
            if not isinstance(event, Diagnostic):
                return None
            of_column = event.finding.rule.id == UNKNOWN_FIELD
            if of_column and part.chunk is not None:
                return None
            template = event.template
            if template is not None and not of_column and event.suppression is None:
                severity, known = event.finding.severity, ranks.get(template.index)
                if known is None or SEVERITIES.index(severity) < SEVERITIES.index(known[2]):
                    ranks[template.index] = template.index, template.approved, severity
            if (text := render(event)) is not None:
                findings.append(text)
        severities = {severity: number for severity in SEVERITIES if (number := getattr(run.summary, severity))}
        return RenderedFindings(findings, severities, dict(run.summary.approved), [*ranks.values()])


@contextmanager
def start_workers(
    jobs: int,
    settings: SettingsResolver,
    display: DisplayFilter,
    today: date,
    renderer: FindingRenderer | None = None,
    digests: bool = False,
) -> Iterator[Submit]:
    """Starts worker processes, and gives the function that sends them parts.

    What workers had not finished when one of them was killed is checked once more in this process.
    """
    start = pickle.dumps((settings, display, today, renderer, digests))
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


def content_digest(data: bytes) -> bytes:
    """A digest of a content, by which results are kept."""
    return blake2b(data, digest_size=16).digest()


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


_settings: SettingsResolver
_checker: PartChecker


def _begin(start: bytes) -> None:
    """Sets a worker up. It reads its settings again."""
    global _settings, _checker
    _settings, *how = pickle.loads(start)
    _checker = PartChecker(RuleResolver(_settings), *how)


def _work(sources: list[PartSource], last: bool = False) -> bytes:
    """Checks parts; if it is the `last` attempt, what fails is a finding."""
    results: list[PartResult] = []
    for file, path, format, chunk in sources:
        part = DocumentPart(DiscoveredFile(file, path, _settings.of(Path(file)), format), chunk)
        try:
            results.append(_checker.check(part))
        except Exception as error:
            if not last:
                raise
            run = Run(_checker.rule_resolver, _checker.display, _checker.today)
            results.append(_checker.result(run, part, list(_given_up(run, part, error))))
    data = io.BytesIO()
    _Pickler(data, pickle.HIGHEST_PROTOCOL).dump(results)
    return data.getvalue()


def _given_up(run: Run, part: DocumentPart, error: Exception) -> Iterator[RunEvent]:
    """The finding about a part whose worker was killed, and which cannot be checked in another process either."""
    found = part.found
    reason = WORKER_KILLED.fill(what=type(error).__name__)
    document = unreadable_document(found.display_path, reason, found.format)
    return run.document(document, found.display_path, run.rule_resolver.of(found), lambda: document)
