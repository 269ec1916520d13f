"""`--format github`: workflow commands, which GitHub Actions shows beside the lines of a change.

Properties and data are escaped as the runner's toolkit does it. Findings in the baseline are left out; refusals by
the vendor are notices.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.core.severity import Severity
from smslint.io.escape import guarded, visible
from smslint.report.closing import review_sentence
from smslint.report.rejections import remedy_sentence
from smslint.report.reporter import Reporter
from smslint.workspace.diagnostic import Diagnostic, TemplateReview

_COMMANDS: Final[Mapping[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}
_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


class GithubReport(Reporter):
    """A command a line."""

    def _write_finding(self, diagnostic: Diagnostic) -> None:
        found = diagnostic.finding
        place: dict[str, object] = {"file": guarded(diagnostic.path)}
        if diagnostic.text is not None and diagnostic.range is not None:
            line, column = diagnostic.text.position(diagnostic.range.start)
            end_line, end_column = diagnostic.text.position(max(diagnostic.range.end - 1, diagnostic.range.start))
            place |= {"line": line + 1, "endLine": end_line + 1}
            if line == end_line:  # columns together with several lines are refused
                place |= {"col": column + 1, "endColumn": end_column + 1}
        place["title"] = found.rule.id
        message = found.message(self._language)
        where = f"{diagnostic.cell}: " if diagnostic.cell else ""
        self._command(_COMMANDS[found.severity], place, where + message)

    def review(self, review: TemplateReview) -> None:
        if review.review.status == "rejected":
            remedy = remedy_sentence(review, self._language)
            sentence = review_sentence(review, self._language)
            self._command("notice", {"file": guarded(review.path)}, f"{sentence}\n{remedy}" if remedy else sentence)

    def _command(self, command: str, place: Mapping[str, object], message: str) -> None:
        properties = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in place.items())
        self._out.write(f"::{command} {properties}::{visible(message).translate(_DATA)}\n")
