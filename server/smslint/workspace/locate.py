"""Gives findings their place in the file, their address, their fixes as edits, and the fingerprint that outlives
moved lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from typing import TYPE_CHECKING

from smslint.core.place import CONTENT, Span
from smslint.dataclass import dataclass
from smslint.workspace.located import Identity, Located, LocatedFix, LocatedRelated, Range

if TYPE_CHECKING:
    from smslint.core.finding import Finding
    from smslint.core.reading import Reading
    from smslint.core.template import Template
    from smslint.documents.document import Document, Entry
    from smslint.workspace.check import Checked, Spoken
    from smslint.workspace.session import Policy

FixesOf = Callable[["Entry | None", "Checked | None", "Spoken"], tuple[LocatedFix, ...]]


def no_fixes(entry: Entry | None, checked: Checked | None, spoken: Spoken) -> tuple[LocatedFix, ...]:
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
    policy: Policy
    fixes_of: FixesOf = no_fixes
    baselined: Callable[[str], bool] = never
    urls: bool = True
    _ordinals: dict[tuple[str, ...], int] = field(default_factory=dict)

    def entry(self, entry: Entry, checked: Checked) -> list[Located]:
        """The findings of a template, in the order of the source."""
        return sorted((located for _, located in self.pairs(entry, checked)), key=start_of)

    def pairs(self, entry: Entry, checked: Checked) -> list[tuple[Spoken, Located]]:
        """The findings of a template beside what they were made of, in the order in which they were found."""
        if not checked.spoken:
            return []
        self._ordinals.clear()
        identity = identity_of(entry, checked.reading)
        ranges = self._ranges(entry, checked.spoken)
        return [
            (each, self._located(each, where, identity, entry, checked))
            for each, where in zip(checked.spoken, ranges, strict=True)
        ]

    def whole(self, spoken: Iterable[Spoken]) -> list[Located]:
        """Findings about the document itself."""
        return [located for _, located in self.whole_pairs(spoken)]

    def whole_pairs(self, spoken: Iterable[Spoken]) -> list[tuple[Spoken, Located]]:
        """Findings about the document itself beside what they were made of."""
        self._ordinals.clear()
        inside = self.document.text is not None
        places = ((each, Range(*each.range) if each.range and inside else None) for each in spoken)
        return [(each, self._located(each, where, None, None, None)) for each, where in places]

    def _located(
        self,
        spoken: Spoken,
        where: Range | None,
        identity: Identity | None,
        entry: Entry | None,
        checked: Checked | None,
    ) -> Located:
        finding = spoken.finding
        template = entry.template if entry is not None else None
        in_content = spoken.range is None and finding.span.place == CONTENT
        fingerprint = self._fingerprint(finding, template, self._matched(spoken, where, template))
        return Located(
            finding=finding,
            path=self.path,
            text=self.document.text,
            template=identity,
            content=template.content if template else None,
            range=where,
            cell=self.document.cell(entry, finding.span.place) if entry is not None and where is None else None,
            content_range=Range(finding.span.start, finding.span.end) if in_content else None,
            related=tuple(
                LocatedRelated(related.label, self._source(entry, related.span) if entry is not None else None)
                for related in finding.match.related
            ),
            fixes=self.fixes_of(entry, checked, spoken),
            baselined=self.baselined(fingerprint),
            fingerprint=fingerprint,
            url=self.policy.url(finding.rule.id) if self.urls else None,
        )

    def _ranges(self, entry: Entry, spoken: tuple[Spoken, ...]) -> list[Range | None]:
        """Where each finding stands in the document's text.

        The fields' are looked up together, since that reads the source again.
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

    def _source(self, entry: Entry, span: Span) -> Range | None:
        found = self.document.source_range(entry, span)
        return Range(*found) if found is not None else None

    def _matched(self, spoken: Spoken, where: Range | None, template: Template | None) -> str:
        if spoken.range is not None:
            text = self.document.text
            return text.value[where.start : where.end] if text is not None and where is not None else ""
        span = spoken.finding.span
        if span.place == CONTENT:
            return template.content[span.start : span.end] if template else ""
        from smslint.core.fixes.apply import value_at

        value = value_at(template, span.place) if template else None
        return value[span.start : span.end] if isinstance(value, str) else ""

    def _fingerprint(self, finding: Finding, template: Template | None, matched: str) -> str:
        """SHA-256 of what the finding is about, in which nothing counts lines."""
        about = (finding.rule.id, self.path, template_key(template), str(finding.span.place), matched)
        ordinal = self._ordinals.get(about, 0)
        self._ordinals[about] = ordinal + 1
        return fingerprint(*about, str(ordinal))


def fingerprint(*about: str) -> str:
    """The digest of what a finding is about."""
    from hashlib import sha256

    return sha256("\0".join(about).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def start_of(located: Located) -> tuple[int, int, str]:
    """What orders findings: where they start and end, then their rule's id."""
    start, end = located.range or (0, 0)
    return start, end, located.finding.rule.id


def identity_of(entry: Entry, reading: Reading | None) -> Identity | None:
    """Which template of its file an entry holds; None where it could not be read."""
    template = entry.template
    if template is None or reading is None:
        return None
    return Identity(entry.index, template.name, template.code, reading.type, reading.type_inferred, template.signature)


def template_key(template: Template | None) -> str:
    """What a template is known by: its code, else its name, else a digest of its content."""
    if template is None:
        return ""
    return template.code or template.name or fingerprint(template.content)
