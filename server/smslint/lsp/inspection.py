"""An open document with its findings. Unchanged templates reuse the findings of the previous version.

A template's source is read and checked once as long as it and the rules in force stay the same, even if it moves within
the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from smslint.core.analysis import Analysis
from smslint.core.change import Fix
from smslint.core.finding import Finding
from smslint.core.template import Template
from smslint.core.text import Encoding, Text
from smslint.dataclass import dataclass
from smslint.documents import Document, TemplateEntry, read
from smslint.documents.parsed_template import ParsedTemplate
from smslint.lsp.document_settings import DocumentSettings
from smslint.lsp.open_documents import OpenDocument
from smslint.lsp.positions import PositionCodec
from smslint.lsp.uris import document_format, file_name, is_for_templates, path_of
from smslint.workspace.candidate_fixes import CandidateFixes
from smslint.workspace.check import Checked, check_document, check_template
from smslint.workspace.diagnostic import Diagnostic, DiagnosticFix
from smslint.workspace.diagnostic_builder import DiagnosticBuilder, never, start_of


@dataclass(frozen=True, slots=True)
class RunDiagnostic:
    """A diagnostic of a rule about whole runs, for the template with this source; its ranges count in a text in which
    that source starts at `start`."""

    source: str
    start: int
    diagnostic: Diagnostic


@dataclass(slots=True)
class CachedTemplate:
    """A template's source with its findings.

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


def _raise(error: Exception) -> None:
    raise error


