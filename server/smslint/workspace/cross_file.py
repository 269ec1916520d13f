"""Cross-file rules: names and contents that occur twice in a run, and more new templates than a day allows.

Two digests and a flag (17 bytes) are stored for each template, so that a run over millions of templates needs little
memory. The few documents with something to report are read again at the end.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from smslint.core.finding import Finding, Match, RuleMatch, Value
from smslint.core.place import CONTENT, Place, Span
from smslint.dataclass import dataclass
from smslint.messages import workspace as messages
from smslint.workspace.check import Checked, SuppressedFinding
from smslint.workspace.diagnostic import Diagnostic, DiagnosticRelated, Range
from smslint.workspace.diagnostic_builder import DiagnosticBuilder
from smslint.workspace.suppressions import Suppressions

if TYPE_CHECKING:
    from datetime import date

    from smslint.core.template import Template
    from smslint.documents.document import Document
    from smslint.documents.parsed_template import TemplateEntry
    from smslint.workspace.rule_resolver import FileRules

NAME, CONTENTS, QUOTA = "duplicate-name", "duplicate-content", "submission-quota"
_RUN = frozenset({"run"})
_NEW, _AWAITS = 1, 2
_PENDING = 64


@dataclass(frozen=True, slots=True)
class RunDocument:
    """A document of a run, or a part of one, which can be read again.

    `reported` is false for context files: they are compared with the others, but their findings are not wanted.
    """

    display_path: str
    file_rules: FileRules
    reopen: Callable[[], Document]
    reported: bool = True


@dataclass(frozen=True, slots=True)
class RunFindings:
    """The findings of cross-file rules in one template, and which of the settings' suppressions were used."""

    file_rules: FileRules
    diagnostics: list[Diagnostic]
    suppressed: list[Diagnostic]
    accepted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _FirstOccurrence:
    """The first of several equal templates.

    `here` counts in the text of its document. A document that is read in parts has only one part in memory at a time;
    then `in_lines` counts in the first template's own lines.
    """

    run_document: RunDocument
    address: str
    here: DiagnosticRelated | None = None
    in_lines: DiagnosticRelated | None = None

    def related_in(self, run_document: RunDocument) -> DiagnosticRelated | None:
        """The related place of a finding in a document or part; None if the first template is in another document."""
        if run_document is self.run_document:
            return self.here
        return self.in_lines if run_document.display_path == self.run_document.display_path else None


@dataclass(frozen=True, slots=True)
class TemplateDigests:
    """Digests of the names and contents of templates, 0 for none, and whether they are new or await the whole run."""

    names: array[int] = field(default_factory=lambda: array("Q"))
    contents: array[int] = field(default_factory=lambda: array("Q"))
    flags: bytearray = field(default_factory=bytearray)

    def extend(self, other: TemplateDigests) -> None:
        """Append those of further templates."""
        self.names.extend(other.names)
        self.contents.extend(other.contents)
        self.flags.extend(other.flags)


