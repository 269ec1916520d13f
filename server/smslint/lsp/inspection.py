"""An open document with its findings. Unchanged templates reuse the findings of the previous version.

A template's source is read and checked once as long as it and the rules in force stay the same, even if it moves within
the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from smslint.core.analysis import Analysis
from smslint.core.change import Fix
from smslint.core.finding import Finding
from smslint.core.severity import Severity
from smslint.core.template import Template
from smslint.core.text import Encoding, Text
from smslint.dataclass import dataclass
from smslint.documents import Document, Format, TemplateEntry, read
from smslint.documents.parsed_template import ParsedTemplate
from smslint.documents.regions import Splice
from smslint.lsp.document_settings import DocumentSettings
from smslint.lsp.open_documents import OpenDocument
from smslint.lsp.positions import PositionCodec
from smslint.lsp.tally import Tally
from smslint.lsp.uris import document_format, file_name, is_for_templates, path_of
from smslint.workspace.candidate_fixes import CandidateFixes
from smslint.workspace.check import Checked, check_document, check_template
from smslint.workspace.diagnostic import Diagnostic, DiagnosticFix
from smslint.workspace.diagnostic_builder import DiagnosticBuilder, never, start_of
from smslint.workspace.known_templates import KnownTemplate, known_of

ContractFindings = Callable[["Inspection"], list[Diagnostic]]
"""Finds what is wrong at the places of a document that send."""


@dataclass(frozen=True, slots=True)
class RunDiagnostic:
    """A diagnostic of a rule about whole runs, for the template with this source; its ranges count in a text in which
    that source starts at `start`."""

    source: str
    start: int
    diagnostic: Diagnostic


@dataclass(slots=True)
class CachedTemplate:
    """A template with its findings.

    Ranges of `diagnostics` count in a text in which the source starts at `start`. `rendered` is what was last made of
    them for the client, with what that depended on.
    """

    parsed: ParsedTemplate
    checked: Checked
    diagnostics: list[Diagnostic]
    start: int
    rendered: tuple[object, list[Any]] | None = None


class ShiftedDiagnostic(NamedTuple):
    """A diagnostic in the current text, in which its ranges are `shift` code points further on.

    `entry` is the template that it is about, None if it is about the document.
    """

    diagnostic: Diagnostic
    entry: TemplateEntry | None = None
    shift: int = 0

    @property
    def finding(self) -> Finding:
        """The finding."""
        return self.diagnostic.finding

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.diagnostic.range.start + self.shift if self.diagnostic.range is not None else 0

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.diagnostic.range.end + self.shift if self.diagnostic.range is not None else 0


def _index(found: RunDiagnostic) -> int:
    """The index of the template in which a finding was made."""
    return found.diagnostic.template.index if found.diagnostic.template is not None else 0


def _edited(opened: OpenDocument, previous: Inspection | None, format: Format) -> Document | None:
    """An open document, by the edit that was made since its previous version; None if it must be read again."""
    if previous is None or previous.opened is None or previous.document.text is not previous.opened.text:
        return None
    if previous.document.format is not format:
        return None
    if previous.opened is opened:
        return previous.document
    if previous.opened.text is not opened.base or opened.language != previous.opened.language or opened.edit is None:
        return None
    return previous.document.edited(opened.edit, opened.text)


def _raise(error: Exception) -> None:
    raise error


def _names_files(entry: TemplateEntry) -> bool:
    template = entry.template
    return template is not None and bool(template.frames or template.materials)


class Inspection:
    """A version of a document. Its parts are computed when they are needed.

    `opened` is None for a file that is not open in the editor. `extra` are findings of rules about the workspace, and
    `contract` finds what is wrong at the places of source code that send; None if the project is not known yet. What
    has the number of a template is taken over from the previous version, except where an edit was made.
    """

    def __init__(
        self,
        uri: str,
        opened: OpenDocument | None,
        document: Document,
        settings: DocumentSettings,
        positions: PositionCodec,
        previous: Inspection | None = None,
        baselined: Callable[[str], bool] = never,
        extra: tuple[RunDiagnostic, ...] = (),
        report_error: Callable[[Exception], None] = _raise,
        contract: ContractFindings | None = None,
    ) -> None:
        self._report_error = report_error
        self.uri = uri
        self.is_code = document.format.name == "code"
        self.excluded = settings.excluded or (
            opened is not None and not self.is_code and not is_for_templates(uri, opened.language, settings.included)
        )
        self.extra = extra
        self.contract = contract
        self.opened = opened
        self.document = document
        self.settings = settings
        self.file_rules = settings.file_rules
        self.positions = positions
        self._baselined = baselined
        self._known: dict[int, CachedTemplate] = {}
        self._tallied: tuple[Tally, Splice, Tally] | None = None
        if previous is not None:
            self._take(previous)

    def _take(self, previous: Inspection) -> None:
        """Takes over what an edit did not change."""
        before, document = previous.document, self.document
        splice = Splice(0, 0, [], 0) if document is before else document.splice
        edited = splice is not None
        if splice is None:
            splice = Splice(0, len(before.regions), list(document.regions), 0)
        changed, new = range(splice.first, splice.last), [None] * len(splice.found)
        read = [previous.readable(number) for number in changed][: len(new)]
        self._readable = splice.of(previous._readable, [*read, *new[len(read) :]])
        if "_with_codes" in vars(previous):
            self._with_codes = splice.of(previous._with_codes, [*new])
        if previous.file_rules is not self.file_rules:
            return
        self._cached = splice.of(previous._cached, [*new])
        self._known = {id(each.parsed): each for each in previous._cached[splice.first : splice.last] if each}
        if previous.extra is self.extra and edited and "_of_run" in vars(previous):
            self._by_source = previous._by_source
            here = range(splice.first, splice.first + len(new))
            self._of_run = splice.of(previous._of_run, [self._known_by_source(number) for number in here])
            if "tally" in vars(previous):
                self._tallied = previous.tally, splice, Tally(map(previous.severities, changed))

    @classmethod
    def of_open(
        cls,
        opened: OpenDocument,
        settings: DocumentSettings,
        encoding: Encoding,
        previous: Inspection | None,
        baselined: Callable[[str], bool],
        extra: tuple[RunDiagnostic, ...],
        report_error: Callable[[Exception], None],
        contract: ContractFindings | None = None,
    ) -> Inspection:
        """An open document. What it shares with the previous version is not read again."""
        resolved = settings.file_rules.resolved
        format = document_format(opened.uri, opened.language, resolved)
        document = _edited(opened, previous, format)
        most = resolved.settings.max_file_size
        if document is None or len(opened.text) > most:
            document = read(
                opened.text,
                file_name(opened.uri),
                format=format,
                max_size=most,
                previous=previous.document if previous is not None else None,
                keep=True,
            )
        path = path_of(opened.uri)
        document.file = str(path) if path is not None else None
        positions = PositionCodec(opened.text, encoding)
        return cls(
            opened.uri, opened, document, settings, positions, previous, baselined, extra, report_error, contract
        )

    @classmethod
    def of_file(
        cls,
        uri: str,
        document: Document,
        settings: DocumentSettings,
        encoding: Encoding,
        contract: ContractFindings | None = None,
    ) -> Inspection:
        """A file that is not open."""
        document.keep()
        positions = PositionCodec(document.text or Text(""), encoding)
        return cls(uri, None, document, settings, positions, contract=contract)

    def with_text(self, text: str) -> Inspection:
        """The document with another text, as it would be then."""
        document = read(text, self.document.name, format=self.document.format, keep=True)
        return Inspection(self.uri, self.opened, document, self.settings, self.positions, contract=self.contract)

    @property
    def version(self) -> int | None:
        """The version number of the text in the editor; None for a file that is not open."""
        return self.opened.version if self.opened is not None else None

    @cached_property
    def entries(self) -> tuple[TemplateEntry, ...]:
        """All templates."""
        return tuple(self.document.entries())

    def entry(self, index: object) -> TemplateEntry | None:
        """The template with an index, which may be anything; None if there is none."""
        known = type(index) is int and 0 <= index < len(self.document.regions)
        return self.document.entry(index) if known else None  # type: ignore[arg-type]

    @cached_property
    def _readable(self) -> list[Template | None]:
        """Each template as it was last read before it was edited."""
        return [None] * len(self.document.regions)

    def readable(self, index: int) -> Template | None:
        """The template with an index. If its source cannot be read now: the template as it was last read."""
        entry = self.document.entry(index)
        return self._readable[index] if entry.template is None or entry.parsed.broken else entry.template

    def template(self, entry: TemplateEntry) -> Template | None:
        """A template. If its source is broken: the template as it was last read, with its present content if that can
        be read."""
        known = self.readable(entry.index)
        if known is None or entry.template is None or not entry.parsed.broken:
            return entry.template or known
        return replace(known, content=entry.template.content)

    def source(self, entry: TemplateEntry) -> str:
        """A template's source."""
        text = self.document.text
        return text.value[entry.start : entry.end] if text is not None else ""

    @cached_property
    def _cached(self) -> list[CachedTemplate | None]:
        return [None] * len(self.document.regions)

    def cached(self, entry: TemplateEntry) -> CachedTemplate:
        """A template with its findings. They are reused if the template was not read again: how a row is read also
        depends on the header of its table. Files that it names may have changed."""
        found = self._cached[entry.index]
        if found is None:
            known = None if _names_files(entry) else self._known.get(id(entry.parsed))
            found = known or self._check(entry)
            self._cached[entry.index] = found
        return found

    @cached_property
    def names_files(self) -> bool:
        """Whether some template names files beside the document."""
        return any(map(_names_files, self.entries))

    def analysis(self, entry: TemplateEntry) -> Analysis | None:
        """A template's analysis; None if the template cannot be read."""
        return self.cached(entry).checked.analysis

    @property
    def reads_code(self) -> bool:
        """Whether the document belongs to a project whose source code is read."""
        return self.is_code or self.file_rules.resolved.settings.code_settings is not None

    @cached_property
    def _with_codes(self) -> list[KnownTemplate | None]:
        return [None] * len(self.document.regions)

    def templates_with_codes(self) -> Iterator[tuple[int, KnownTemplate]]:
        """The templates that have a code, by their indexes, as places that send need to know them."""
        for entry in self.document.entries():
            found = self._with_codes[entry.index]
            if found is None and entry.template is not None and entry.template.code:
                names = self.file_rules.linter.read(entry.template).used_names
                found = known_of(entry.template, names, self.settings.display_path, self.is_code)
                self._with_codes[entry.index] = found
            if found is not None:
                yield entry.index, found

    def price_of(self, analysis: Analysis) -> float | None:
        """The price of a segment of a template; None if the settings do not give it."""
        return self.file_rules.resolved.settings.price.of(analysis.type)

    def _check(self, entry: TemplateEntry) -> CachedTemplate:
        try:
            checked = check_template(entry.parsed, self.file_rules, date.today(), self.document.file)
            built = self.builder.of_template(entry, checked)
            found = [each for each in built if not (each.baselined or each.finding.match.minor)]
            found.sort(key=start_of)
            # A diagnostic outlives the text in which it was found.
            return CachedTemplate(entry.parsed, checked, [replace(each, text=None) for each in found], entry.start)
        except Exception as error:  # a fault in one template must not hide the findings of all others
            self._report_error(error)
            return CachedTemplate(entry.parsed, Checked(None, ()), [], entry.start)

    @cached_property
    def builder(self) -> DiagnosticBuilder:
        """Makes the diagnostics of the document."""
        file_rules, path = self.file_rules, self.settings.display_path
        return DiagnosticBuilder(self.document, path, file_rules, baselined=self._baselined, url=file_rules.page)

    @cached_property
    def diagnostics(self) -> tuple[ShiftedDiagnostic, ...]:
        """All diagnostics, in the order of the text."""
        found = [*self.of_document, *(each for entry in self.entries for each in self.of_template(entry))]
        found.sort(key=lambda each: (each.start, each.end))
        return tuple(found)

    def diagnostics_in(self, start: int, end: int) -> list[ShiftedDiagnostic]:
        """The diagnostics that a range touches, in the order of the text."""
        inside = (each for entry in self.touched(start, end) for each in self.of_template(entry))
        found = [each for each in (*self.of_document, *inside) if each.start <= end and start <= each.end]
        return sorted(found, key=lambda each: (each.start, each.end))

    @cached_property
    def of_document(self) -> tuple[ShiftedDiagnostic, ...]:
        """The diagnostics about the document itself."""
        found = self.builder.of_document(check_document(self.document, self.file_rules))
        return tuple(map(ShiftedDiagnostic, (*found, *self.of_contract)))

    @cached_property
    def of_contract(self) -> tuple[Diagnostic, ...]:
        """The diagnostics at the places of source code that send."""
        if self.contract is None or not self.is_code or self.document.text is None:
            return ()
        return tuple(each for each in self.contract(self) if not each.baselined)

    def of_template(self, entry: TemplateEntry) -> list[ShiftedDiagnostic]:
        """The diagnostics of a template, in the order of its source."""
        cached, run = self.cached(entry), self.of_run(entry)
        found = [ShiftedDiagnostic(each, entry, entry.start - cached.start) for each in cached.diagnostics]
        if run:
            found += (ShiftedDiagnostic(each.diagnostic, entry, entry.start - each.start) for each in run)
            found.sort(key=lambda each: (each.start, each.end))
        return found

    def severities(self, index: int) -> list[Severity]:
        """The severities of the findings of a template."""
        entry = self.document.entry(index)
        found = [each.finding.severity for each in self.cached(entry).diagnostics]
        return [*found, *(each.diagnostic.finding.severity for each in self.of_run(entry))]

    def check_more(self, most: int) -> bool:
        """Checks at most so many templates. Returns whether all have been checked."""
        if self._tallied is None:
            for entry in self._unchecked:
                if self._cached[entry.index] is None:
                    self.cached(entry)
                    most -= 1
                if not most:
                    return False
        return True

    @cached_property
    def _unchecked(self) -> Iterator[TemplateEntry]:
        return self.document.entries()

    @cached_property
    def tally(self) -> Tally:
        """The numbers of the findings of all templates."""
        if self._tallied is None:
            return Tally(map(self.severities, range(len(self.document.regions))))
        before, splice, gone = self._tallied
        now = range(splice.first, splice.first + len(splice.found))
        return before.spliced(splice, gone, Tally(map(self.severities, now)))

    def of_run(self, entry: TemplateEntry) -> tuple[RunDiagnostic, ...]:
        """The findings of rules about the workspace in a template, known as long as its source is the same."""
        return self._of_run[entry.index]

    @cached_property
    def _by_source(self) -> dict[str, list[RunDiagnostic]]:
        made: dict[str, list[RunDiagnostic]] = {}
        for each in self.extra:
            if each.diagnostic.range is not None:
                made.setdefault(each.source, []).append(each)
        return made

    @cached_property
    def _of_run(self) -> list[tuple[RunDiagnostic, ...]]:
        """The findings of each template: where they were found, else at the first template with that source."""
        made: list[tuple[RunDiagnostic, ...]] = [()] * len(self.document.regions)
        if not self.extra:
            return made
        first: dict[str, int] = {}
        for entry in self.entries:
            first.setdefault(self.source(entry), entry.index)
        for source, found in self._by_source.items():
            for each in found:
                index = _index(each)
                here = index < len(made) and self.source(self.entries[index]) == source
                number = index if here else first.get(source)
                if number is not None:
                    made[number] = (*made[number], each)
        return made

    def _known_by_source(self, index: int) -> tuple[RunDiagnostic, ...]:
        """The findings of a template that was edited, which is as it was again, or is here now."""
        found = self._by_source.get(self.source(self.document.entry(index)), [])
        return tuple(each for each in found if _index(each) == index) or tuple(found)

    def entry_at(self, offset: int) -> TemplateEntry | None:
        """The template whose source holds an offset, or ends before it."""
        number = bisect_right(self.document.regions.starts, offset) - 1
        return self.document.entry(number) if number >= 0 else None

    def touched(self, start: int, end: int) -> list[TemplateEntry]:
        """The templates whose source a range touches."""
        return [self.document.entry(number) for number in self.document.regions.touched(start, end)]

    @cached_property
    def _candidates(self) -> CandidateFixes:
        return CandidateFixes(self.document, self.file_rules)

    def candidate_fixes(self, shown: ShiftedDiagnostic) -> Iterator[Fix]:
        """The fixes of a finding, as changes."""
        return self._candidates.of(shown.entry, self._checked(shown), shown.finding)

    def fixes(self, shown: ShiftedDiagnostic) -> tuple[DiagnosticFix, ...]:
        """The fixes of a finding, as edits of this text."""
        return self._candidates.as_edits(shown.entry, self._checked(shown), shown.finding)

    @cached_property
    def has_safe_fix(self) -> bool:
        """Whether a finding has a safe fix, as far as the first hundred show that could have one."""
        plans = ((each, each.finding.rule.fix) for each in self.diagnostics)
        likely = (each for each, plan in plans if plan is not None and plan.safety == "safe")
        return any(fix.safety == "safe" for each in islice(likely, 100) for fix in self.candidate_fixes(each))

    def _checked(self, shown: ShiftedDiagnostic) -> Checked | None:
        return self.cached(shown.entry).checked if shown.entry is not None else None
