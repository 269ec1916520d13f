"""`--format json`: one object, version 1 of the contract, its findings written as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from smslint.io.escape import json_text
from smslint.io.writer import Spool
from smslint.report import records
from smslint.report.reporter import Reporter, ReportOptions
from smslint.workspace.diagnostic import Diagnostic, Summary, TemplateReview

if TYPE_CHECKING:
    from smslint.workspace.last_review import LastFinding


class JsonReport(Reporter):
    """Reviews stand after all findings, so they are put aside until then."""

    renders_apart = True
    shows_baselined = True
    shows_suppressed = True

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        super().__init__(out, options)
        self._reviews = Spool()
        self._reviews_between = "\n"
        self._gone: list[str] = []

    def begin(self) -> None:
        tool = self._text(records.tool(self.options.version))
        self._out.write(f'{{"version": {records.VERSION}, "tool": {tool},\n "findings": [')

    def rendered(self, diagnostic: Diagnostic) -> str:
        return self._text(records.finding(diagnostic, self._language))

    def write_rendered(self, rendered: str) -> None:
        self._item(rendered)

    def review(self, review: TemplateReview) -> None:
        self._reviews.write(self._reviews_between + "  " + self._text(records.review(review)))
        self._reviews_between = ",\n"

    def gone(self, found: LastFinding) -> None:
        self._gone.append(self._text(records.gone_finding(found)))

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        self._out.write('],\n "reviews": [')
        self._reviews.copy_to(self._out)
        if self._gone:
            self._out.write('],\n "gone": [\n  ' + ",\n  ".join(self._gone))
        self._out.write(f'],\n "summary": {self._text(records.summary(summary))}}}\n')

    def _text(self, value: object) -> str:
        return json_text(value, self.unicode)
