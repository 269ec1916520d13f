"""Makes diagnostics of findings, with ranges, fixes as edits, and fingerprints that stay the same when lines move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from smslint.core.place import CONTENT, SOURCE
from smslint.core.severity import SEVERITIES
from smslint.dataclass import dataclass
from smslint.documents.problem import UNREADABLE
from smslint.workspace.diagnostic import Diagnostic, DiagnosticRelated, Range, TemplateIdentity, TemplateOutline, digest

if TYPE_CHECKING:
    from smslint.core.finding import Finding, Related
    from smslint.core.place import Span
    from smslint.core.template import Template
    from smslint.documents.document import Document
    from smslint.documents.parsed_template import TemplateEntry
    from smslint.workspace.candidate_fixes import CandidateFixes
    from smslint.workspace.check import Checked
    from smslint.workspace.rule_resolver import FileRules

_NONE: Final[Mapping[str, str]] = {}


def never(fingerprint: str) -> bool:
    """The baseline of runs without one: no finding is in it."""
    return False


def no_url(rule: str) -> None:
    """The address of a page where none is shown."""


@dataclass
class DiagnosticBuilder:
    """Makes the diagnostics of one document.

    `path` is as reports show it. `baselined` says whether the baseline has a fingerprint. `fixes` says
    whether the diagnostics get fixes. `url` gives the addresses of rules' pages. `others` says whether they get what
    rows hold besides templates.
    """

    document: Document
    path: str
    file_rules: FileRules
    fixes: bool = False
    baselined: Callable[[str], bool] = never
    url: Callable[[str], str | None] = no_url
    others: bool = False

    @cached_property
    def _candidates(self) -> CandidateFixes:
        from smslint.workspace.candidate_fixes import CandidateFixes  # most documents have no findings

        return CandidateFixes(self.document, self.file_rules)

    @cached_property
    def _identities(self) -> tuple[str, str]:
        """The document's path in fingerprints, and in the baseline. Both are the same wherever the program runs."""
        resolved = self.file_rules.resolved
        path = resolved.settings_path(self.path)
        return resolved.prefix + path, resolved.baseline_path(path)

    def of_template(self, entry: TemplateEntry, checked: Checked) -> list[Diagnostic]:
        """The diagnostics of a template's findings, in their order."""
        if not checked.findings:
            return []
        ranges = self.document.source_ranges(entry, [each.span for each in checked.findings])
        return self._build(checked.findings, ranges, entry, checked)

    def identity(self, entry: TemplateEntry, checked: Checked) -> TemplateIdentity | None:
        """What a template is called; None if it cannot be read."""
        template, analysis = entry.template, checked.analysis
        if template is None or analysis is None:
            return None
        others = self.document.others(entry) if self.others else _NONE
        return TemplateIdentity(
            entry.index,
            template.name,
            template.code,
            analysis.type,
            analysis.type_inferred,
            template.signature,
            checked.approved,
            entry.review,
            others,
        )

    def outline(self, entry: TemplateEntry, checked: Checked) -> TemplateOutline | None:
        """A template as reports list it; None if it cannot be read."""
        from smslint.values.preview import Preview

        identity, analysis = self.identity(entry, checked), checked.analysis
        if identity is None or analysis is None:
            return None
        text = self.document.text
        place = self.document.cell(entry, CONTENT) if text is None else text.line_of(entry.start) + 1
        shortest, _, longest = Preview(analysis).messages
        price = getattr(self.file_rules.resolved.settings.price, analysis.type)
        where = f"{self.path}:{place}" if place else self.path
        return TemplateOutline(self.path, where, identity, analysis.template.content, shortest, longest, price)

    def of_suppressed(self, entry: TemplateEntry, checked: Checked) -> list[Diagnostic]:
        """The diagnostics of a template's suppressed findings, which no baseline needs to have."""
        findings = tuple(finding for finding, _ in checked.suppressed)
        found = replace(self, baselined=never).of_template(entry, replace(checked, findings=findings))
        return [replace(each, suppression=by) for each, (_, by) in zip(found, checked.suppressed, strict=True)]

    def of_document(self, findings: Sequence[Finding]) -> list[Diagnostic]:
        """The diagnostics of findings about the document itself, in their order."""
        inside = self.document.text is not None
        ranges = [(each.span.start, each.span.end) if inside else None for each in findings]
        return self._build(findings, ranges, None, None)

    def _build(
        self,
        findings: Sequence[Finding],
        ranges: Sequence[tuple[int, int] | None],
        entry: TemplateEntry | None,
        checked: Checked | None,
    ) -> list[Diagnostic]:
        document = self.document
        named, in_baseline = self._identities
        template = entry.template if entry is not None else None
        identity = self.identity(entry, checked) if entry is not None and checked is not None else None
        key = (template.code or template.name or digest(template.content)) if template is not None else ""
        seen: Counter[tuple[str, str, str]] = Counter()
        found: list[Diagnostic] = []
        for finding, where in zip(findings, ranges, strict=True):
            rule, span, place = finding.rule.id, finding.span, str(finding.field)
            matched = self._matched(span, where, template)
            ordinal = seen[rule, place, matched]
            seen[rule, place, matched] = ordinal + 1
            fingerprint = digest(rule, named, key, place, matched, str(ordinal))
            baseline_key = fingerprint
            if in_baseline != named:
                baseline_key = digest(rule, in_baseline, key, place, matched, str(ordinal))
            found.append(
                Diagnostic(
                    finding=finding,
                    path=self.path,
                    text=document.text,
                    template=identity,
                    content=template.content if template is not None else None,
                    range=Range(*where) if where is not None else None,
                    cell=self._cell(entry, finding) if where is None else None,
                    content_range=next(
                        (Range(each.start, each.end) for each in finding.spans if each.place == CONTENT), None
                    ),
                    related=self._related(entry, finding.match.related) if finding.match.related else (),
                    fixes=self._candidates.as_edits(entry, checked, finding) if self.fixes else (),
                    baselined=rule != UNREADABLE and self.baselined(baseline_key),
                    baseline_key=baseline_key,
                    fingerprint=fingerprint,
                    identity=digest(rule, "", key, place, matched, str(ordinal)),
                    url=self.url(rule),
                )
            )
        return found

    def _cell(self, entry: TemplateEntry | None, finding: Finding) -> str | None:
        document = self.document
        return document.heading(finding.span) if entry is None else document.cell(entry, finding.field)

    def _related(self, entry: TemplateEntry | None, related: Sequence[Related]) -> tuple[DiagnosticRelated, ...]:
        spans = [each.span for each in related]
        places = self.document.source_ranges(entry, spans) if entry is not None else [None] * len(spans)
        ranges = (Range(*place) if place is not None else None for place in places)
        return tuple(DiagnosticRelated(each.label, range) for each, range in zip(related, ranges, strict=True))

    def _matched(self, span: Span, where: tuple[int, int] | None, template: Template | None) -> str:
        """The text that a finding marks."""
        if span.place == CONTENT:
            return template.content[span.start : span.end] if template else ""
        if span.place == SOURCE:
            text = self.document.text
            return text.value[slice(*where)] if text is not None and where is not None else ""
        value = template.value_at(span.place) if template else None
        return value[span.start : span.end] if isinstance(value, str) else ""


def start_of(diagnostic: Diagnostic) -> tuple[int, int, str]:
    """The sort key of diagnostics: where they start and end, then the rule's id."""
    start, end = diagnostic.range or (0, 0)
    return start, end, diagnostic.finding.rule.id


def for_people(found: Sequence[Diagnostic], asides: bool = False) -> list[Diagnostic]:
    """The diagnostics of a template, given by place: the worst first, without minor ones and what another explains.

    With `asides`, these come last and are marked.
    """

    def told(each: Diagnostic) -> bool:
        stronger = {other.rule for other in each.finding.rule.yields_to if other.where == "report"}
        return any(one.finding.rule.id in stronger and each.finding.overlaps(one.finding) for one in found)

    def is_aside(each: Diagnostic) -> bool:
        return each.finding.match.minor or (bool(each.finding.rule.yields_to) and told(each))

    shown, left = [each for each in found if not is_aside(each)], [each for each in found if asides and is_aside(each)]
    shown.sort(key=lambda each: SEVERITIES.index(each.finding.severity))
    return shown + [replace(each, aside=True) for each in left]