class Inspection:
    """A version of a document. Its parts are computed when they are needed.

    `opened` is None for a file that is not open in the editor. `extra` are findings of rules about the workspace.
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
    ) -> None:
        self._report_error = report_error
        self.uri = uri
        self.excluded = settings.excluded or (
            opened is not None and not is_for_templates(uri, opened.language, settings.included)
        )
        self.extra = extra
        self.opened = opened
        self.document = document
        self.settings = settings
        self.file_rules = settings.file_rules
        self.positions = positions
        self._baselined = baselined
        self._known = previous._memory() if previous is not None and previous.file_rules is settings.file_rules else {}
        self._cache: dict[tuple[str, str], CachedTemplate] = {}
        self._before: dict[int, Template] = previous.readable if previous is not None else {}

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
    ) -> Inspection:
        """An open document. What it shares with the previous version is not read again."""
        document = read(
            opened.text.value,
            file_name(opened.uri),
            format=document_format(opened.uri, opened.language),
            max_size=settings.file_rules.resolved.settings.max_file_size,
            previous=previous.document if previous is not None else None,
            keep=True,
        )
        path = path_of(opened.uri)
        document.file = str(path) if path is not None else None
        positions = PositionCodec(opened.text, encoding)
        return cls(opened.uri, opened, document, settings, positions, previous, baselined, extra, report_error)

    @classmethod
    def of_file(cls, uri: str, document: Document, settings: DocumentSettings, encoding: Encoding) -> Inspection:
        """A file that is not open."""
        return cls(uri, None, document, settings, PositionCodec(document.text or Text(""), encoding))

    @property
    def version(self) -> int | None:
        """The version number of the text in the editor; None for a file that is not open."""
        return self.opened.version if self.opened is not None else None

    @cached_property
    def entries(self) -> tuple[TemplateEntry, ...]:
        """The templates."""
        return tuple(self.document.entries())

    def entry(self, index: object) -> TemplateEntry | None:
        """The template with an index, which may be anything; None if there is none."""
        return self.entries[index] if type(index) is int and 0 <= index < len(self.entries) else None

    @cached_property
    def readable(self) -> dict[int, Template]:
        """Each template by its index. If its source cannot be read now: the template as it was last read."""
        found = dict(self._before)
        for entry in self.entries:
            if entry.template is not None and not entry.parsed.broken:
                found[entry.index] = entry.template
        return found

    def template(self, entry: TemplateEntry) -> Template | None:
        """A template. If its source is broken: the template as it was last read, with its present content if that can
        be read."""
        if entry.template is None:
            return self.readable.get(entry.index)
        known = self.readable.get(entry.index)
        if known is None or not entry.parsed.broken:
            return entry.template
        return replace(known, content=entry.template.content)

    def source(self, entry: TemplateEntry) -> str:
        """A template's source."""
        text = self.document.text
        return text.value[entry.start : entry.end] if text is not None else ""

    def _memory(self) -> dict[tuple[str, str], CachedTemplate]:
        """What the next version may reuse: what this one reuses itself is included unless all templates were asked."""
        return self._cache if len(self._cache) >= len(self.entries) else {**self._known, **self._cache}

    def cached(self, entry: TemplateEntry) -> CachedTemplate:
        """A template with its findings. They are reused if the template was not read again: how a row is read also
        depends on the header of its table."""
        key = self.source(entry), entry.parsed.schema.name
        found = self._cache.get(key)
        if found is None:
            found = self._known.get(key)
            if found is None or found.parsed is not entry.parsed:
                found = self._check(entry)
            self._cache[key] = found
        return found

    def analysis(self, entry: TemplateEntry) -> Analysis | None:
        """A template's analysis; None if the template cannot be read."""
        return self.cached(entry).checked.analysis

    def price_of(self, analysis: Analysis) -> float | None:
        """The price of a segment of a template; None if the settings do not give it."""
        return self.file_rules.resolved.settings.price.of(analysis.type)

    def _check(self, entry: TemplateEntry) -> CachedTemplate:
        try:
            checked = check_template(entry.parsed, self.file_rules, date.today(), self.document.file)
            built = self._builder.of_template(entry, checked)
            found = [each for each in built if not (each.baselined or each.finding.match.minor)]
            found.sort(key=start_of)
            return CachedTemplate(entry.parsed, checked, found, entry.start)
        except Exception as error:  # a fault in one template must not hide the findings of all others
            self._report_error(error)
            return CachedTemplate(entry.parsed, Checked(None, ()), [], entry.start)

    @cached_property
    def _builder(self) -> DiagnosticBuilder:
        file_rules, path = self.file_rules, self.settings.display_path
        return DiagnosticBuilder(self.document, path, file_rules, baselined=self._baselined, url=file_rules.page)

    @cached_property
    def diagnostics(self) -> tuple[ShiftedDiagnostic, ...]:
        """All diagnostics, in the order of the text."""
        found = [*self.beyond_templates, *(each for entry in self.entries for each in self.of_template(entry))]
        found.sort(key=lambda each: (each.start, each.end))
        return tuple(found)

    @cached_property
    def beyond_templates(self) -> tuple[ShiftedDiagnostic, ...]:
        """The diagnostics that no template has by itself: those about the document, and those of rules about runs."""
        found = self._builder.of_document(check_document(self.document, self.file_rules))
        return (*map(ShiftedDiagnostic, found), *self._of_run())

    def _of_run(self) -> Iterator[ShiftedDiagnostic]:
        for each in self.extra:
            entry = self._known_as(each)
            if entry is not None and each.diagnostic.range is not None:
                yield ShiftedDiagnostic(each.diagnostic, entry, entry.start - each.start)

    def _known_as(self, found: RunDiagnostic) -> TemplateEntry | None:
        """The template with the source of a diagnostic: at its index, else wherever it has moved to."""
        index = found.diagnostic.template.index if found.diagnostic.template is not None else 0
        here = self.entries[index : index + 1]
        return next((entry for entry in (*here, *self.entries) if self.source(entry) == found.source), None)

    def of_template(self, entry: TemplateEntry) -> Iterator[ShiftedDiagnostic]:
        """The diagnostics of a template, in the order of its source."""
        cached = self.cached(entry)
        for each in cached.diagnostics:
            yield ShiftedDiagnostic(each, entry, entry.start - cached.start)

    def entry_at(self, offset: int) -> TemplateEntry | None:
        """The template whose source holds an offset, or ends before it."""
        last = None
        for entry in self.entries:
            if entry.start > offset:
                break
            last = entry
        return last

    def touched(self, start: int, end: int) -> list[TemplateEntry]:
        """The templates whose source a range touches."""
        return [entry for entry in self.entries if entry.start <= end and start <= entry.end]

    @cached_property
    def _candidates(self) -> CandidateFixes:
        return CandidateFixes(self.document, self.file_rules)

    def candidate_fixes(self, shown: ShiftedDiagnostic) -> Iterator[Fix]:
        """The fixes of a finding, as changes."""
        return self._candidates.of(shown.entry, self._checked(shown), shown.finding)

    def fixes(self, shown: ShiftedDiagnostic) -> tuple[DiagnosticFix, ...]:
        """The fixes of a finding, as edits of this text."""
        return self._candidates.as_edits(shown.entry, self._checked(shown), shown.finding)

    def _checked(self, shown: ShiftedDiagnostic) -> Checked | None:
        return self.cached(shown.entry).checked if shown.entry is not None else None
