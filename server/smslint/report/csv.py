"""`--format csv`: a row a finding, for the spreadsheet of someone who goes through them.

A byte order mark leads, without which Excel in China reads the file as GBK, and no cell is a formula. Headings and
words are in the reader's language; programs read `json`. Findings in the baseline are left out.
"""

from __future__ import annotations

import csv
from typing import TextIO

from smslint.io.escape import LONGEST_CELL, glyph, spreadsheet_cell
from smslint.messages.report import COLUMNS, INFERRED_TYPE, SEVERITY
from smslint.messages.template import TYPE_NAMES
from smslint.report.reporter import Reporter, ReportOptions, line_and_column, marked_text
from smslint.workspace.diagnostic import Diagnostic


class CsvReport(Reporter):
    """Lines end as the stream ends them, so that a file on Windows has no empty rows."""

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        super().__init__(out, options)
        self._rows = csv.writer(out, lineterminator="\n")

    def begin(self) -> None:
        if self._unicode:
            self._out.write("\ufeff")
        self._rows.writerow(heading.text(self._language) for heading in COLUMNS.values())

    def _write_finding(self, diagnostic: Diagnostic) -> None:
        found, template = diagnostic.finding, diagnostic.template
        line, column = line_and_column(diagnostic) or ("", "")
        texts = (
            diagnostic.cell,
            template and template.code,
            template and template.name,
            self._type(diagnostic),
            found.rule.id,
            SEVERITY[found.severity].text(self._language),
            found.message(self._language),
            marked_text(diagnostic),
            diagnostic.content,
        )
        self._rows.writerow((self._cell(diagnostic.path), line, column, *(self._cell(text or "") for text in texts)))

    def _cell(self, text: str) -> str:
        """A text that fits a cell, its tabs as blanks."""
        text = text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + "..."
        return spreadsheet_cell(text, self._options.raw_cells).replace("\t", glyph("\t"))

    def _type(self, diagnostic: Diagnostic) -> str:
        template = diagnostic.template
        if template is None or template.type is None:
            return ""
        name = TYPE_NAMES[template.type].text(self._language)
        return INFERRED_TYPE.text(self._language, type=name) if template.type_inferred else name
