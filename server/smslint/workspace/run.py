"""One run of the checker: documents in, findings out one at a time, and a summary of what was shown.

What is hidden by a level or a confidence counts for nothing; what a baseline knows is shown as such and counts as `baselined`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from smslint.core.finding import SEVERITIES, Confidence, Severity
from smslint.documents import Document
from smslint.workspace.check import check_document, check_record
from smslint.workspace.discovery import Found
from smslint.workspace.locate import FixesOf, Locator, no_fixes
from smslint.workspace.located import Located, LocatedReview, Summary
from smslint.workspace.opening import opened
from smslint.workspace.session import Policy, Session

CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
Told: TypeAlias = Located | LocatedReview


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of the findings: down to which severity and which confidence, and whether with their fixes."""

    severity: Severity = "info"
    confidence: Confidence = "low"
    fixes: bool = True

    def shows(self, severity: Severity, confidence: Confidence) -> bool:
        """Whether a finding of these is shown."""
        return SEVERITIES.index(severity) <= SEVERITIES.index(self.severity) and CONFIDENCES.index(
            confidence
        ) <= CONFIDENCES.index(self.confidence)


@dataclass
class Run:
    """Checks documents through a session and counts."""

    session: Session
    shown: Shown = Shown()
    today: date = field(default_factory=date.today)
    summary: Summary = field(default_factory=Summary)

    def check(self, documents: Iterable[Found]) -> Iterator[Told]:
        """The findings of some documents, in their order."""
        for found in documents:
            policy = self.session.policy(found.governing, found.shown)
            yield from self.document(opened(found), found.shown, policy)

    def document(self, document: Document, shown: str, policy: Policy) -> Iterator[Told]:
        """The findings of one document."""
        self.summary.documents += 1
        locator = Locator(document, shown, policy, self._fixes(document, policy))
        for entry in document.entries():
            self.summary.templates += 1
            checked = check_record(entry.record, policy, self.today)
            self.summary.suppressed += checked.suppressed
            if entry.review is not None:
                yield LocatedReview(shown, entry.index, entry.review)
            if checked.spoken:
                yield from self._counted(locator.entry(entry, checked))
        yield from self._counted(locator.whole(check_document(document, policy)))

    def _fixes(self, document: Document, policy: Policy) -> FixesOf:
        return no_fixes

    def _counted(self, found: Iterable[Located]) -> Iterator[Located]:
        for located in found:
            finding = located.finding
            if not self.shown.shows(finding.severity, finding.confidence):
                continue
            if located.baselined:
                self.summary.baselined += 1
            else:
                setattr(self.summary, finding.severity, getattr(self.summary, finding.severity) + 1)
            yield located
