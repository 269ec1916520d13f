"""`--format concise`: a line a finding, `path:line:column severity rule message`, for grep and for editors.

Severity and rule are the settings' own words in either language. Findings in the baseline are only counted.
"""

from __future__ import annotations

from typing import TextIO

from smslint.messages.report import INFERRED
from smslint.messages.template import TYPE_NAMES
from smslint.report.closing import FindingCounts, review_sentence, write_closing
from smslint.report.escape import visible
from smslint.report.paint import Painter
from smslint.report.reporter import ReportOptions, address, inferred_type
from smslint.workspace.diagnostic import Diagnostic, Summary, TemplateReview


class ConciseReport:
    """Everything but the closing sentences is written as it comes."""

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        self._out = out
        self._options = options
        self._paint = Painter(options.color)
        self._tally = FindingCounts()

    def begin(self) -> None:
        """Nothing stands before the first line."""

    def finding(self, diagnostic: Diagnostic) -> None:
        if diagnostic.baselined:
            return
        self._tally.add(diagnostic)
        self._out.write(headline(diagnostic, self._options, self._paint) + "\n")

    def review(self, diagnostic: TemplateReview) -> None:
        self._out.write(review_sentence(diagnostic, self._options.language) + "\n")

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        write_closing(self._out, summary, self._tally, self._options)


def headline(diagnostic: Diagnostic, options: ReportOptions, paint: Painter) -> str:
    """A finding on one line; one that stands on a type which the document does not give says so."""
    found = diagnostic.finding
    severity = paint.severity(found.severity, found.severity)
    message = visible(found.message(options.language))
    kind = inferred_type(diagnostic)
    read_as = INFERRED.text(options.language, type=TYPE_NAMES[kind]) if kind else ""
    return f"{paint.strong(visible(address(diagnostic)))} {severity} {paint.strong(found.rule.id)} {message}{read_as}"
