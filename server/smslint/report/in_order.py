"""The order of a report: documents as they were read, their templates, and in each the worst first, then by place.

Findings of rules about whole runs come after all others. Formats that people read put everything aside until the end,
so that these stand with their template, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from struct import Struct
from typing import Final

from smslint.core.severity import SEVERITIES
from smslint.io.writer import SortedSpool
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
        document = self._documents.get(told.path, 0)
        if told.path not in self._documents:  # settings
            document = _OTHERS + self._others.setdefault(told.path, len(self._others))
        if isinstance(told, TemplateReview):
            return _KEY.pack(document, told.index, 0, 0)
        if told.template is not None:
            template = told.template.index
        elif document > self._document:
            template = 0
        else:
            template = self._template if document == self._document else _LAST_TEMPLATE
        if document >= self._document:
            self._document, self._template = document, template
        start = told.range.start if told.range is not None else 0
        return _KEY.pack(document, template, 1 + SEVERITIES.index(told.finding.severity), start)


class OrderedTexts:
    """Texts about what is told, in its order."""

    def __init__(self, documents: Mapping[str, int]) -> None:
        self._order = ReportOrder(documents)
        self._spool = SortedSpool()

    def add(self, told: Diagnostic | TemplateReview | None, text: str) -> None:
        """Put a text aside."""
        self._spool.write(text, self._order.of(told))

    def read(self) -> Iterator[str]:
        """All texts, once."""
        return self._spool.texts()
