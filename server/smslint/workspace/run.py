"""A run: checks documents, yields the findings one at a time, and counts them.

Findings below the severity or confidence that is shown are not counted. Those in the baseline are shown, marked, and
counted as `baselined`.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from smslint.core.finding import Finding, Match, make_finding
from smslint.core.lint import TIMED_OUT
from smslint.core.place import TEMPLATE, Span
from smslint.core.severity import SEVERITIES, Confidence, Severity
from smslint.core.template import Template
from smslint.core.text import Text
from smslint.dataclass import dataclass
from smslint.documents import Document, TemplateEntry
from smslint.messages import workspace as messages
from smslint.workspace.check import Checked, check_document, check_template
from smslint.workspace.cross_file import CrossFileRules, RunDocument
from smslint.workspace.diagnostic import (
    Diagnostic,
    Range,
    Summary,
    TemplateOutline,
    TemplateReview,
    digest,
)
from smslint.workspace.diagnostic_builder import DiagnosticBuilder, for_people, never, no_url, start_of
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.loading import CHUNK_THRESHOLD, DocumentPart, document_parts
from smslint.workspace.patterns import unused
from smslint.workspace.rule_resolver import FileRules, RuleResolver
from smslint.workspace.settings import ResolvedSettings, SettingOrigin, SettingsWarning
from smslint.workspace.settings_file import SettingsFile, load_settings_file
from smslint.workspace.suppressions import UNUSED

if TYPE_CHECKING:
    from smslint.workspace.baseline import Baseline
    from smslint.workspace.contract import Contract, ContractPart
    from smslint.workspace.known_templates import KnownTemplate

CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
UNKNOWN_FIELD = "unknown-field"
_WATCHED = 64
"""After how many templates a run reports its progress."""


@dataclass(frozen=True, slots=True)
class RenderedFindings:
    """The findings of a document or a part of one as its report renders them, and what is counted of them.

    `severities` and `approved` count them by severity. `ranks` are the templates by index, each with whether the vendor
    approved it and with the worst severity of its findings.
    """

    findings: list[object]
    severities: Mapping[Severity, int]
    approved: Mapping[Severity, int]
    ranks: Sequence[tuple[int, bool, Severity]]


RunEvent: TypeAlias = Diagnostic | TemplateReview | TemplateOutline | RenderedFindings


@dataclass(frozen=True, slots=True)
class DisplayFilter:
    """Which findings are shown: down to which severity and confidence.

    `fixes` and `urls` say whether they come with their fixes and the addresses of their rules' pages, `baseline`
    whether the baseline is used, `suppressed` whether suppressed findings are shown, too. With `for_people`, the worst
    of a template come first, and what one fault causes is shown once. With `templates`, each template is told before
    its findings, and `others` says whether templates come with what their rows hold besides. With `asides`, what
    reports for people leave out is told, too, and marked.
    """

    severity: Severity = "info"
    confidence: Confidence = "low"
    fixes: bool = True
    urls: bool = True
    baseline: bool = True
    suppressed: bool = False
    for_people: bool = False
    others: bool = False
    templates: bool = False
    asides: bool = False


@dataclass
class Run:
    """Checks documents and counts.

    `watch` is called now and then with the document's name, how much of it is done (0 to 1), and the counts so far.
    `used` are the indexes of the settings' suppressions that suppressed something, by the id of the settings in
    `resolved`. A document of lines with more than `chunk_threshold` bytes is read in chunks. `timeouts` counts, by
    rule, the templates on which it ran over its time limit. `whole` says that the context files are all others of the
    project, `isolated` that nothing is read beyond the documents of the run. `names_files` says that a template names
    files beside its document, on which the findings depend.
    """

    rule_resolver: RuleResolver
    display: DisplayFilter = DisplayFilter()
    today: date = field(default_factory=date.today)
    summary: Summary = field(default_factory=Summary)
    watch: Callable[[str, float, Summary], None] | None = None
    used: dict[int, set[int]] = field(default_factory=dict)
    resolved: dict[int, ResolvedSettings] = field(default_factory=dict)
    chunk_threshold: int = CHUNK_THRESHOLD
    timeouts: Counter[str] = field(default_factory=Counter)
    whole: bool = False
    isolated: bool = False
    names_files: bool = False
    _levels: dict[str, bytearray] = field(default_factory=dict)
    _columns: set[tuple[str, str]] = field(default_factory=set)
    _baselines: dict[str, Baseline] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cross_file = CrossFileRules(self.today, self.builder)
        self._contract: Contract | None = None

    @property
    def contract(self) -> Contract:
        """What the run tells about code that sends; made on first use."""
        if self._contract is None:
            from smslint.workspace.contract import Contract
            from smslint.workspace.project_context import ProjectContext

            settings = None if self.isolated else self.rule_resolver.settings
            self._contract = Contract(self.builder, ProjectContext(settings))
        return self._contract

    def check(self, documents: Iterable[DiscoveredFile]) -> Iterator[RunEvent]:
        """The findings of some documents, in their order."""
        for found in documents:
            known = self.matcher(self.rule_resolver.of(found), found.display_path)
            for part in document_parts(found, self.chunk_threshold):
                yield from self.part(part, known)

    def part(
        self, part: DocumentPart, known: Callable[[str], bool] | None = None, document: Document | None = None
    ) -> Iterator[RunEvent]:
        """The findings of a document or of a chunk of one, which is loaded if it is not given."""
        found = part.found
        file_rules = self.rule_resolver.of(found)
        return self.document(document or part.load(), found.display_path, file_rules, part.load, known)

    def skips(self, document: Document) -> bool:
        """Whether a document was not read, and counts why, unless it has nothing that concerns this program."""
        if document.skipped and document.skipped != "irrelevant":
            self.summary.skipped[document.skipped] += 1
        return bool(document.skipped)

    def document(
        self,
        document: Document,
        path: str,
        file_rules: FileRules,
        reopen: Callable[[], Document],
        known: Callable[[str], bool] | None = None,
    ) -> Iterator[RunEvent]:
        """The findings of one document; `reopen` reads it again for the cross-file rules.

        `known` says whether the baseline has a fingerprint; all chunks of a document must share one.
        """
        if self.skips(document):
            return
        self.summary.documents += document.chunk is None or document.chunk.line == 0
        self.resolved[id(file_rules.resolved)] = file_rules.resolved
        used = self.used.setdefault(id(file_rules.resolved), set())
        builder = self.builder(document, path, file_rules, known)
        cross_file = self.cross_file
        run_document = RunDocument(path, file_rules, reopen)
        cross_file.add_document(run_document)
        reads_code = document.format.name == "code" or file_rules.resolved.settings.code is not False
        whole = deque(sorted(builder.of_document(check_document(document, file_rules)), key=start_of))
        coded: list[tuple[int, KnownTemplate]] = []
        for entry in document.entries():
            self.summary.templates += 1
            if entry.template is not None and (entry.template.frames or entry.template.materials):
                self.names_files = True
            if self.watch is not None and self.summary.templates % _WATCHED == 0:
                self.watch(document.name, _passed(document, entry), self.summary)
            checked = check_template(entry.parsed, file_rules, self.today, document.file)
            cross_file.add_template(entry.template, checked)
            if reads_code and entry.template is not None and entry.template.code and checked.analysis is not None:
                coded.append((entry.index, _known(entry.template, checked.analysis.used_names, document, path)))
            self.summary.suppressed += len(checked.suppressed)
            used |= checked.accepted
            self.timeouts.update(each.rule.id for each in checked.findings if each.variant is TIMED_OUT)
            if self.display.templates and (outline := builder.outline(entry, checked)) is not None:
                yield outline
            if entry.review is not None:
                yield TemplateReview(path, entry.index, entry.review)
            found = builder.of_template(entry, self._seen(checked))
            if self.display.suppressed and checked.suppressed:
                found += builder.of_suppressed(entry, checked)
            while whole and start_of(whole[0])[0] < entry.end:
                found.append(whole.popleft())
            found.sort(key=start_of)
            yield from self.counted(for_people(found, self.display.asides) if self.display.for_people else found)
        yield from self.counted(whole)
        if reads_code:
            self._add_to_contract(run_document, document, coded)

    def add_context(self, documents: Iterable[DiscoveredFile]) -> None:
        """Add context files: cross-file rules compare the checked documents with them. Call it before `check`."""
        for found in documents:
            file_rules = self.rule_resolver.of(found)
            for part in document_parts(found, self.chunk_threshold):
                document = part.load()
                if document.skipped:
                    continue
                self.cross_file.add_document(RunDocument(found.display_path, file_rules, part.load, reported=False))
                for entry in document.entries():
                    self.cross_file.add_template(entry.template, None)
                if file_rules.resolved.settings.code is not False:
                    self.add_to_contract(found, document)

    def add_to_contract(self, found: DiscoveredFile, document: Document) -> None:
        """Add what a document tells about templates with codes and about sending, without checking it."""
        file_rules = self.rule_resolver.of(found)
        coded: list[tuple[int, KnownTemplate]] = []
        for entry in document.entries():
            if entry.template is not None and entry.template.code:
                names = file_rules.linter.read(entry.template).used_names
                coded.append((entry.index, _known(entry.template, names, document, found.display_path)))
        if coded or document.format.name == "code":
            run_document = RunDocument(found.display_path, file_rules, lambda: document, reported=False)
            self._add_to_contract(run_document, document, coded)

    def cross_file_findings(self) -> Iterator[Diagnostic]:
        """The findings of the cross-file rules, after all documents have been checked."""
        if self._contract is not None:
            yield from self._contract_findings(self._contract)
        for found in self.cross_file.findings():
            self.summary.suppressed += len(found.suppressed)
            self.used.setdefault(id(found.file_rules.resolved), set()).update(found.accepted)
            yield from self.counted([*found.diagnostics, *(found.suppressed if self.display.suppressed else ())])

    def _add_to_contract(
        self, run_document: RunDocument, document: Document, coded: list[tuple[int, KnownTemplate]]
    ) -> None:
        from smslint.workspace.contract import ContractPart

        self.contract.add(run_document, ContractPart(document.facts, tuple(coded)))

    @property
    def contract_parts(self) -> list[ContractPart]:
        """What the documents so far add to the contract."""
        return self._contract.parts if self._contract is not None else []

    def _contract_findings(self, contract: Contract) -> Iterator[Diagnostic]:
        for found in contract.findings(self.whole):
            self.summary.suppressed += len(found.suppressed)
            self.used.setdefault(id(found.file_rules.resolved), set()).update(found.accepted)
            yield from self.counted([*found.diagnostics, *(found.suppressed if self.display.suppressed else ())])
        self.summary.sites += contract.counts()

    def builder(
        self, document: Document, path: str, file_rules: FileRules, known: Callable[[str], bool] | None = None
    ) -> DiagnosticBuilder:
        """Makes the diagnostics of a document in this run."""
        known = known or self.matcher(file_rules, path)
        url = file_rules.url if self.display.urls else no_url
        return DiagnosticBuilder(document, path, file_rules, self.display.fixes, known, url, self.display.others)

    def matcher(self, file_rules: FileRules, path: str) -> Callable[[str], bool]:
        """A function that takes the fingerprints of a document's findings one after the other, and returns whether
        the baseline has each."""
        file = file_rules.resolved.settings.baseline
        if file is None or not self.display.baseline:
            return never
        if file not in self._baselines:
            from smslint.workspace.baseline import load_baseline

            self._baselines[file] = load_baseline(Path(file))
        resolved = file_rules.resolved
        return self._baselines[file].matcher(resolved.baseline_path(resolved.settings_path(path)))

    def _seen(self, checked: Checked) -> Checked:
        """The checked template without the findings that are not shown, so that no fixes are computed for them."""
        if self.display.severity == SEVERITIES[-1] and self.display.confidence == CONFIDENCES[-1]:
            return checked
        return replace(checked, findings=tuple(filter(self.shows, checked.findings)))

    def shows(self, finding: Finding) -> bool:
        """Whether a finding is shown."""
        if SEVERITIES.index(finding.severity) > SEVERITIES.index(self.display.severity):
            return False
        return CONFIDENCES.index(finding.rule.confidence) <= CONFIDENCES.index(self.display.confidence)

    def counted(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Counts the diagnostics that are shown, and yields them."""
        summary = self.summary
        for diagnostic in found:
            if not self.shows(diagnostic.finding):
                continue
            if self.display.for_people and not diagnostic.aside and self._is_told(diagnostic):
                diagnostic = replace(diagnostic, aside=True)
            if diagnostic.aside:
                if self.display.asides:
                    yield diagnostic
                continue
            if diagnostic.suppression is not None:
                pass  # counted where it was suppressed
            elif diagnostic.baselined:
                summary.baselined += 1
            else:
                severity = diagnostic.finding.severity
                setattr(summary, severity, getattr(summary, severity) + 1)
                if diagnostic.template is not None and diagnostic.finding.rule.id != UNKNOWN_FIELD:
                    self.rank(diagnostic.path, diagnostic.template.index, diagnostic.template.approved, severity)
                    if diagnostic.template.approved:
                        summary.approved[severity] += 1
            yield diagnostic

    def count_rendered(self, path: str, found: RenderedFindings) -> None:
        """Counts findings of a document that are rendered already."""
        for severity, number in found.severities.items():
            setattr(self.summary, severity, getattr(self.summary, severity) + number)
        if found.approved:
            self.summary.approved.update(found.approved)
        for index, approved, severity in found.ranks:
            self.rank(path, index, approved, severity)

    def rank(self, path: str, index: int, approved: bool, severity: Severity) -> None:
        """Counts a template at the worst severity of its findings so far."""
        levels = self._levels.setdefault(path, bytearray())
        if index >= len(levels):
            levels.extend(bytes(index + 1 - len(levels)))
        before, rank = levels[index], len(SEVERITIES) - SEVERITIES.index(severity)
        if rank <= before:
            return
        levels[index] = rank
        for worst in (self.summary.worst, self.summary.worst_approved)[: 1 + approved]:
            worst[severity] += 1
            if before:
                worst[SEVERITIES[-before]] -= 1

    def _is_told(self, diagnostic: Diagnostic) -> bool:
        """Whether an unknown key of a list of records was told before: people think of it as a column."""
        if diagnostic.finding.rule.id != UNKNOWN_FIELD or diagnostic.template is None:
            return False
        column = diagnostic.path, diagnostic.finding.message("en")
        if column in self._columns:
            return True
        self._columns.add(column)
        return False


