"""Gives findings their place in the file, their address, their fixes as edits, and the fingerprint that outlives
moved lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from smslint.core.place import CONTENT
from smslint.dataclass import dataclass
from smslint.workspace.located import Identity, Located, LocatedFix, LocatedRelated, Range, digest

if TYPE_CHECKING:
    from smslint.core.analysis import Analysis
    from smslint.core.finding import Related
    from smslint.core.template import Template
    from smslint.documents.document import Document
    from smslint.documents.entry import TemplateEntry
    from smslint.workspace.check import Checked, Spoken
    from smslint.workspace.rule_resolver import FileRules

FixesOf = Callable[["TemplateEntry | None", "Checked | None", "Spoken"], tuple[LocatedFix, ...]]


def no_fixes(entry: TemplateEntry | None, checked: Checked | None, spoken: Spoken) -> tuple[LocatedFix, ...]:
    """For reports that show no fixes."""
    return ()


def never(fingerprint: str) -> bool:
    """For runs without a baseline."""
    return False


@dataclass
class Locator:
    """Locates the findings of one document; `path` is as reports show it."""

    document: Document
    path: str
    file_rules: FileRules
    fixes_of: FixesOf = no_fixes
    baselined: Callable[[str], bool] = never
    urls: bool = True

    def entry(self, entry: TemplateEntry, checked: Checked) -> list[Located]:
        """The findings of a template, in the order of the source."""
        found = [located for _, located in self.pairs(entry, checked)]
        if len(found) > 1:
            found.sort(key=start_of)
        return found

    def pairs(self, entry: TemplateEntry, checked: Checked) -> list[tuple[Spoken, Located]]:
        """The findings of a template beside what they were made of, in the order in which they were found."""
        if not checked.spoken:
            return []
        identity = identity_of(entry, checked.analysis)
        ranges = self._ranges(entry, checked.spoken)
        return self._located(checked.spoken, ranges, identity, entry, checked)

    def whole(self, spoken: Sequence[Spoken]) -> list[Located]:
        """Findings about the document itself."""
        return [located for _, located in self.whole_pairs(spoken)]

    def whole_pairs(self, spoken: Sequence[Spoken]) -> list[tuple[Spoken, Located]]:
        """Findings about the document itself beside what they were made of."""
        inside = self.document.text is not None
        ranges = [Range(*each.range) if each.range and inside else None for each in spoken]
        return self._located(spoken, ranges, None, None, None)

    def _located(
        self,
        spoken: Sequence[Spoken],
        ranges: Sequence[Range | None],
        identity: Identity | None,
        entry: TemplateEntry | None,
        checked: Checked | None,
    ) -> list[tuple[Spoken, Located]]:
        document, path = self.document, self.path
        template = entry.template if entry is not None else None
        content = template.content if template is not None else None
        key = template_key(template)
        seen: Counter[tuple[str, str, str]] = Counter()
        found: list[tuple[Spoken, Located]] = []
        for each, where in zip(spoken, ranges, strict=True):
            finding = each.finding
            rule, match = finding.rule.id, finding.match
            span = match.span
            in_content = span.place == CONTENT
            place = "content" if in_content else str(span.place)
            matched = self._matched(each, where, template)
            ordinal = seen[rule, place, matched]
            seen[rule, place, matched] = ordinal + 1
            about = (rule, path, key, place, matched, str(ordinal))
            located = Located(
                finding=finding,
                path=path,
                text=document.text,
                template=identity,
                content=content,
                range=where,
                cell=document.cell(entry, span.place) if entry is not None and where is None else None,
                content_range=Range(span.start, span.end) if in_content and each.range is None else None,
                related=self._related(entry, match.related) if match.related else (),
                fixes=self.fixes_of(entry, checked, each),
                baselined=self.baselined is not never and self.baselined(digest(*about)),
                about=about,
                url=self.file_rules.url(rule) if self.urls else None,
            )
            found.append((each, located))
        return found

    def _ranges(self, entry: TemplateEntry, spoken: Sequence[Spoken]) -> list[Range | None]:
        """Where each finding stands in the document's text.

        The fields' are looked up together, since that may read the source again.
        """
        inside = iter(self.document.source_ranges(entry, [each.finding.span for each in spoken if each.range is None]))
        found: list[Range | None] = []
        for each in spoken:
            if each.range is None:
                place = next(inside)
                found.append(Range(*place) if place is not None else None)
            elif self.document.text is None:
                found.append(None)
            else:
                found.append(Range(each.range[0] + entry.start, each.range[1] + entry.start))
        return found

    def _related(self, entry: TemplateEntry | None, related: Sequence[Related]) -> tuple[LocatedRelated, ...]:
        if entry is None:
            return tuple(LocatedRelated(each.label, None) for each in related)
        places = self.document.source_ranges(entry, [each.span for each in related])
        return tuple(
            LocatedRelated(each.label, Range(*place) if place is not None else None)
            for each, place in zip(related, places, strict=True)
        )

    def _matched(self, spoken: Spoken, where: Range | None, template: Template | None) -> str:
        """The text that a finding marks."""
        if spoken.range is not None:
            text = self.document.text
            return text.value[where.start : where.end] if text is not None and where is not None else ""
        span = spoken.finding.span
        if span.place == CONTENT:
            return template.content[span.start : span.end] if template else ""
        from smslint.core.fixes.apply import value_at

        value = value_at(template, span.place) if template else None
        return value[span.start : span.end] if isinstance(value, str) else ""


def start_of(located: Located) -> tuple[int, int, str]:
    """What orders findings: where they start and end, then their rule's id."""
    start, end = located.range or (0, 0)
    return start, end, located.finding.rule.id


def identity_of(entry: TemplateEntry, analysis: Analysis | None) -> Identity | None:
    """Which template of its file an entry holds; None where it could not be read."""
    template = entry.template
    if template is None or analysis is None:
        return None
    return Identity(
        entry.index, template.name, template.code, analysis.type, analysis.type_inferred, template.signature
    )


def template_key(template: Template | None) -> str:
    """What a template is known by: its code, else its name, else a digest of its content."""
    if template is None:
        return ""
    return template.code or template.name or digest(template.content)
