"""`--format checkstyle`: Checkstyle's XML, which many build servers read; written as findings come.

A file's findings follow one another, so a `file` element is opened where the path changes. Findings in the baseline
are left out.
"""

from __future__ import annotations

from smslint.io.escape import xml_attributes
from smslint.report.reporter import Reporter, line_and_column
from smslint.workspace.diagnostic import Diagnostic, Summary


class CheckstyleReport(Reporter):
    """A finding without a place in a text has neither line nor column."""

    _path: str | None = None

    def begin(self) -> None:
        version = xml_attributes(self.unicode, version=self.options.version)
        self._out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle{version}>\n')

    def _write_finding(self, diagnostic: Diagnostic) -> None:
        if diagnostic.path != self._path:
            self._close()
            self._path = diagnostic.path
            self._out.write(f"  <file{xml_attributes(self.unicode, name=diagnostic.path)}>\n")
        found = diagnostic.finding
        line, column = line_and_column(diagnostic) or (None, None)
        message = found.message(self._language)
        values = xml_attributes(
            self.unicode,
            line=line,
            column=column,
            severity=found.severity,
            message=f"{diagnostic.cell}: {message}" if diagnostic.cell else message,
            source=f"smslint.{found.rule.category}.{found.rule.id}",
        )
        self._out.write(f"    <error{values}/>\n")

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        self._close()
        self._out.write("</checkstyle>\n")

    def _close(self) -> None:
        if self._path is not None:
            self._out.write("  </file>\n")