def _known(template: Template, names: Iterable[str], document: Document, path: str) -> KnownTemplate:
    from smslint.workspace.known_templates import known_of

    return known_of(template, names, path, document.format.name == "code")


def _passed(document: Document, entry: TemplateEntry) -> float:
    """How much of a document has been read after a template, from 0 to 1."""
    done = entry.end / len(document.text) if document.text is not None and len(document.text) else 0.0
    return done if document.chunk is None else document.chunk.passed(done)


def unused_patterns(run: Run, folders: Collection[Path]) -> Iterator[SettingsWarning]:
    """The patterns of each settings file that applied which match nothing, if its whole folder was checked."""
    for resolved in run.resolved.values():
        settings = resolved.settings
        if resolved.file is None or not _is_below(resolved.root, folders):
            continue
        found = [(key, each) for key in ("exclude", "include") for each in unused(getattr(settings, key))]
        found += [("per-file", each) for each in settings.per_file if unused((each,))]
        for key, pattern in found:
            text = messages.UNUSED_PATTERN.fill(key=key, pattern=pattern)
            yield SettingsWarning(resolved.origins.get(key, SettingOrigin(resolved.file)), text)


def _is_below(root: Path, folders: Collection[Path]) -> bool:
    return any(root.resolve().is_relative_to(folder.resolve()) for folder in folders)


