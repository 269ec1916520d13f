"""The order of a report: documents as they were read, their templates, and in each the worst first, then by place.

Findings of rules about whole runs come after all others. Formats that people read put everything aside until the end,
so that these stand with their template, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from struct import Struct
from typing import Final

from smslint.core.severity import SEVERITIES, Severity
from smslint.io.writer import SortedSpool
from smslint.report.reporter import report_place
from smslint.workspace.diagnostic import Diagnostic, TemplateReview

_KEY: Final = Struct(">QIBQ")
_OTHERS: Final = 2**63
_LAST_DOCUMENT: Final = 2**64 - 1
_LAST_TEMPLATE: Final = 2**32 - 1


class ReportOrder:
    """Gives what is told a key by which a `SortedSpool` sorts it; `documents` has the number of each path so far."""

    def __init__(self, documents: Mapping[str, int]) -> None:
        self._documents = documents
        self._others: dict[str, int] = {}
        self._document = self._template = 0

    def of(self, told: Diagnostic | TemplateReview | None) -> bytes:
        """The key of a finding, of the vendor's answer about a template, which precedes its findings, or of what comes
        after all else. A finding in no template stands with the template after which it comes."""
        if told is None:
            return _KEY.pack(_LAST_DOCUMENT, _LAST_TEMPLATE, 255, 0)
        if isinstance(told, TemplateReview):
            return _KEY.pack(self._number(told.path), told.index, 0, 0)
        return self.of_finding(*report_place(told))

    def of_finding(self, path: str, index: int | None, severity: Severity, start: int) -> bytes:
        """The key of a finding at a place."""
        document = self._number(path)
        if index is not None:
            template = index
        elif document > self._document:
            template = 0
        else:
            template = self._template if document == self._document else _LAST_TEMPLATE
        if document >= self._document:
            self._document, self._template = document, template
        return _KEY.pack(document, template, 1 + SEVERITIES.index(severity), start)

    def _number(self, path: str) -> int:
        if path in self._documents:
            return self._documents[path]
        return _OTHERS + self._others.setdefault(path, len(self._others))  # settings


class OrderedTexts:
    """Texts about what is told, in its order."""

    def __init__(self, documents: Mapping[str, int]) -> None:
        self._order = ReportOrder(documents)
        self._spool = SortedSpool()

    def add(self, told: Diagnostic | TemplateReview | None, text: str) -> None:
        """Put a text aside."""
        self._spool.write(text, self._order.of(told))

    def add_finding(self, path: str, index: int | None, severity: Severity, start: int, text: str) -> None:
        """Put aside a text about a finding at a place."""
        self._spool.write(text, self._order.of_finding(path, index, severity, start))

    def read(self) -> Iterator[str]:
        """All texts, once."""
        return self._spool.texts()
