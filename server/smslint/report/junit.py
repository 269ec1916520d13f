"""`--format junit`: JUnit's XML as Jenkins' schema (junit-10.xsd) has it: a test case a finding.

A finding that fails the run is a failure, a lesser one passes with its message as output, one in the baseline is
skipped; so the report and the exit code agree. Where nothing is found, one test case says so, because an empty
suite is an error to some readers.
"""

from __future__ import annotations

from typing import TextIO

from smslint.io.escape import xml_attributes, xml_text
from smslint.io.writer import Spool
from smslint.messages.report import ALL_CHECKED, IN_BASELINE
from smslint.report.closing import counts_sentence
from smslint.report.reporter import Reporter, ReportOptions, address, marked_text
from smslint.workspace.diagnostic import Diagnostic, Summary


class JunitReport(Reporter):
    """The counts stand before the cases, so the cases are put aside until the end."""

    shows_baselined = True

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        super().__init__(out, options)
        self._cases = Spool()
        self._tests = self._failures = self._skipped = 0

    def begin(self) -> None:
        self._out.write('<?xml version="1.0" encoding="UTF-8"?>\n')

    def _write_finding(self, diagnostic: Diagnostic) -> None:
        found, language = diagnostic.finding, self._language
        where = address(diagnostic)
        self._case(f"{found.rule.id} {where.removeprefix(diagnostic.path).lstrip(':')}".rstrip(), diagnostic.path)
        message = found.message(language)
        text = f"{where} {found.severity} {message}\n{marked_text(diagnostic)}".rstrip()
        if diagnostic.baselined:
            self._skipped += 1
            reason = xml_attributes(self.unicode, message=IN_BASELINE.text(language))
            self._cases.write(f"      <skipped{reason}/>\n")
        elif self.options.fails(found.severity):
            self._failures += 1
            kind = xml_attributes(self.unicode, type=found.rule.id, message=message)
            self._cases.write(f"      <failure{kind}>{xml_text(text, self.unicode)}</failure>\n")
        else:
            self._cases.write(f"      <system-out>{xml_text(text, self.unicode)}</system-out>\n")
        self._cases.write("    </testcase>\n")

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        if not self._tests:
            self._case(ALL_CHECKED.text(self._language), "smslint")
            text = xml_text(counts_sentence(summary, self._language), self.unicode)
            self._cases.write(f"      <system-out>{text}</system-out>\n    </testcase>\n")
        counts = xml_attributes(self.unicode, name="smslint", tests=self._tests, failures=self._failures, errors=0)
        skipped = xml_attributes(self.unicode, skipped=self._skipped)
        self._out.write(f"<testsuites{counts}>\n  <testsuite{counts}{skipped}>\n")
        self._cases.copy_to(self._out)
        self._out.write("  </testsuite>\n</testsuites>\n")

    def _case(self, name: str, path: str) -> None:
        self._tests += 1
        self._cases.write(f"    <testcase{xml_attributes(self.unicode, name=name, classname=path)}>\n")