def unused_suppressions(run: Run, folders: Collection[Path], named: Collection[str]) -> Iterator[Diagnostic]:
    """The unused or expired suppressions of each settings file that applied in the run.

    A suppression is judged only if all files that it may be about were checked: `folders` were checked as a whole, and
    `named` are the paths of single files.
    """
    for key, resolved in run.resolved.items():
        if resolved.file is None or not resolved.settings.suppress:
            continue
        path = resolved.display_path(resolved.file)
        file_rules = run.rule_resolver.file_rules(resolved, resolved.settings_path(path))
        names = {*map(resolved.settings_path, named)}
        whole = _is_below(resolved.root, folders)
        file: SettingsFile | None = None
        for index, accepted in enumerate(resolved.settings.suppress):
            expired = accepted.until is not None and accepted.until < run.today
            judged = whole or accepted.path in names
            unused = judged and (expired or index not in run.used[key]) and {UNUSED, accepted.rule} <= file_rules.wanted
            if not unused:
                continue
            if file is None:
                if (file := load_settings_file(resolved.file)) is None:
                    break
                text = Text(file.text)
            line = file.line(("suppress", index))
            where = Range(text.line_starts[line - 1], text.line_end(line - 1)) if line else Range(0, 0)
            values = {"rule": accepted.rule} | ({"until": str(accepted.until)} if expired else {})
            match = Match(Span(TEMPLATE, 0, 0), values, variant="expired" if expired else None)
            finding = make_finding(file_rules.catalog.rules[UNUSED], match)
            fingerprint = digest(
                UNUSED,
                resolved.prefix + resolved.file.name,
                "",
                "",
                accepted.rule,
                str(accepted.path),
                str(accepted.template),
            )
            url = file_rules.url(UNUSED)
            yield from run.counted([Diagnostic(finding, path, fingerprint, text, range=where, url=url)])
