"""`--format csv`: a row a finding, for the spreadsheet of someone who goes through them.

A byte order mark leads, without which Excel in China reads the file as GBK, and no cell is a formula. Headings and
words are in the reader's language; programs read `json`. The columns of the tables that were checked follow. Findings
in the baseline are left out, and a template that the vendor rejected has a row even if nothing is found in it.
"""

from __future__ import annotations

import csv
from typing import Final, TextIO

from smslint.messages.report import COLUMNS
from smslint.report.closing import review_sentence
from smslint.report.in_order import ReportOrder
from smslint.report.reporter import Reporter, ReportOptions
from smslint.report.rows import Cells, RowSpool, finding_cells, gone_cells, review_cells
from smslint.workspace.diagnostic import Diagnostic, Summary, TemplateReview
from smslint.workspace.last_review import LastFinding

_OPTIONAL: Final = frozenset({"status", "reason", "since"})
"""The columns that are left out if no row has them."""


class CsvReport(Reporter):
    """The rows are put aside until all columns are known. Lines end as the stream ends them, so that a file on Windows
    has no empty rows."""

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        super().__init__(out, options)
        self._rows = RowSpool(COLUMNS, _OPTIONAL, options.language, options.raw_cells)
        self._rejected: TemplateReview | None = None
        self._order = ReportOrder(options.documents)

    def _write_finding(self, diagnostic: Diagnostic) -> None:
        template, rejected = diagnostic.template, self._rejected
        if rejected and template and (diagnostic.path, template.index) == (rejected.path, rejected.index):
            self._rejected = None
        self._tell_rejected()
        self._rows.add(
            finding_cells(diagnostic, self._language), template.others if template else {}, self._order.of(diagnostic)
        )

    def review(self, review: TemplateReview) -> None:
        self._tell_rejected()
        self._rejected = review if review.review.status == "rejected" else None

    def gone(self, found: LastFinding) -> None:
        self._tell_rejected()
        for _ in range(found.count):
            self._rows.add(gone_cells(found, self._language), {}, self._order.of(None))

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        self._tell_rejected()
        if self.unicode:
            self._out.write("\ufeff")
        columns, rows = self._rows.read()
        out = csv.writer(self._out, lineterminator="\n")
        out.writerow([heading for _, heading in columns])
        out.writerows(rows)

    def _tell_rejected(self) -> None:
        """A row for the template that the vendor rejected, if no finding has told of it."""
        review, self._rejected = self._rejected, None
        if review is not None:
            told = review_sentence(review, self._language)
            answer = review_cells(review.review, self._language)
            cells: Cells = {"path": review.path, "code": review.review.code, "message": told, **answer}
            self._rows.add(cells, {}, self._order.of(review))
