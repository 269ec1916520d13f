"""`--format jsonl`: one object a line, as soon as it is known; the objects are those of `--format json`.

`kind` says what a line is: `finding`, `review`, `gone`, or, on the last line, `summary`, which carries `version` and
`tool` too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smslint.io.escape import json_text
from smslint.report import records
from smslint.report.reporter import Reporter
from smslint.workspace.diagnostic import Diagnostic, Summary, TemplateReview

if TYPE_CHECKING:
    from smslint.workspace.last_review import LastFinding


class JsonlReport(Reporter):
    """A run without its last line was cut off."""

    renders_apart = True
    shows_baselined = True
    shows_suppressed = True

    def rendered(self, diagnostic: Diagnostic) -> str:
        return json_text({"kind": "finding", **records.finding(diagnostic, self._language)}, self.unicode)

    def write_rendered(self, rendered: str) -> None:
        self._out.write(rendered + "\n")

    def review(self, review: TemplateReview) -> None:
        self._line({"kind": "review", **records.review(review)})

    def gone(self, found: LastFinding) -> None:
        self._line({"kind": "gone", **records.gone_finding(found)})

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        start = {"kind": "summary", "version": records.VERSION, "tool": records.tool(self.options.version)}
        self._line({**start, **records.summary(summary)})

    def _line(self, value: object) -> None:
        self._out.write(json_text(value, self.unicode) + "\n")