@dataclass
class CrossFileRules:
    """Collects the templates of a run, numbered in the order in which they are added, and reports on all of them."""

    today: date
    builder: Callable[[Document, str, FileRules], DiagnosticBuilder]
    _digests: TemplateDigests = field(default_factory=TemplateDigests)
    _pending: list[Template | None] = field(default_factory=list)
    _documents: list[RunDocument] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """The documents by their paths, numbered in their order."""

    def add_document(self, run_document: RunDocument) -> None:
        """Start a document: the templates that are added next belong to it."""
        self._documents.append(run_document)
        self.numbers.setdefault(run_document.display_path, len(self.numbers))
        self._starts.append(len(self._digests.flags))

    def add_template(self, template: Template | None, checked: Checked | None) -> None:
        """Add a template, None for one that cannot be read; context files are not checked."""
        self._pending.append(template)
        if len(self._pending) >= _PENDING:
            self._digest_pending()
        new = _NEW if template is not None and template.code is None and template.type != "digital" else 0
        self._digests.flags.append(new | (_AWAITS if checked is not None and checked.awaits_run else 0))

    def _digest_pending(self) -> None:
        """Make digests of 8 bytes that are the same in every process.

        This waits until there are several templates: importing `hashlib` takes 2.5 ms, and finding it again still
        takes as long as two digests.
        """
        from hashlib import blake2b

        def digest(text: str | None) -> int:
            return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) if text else 0

        for template in self._pending:
            self._digests.names.append(digest(template.name) if template else 0)
            self._digests.contents.append(digest(template.content) if template else 0)
        self._pending.clear()

    @property
    def digests(self) -> TemplateDigests:
        """The digests of all templates so far."""
        if self._pending:
            self._digest_pending()
        return self._digests

    def findings(self) -> Iterator[RunFindings]:
        """The findings of templates that have some or await the whole run, in the order of the run."""
        digests = self._digests if len(self._digests.flags) < 2 else self.digests
        names, contents = _repeated(digests.names), _repeated(digests.contents)
        concerned = {number for number, flag in enumerate(digests.flags) if flag & _AWAITS}
        concerned.update(number for number, digest in enumerate(digests.names) if digest in names)
        concerned.update(number for number, digest in enumerate(digests.contents) if digest in contents)
        excess = self._excess()
        if excess is not None:
            concerned.add(excess)
        yield from self._revisit(sorted(concerned), names, contents, excess)

    def _excess(self) -> int | None:
        """The first new template beyond the daily limit whose document is reported."""
        if not self._documents:
            return None
        rule = self._documents[0].file_rules.catalog.rules.get(QUOTA)
        most = rule.options["most"] if rule else None
        seen = 0
        for number, flag in enumerate(self._digests.flags):
            seen += flag & _NEW
            if isinstance(most, int) and seen > most and flag & _NEW and self._documents[self._index(number)].reported:
                return number
        return None

    def _index(self, number: int) -> int:
        return bisect_right(self._starts, number) - 1

    def _revisit(
        self, numbers: Sequence[int], names: set[int], contents: set[int], excess: int | None
    ) -> Iterator[RunFindings]:
        first: dict[tuple[str, int], _FirstOccurrence] = {}
        for index, group in groupby(numbers, self._index):
            run_document, start = self._documents[index], self._starts[index]
            document = run_document.reopen()
            wanted = {number - start + document.first_index for number in group}
            last = max(wanted)
            for entry in document.entries(wanted):
                if entry.template is not None:
                    number = start + entry.index - document.first_index
                    by_rule = ((NAME, self._digests.names, names), (CONTENTS, self._digests.contents, contents))
                    keys = [(rule, every[number]) for rule, every, some in by_rule if some and every[number] in some]
                    found = _repeats(run_document, document, entry, keys, first)
                    if number == excess and QUOTA in run_document.file_rules.wanted:
                        found.append((self._quota(run_document.file_rules, entry), None))
                    if run_document.reported:
                        yield self._reported(run_document, document, entry, found)
                if entry.index >= last:
                    break

    def _quota(self, file_rules: FileRules, entry: TemplateEntry) -> Finding:
        options = file_rules.catalog.rules[QUOTA].options
        values: dict[str, Value] = {"templates": sum(flag & _NEW for flag in self._digests.flags)}
        values |= {"limit": str(options["most"]), "seconds": str(options["seconds"])}
        return file_rules.finding(RuleMatch(QUOTA, Match(_span(entry, CONTENTS), values)))

    def _reported(
        self,
        run_document: RunDocument,
        document: Document,
        entry: TemplateEntry,
        found: list[tuple[Finding, _FirstOccurrence | None]],
    ) -> RunFindings:
        file_rules, template = run_document.file_rules, entry.template
        assert template is not None
        suppressions = Suppressions(template, entry.parsed.comments, file_rules, self.today)
        kept: list[Finding] = []
        hidden: list[SuppressedFinding] = []
        for finding, _ in found:
            by = suppressions.suppresses(finding)
            if by is None:
                kept.append(finding)
            else:
                hidden.append((finding, by))
        kept += map(file_rules.finding, suppressions.issues(_RUN))
        checked = Checked(file_rules.linter.read(template), tuple(kept), tuple(hidden))
        firsts = {id(finding): first.related_in(run_document) for finding, first in found if first is not None}
        builder = self.builder(document, run_document.display_path, file_rules)
        diagnostics = [
            replace(each, related=(first,)) if (first := firsts.get(id(each.finding))) is not None else each
            for each in builder.of_template(entry, checked)
        ]
        return RunFindings(
            file_rules, diagnostics, builder.of_suppressed(entry, checked), frozenset(suppressions.used_accepted)
        )


def _repeats(
    run_document: RunDocument,
    document: Document,
    entry: TemplateEntry,
    keys: Sequence[tuple[str, int]],
    first: dict[tuple[str, int], _FirstOccurrence],
) -> list[tuple[Finding, _FirstOccurrence | None]]:
    """The findings of a template that repeats earlier ones; a template that is the first is added to `first`."""
    found: list[tuple[Finding, _FirstOccurrence | None]] = []
    for key in keys:
        span = _span(entry, key[0])
        if key not in first:
            first[key] = _first(run_document, document, entry, span)
        elif key[0] in run_document.file_rules.wanted:
            values: dict[str, Value] = {"other": first[key].address}
            values["name"] = (entry.template and entry.template.name) or ""
            found.append((run_document.file_rules.finding(RuleMatch(key[0], Match(span, values))), first[key]))
    return found


def _span(entry: TemplateEntry, rule: str) -> Span:
    template = entry.template
    assert template is not None
    if rule == NAME:
        return Span(Place(("name",)), 0, len(template.name or ""))
    return Span(CONTENT, 0, len(template.content))


def _first(run_document: RunDocument, document: Document, entry: TemplateEntry, span: Span) -> _FirstOccurrence:
    found, path = document.source_range(entry, span), run_document.display_path
    if found is None or document.text is None:
        cell = document.cell(entry, span.place)
        return _FirstOccurrence(run_document, f"{path}:{cell}" if cell else path)
    address = f"{path}:{document.text.line_of(found[0]) + 1}"
    here = DiagnosticRelated(messages.THE_FIRST, Range(*found))
    if document.chunk is None:
        return _FirstOccurrence(run_document, address, here)
    lines = document.text.lines(*found)
    before = lines.first_offset - document.text.first_offset
    place = Range(found[0] - before, found[1] - before)
    return _FirstOccurrence(run_document, address, here, DiagnosticRelated(messages.THE_FIRST, place, lines))


def _repeated(digests: array[int]) -> set[int]:
    """The digests that occur more than once. They are sorted in four parts, since each takes 40 bytes as a number."""
    found: set[int] = set()
    for part in range(4):
        last = 0
        for digest in sorted(digest for digest in digests if digest & 3 == part):
            if digest == last and digest:
                found.add(digest)
            last = digest
    return found
