"""`--format gitlab`: a Code Quality report, one JSON array, written as findings come.

GitLab tells new findings from old ones by the fingerprint, which counts no lines. Findings in the baseline are left
out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from smslint.core.severity import Severity
from smslint.io.escape import strict_json
from smslint.report.reporter import Reporter
from smslint.workspace.diagnostic import Diagnostic, Summary

_SEVERITIES: Final[Mapping[Severity, str]] = {"error": "major", "warning": "minor", "info": "info"}


class GitlabReport(Reporter):
    """A finding without a place in a text stands at line 1, since GitLab demands a line."""

    def begin(self) -> None:
        self._out.write("[")

    def _write_finding(self, diagnostic: Diagnostic) -> None:
        found = diagnostic.finding
        issue = {
            "description": found.message(self._language),
            "check_name": found.rule.id,
            "fingerprint": diagnostic.fingerprint,
            "severity": _SEVERITIES[found.severity],
            "location": {"path": diagnostic.path, "lines": _lines(diagnostic)},
        }
        self._item(strict_json(issue, self.unicode))

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        self._out.write("\n]\n" if self._between != "\n" else "]\n")


def _lines(diagnostic: Diagnostic) -> dict[str, int]:
    if diagnostic.text is None or diagnostic.range is None:
        return {"begin": 1, "end": 1}
    start, end = diagnostic.range
    return {"begin": diagnostic.text.line_of(start) + 1, "end": diagnostic.text.line_of(max(start, end - 1)) + 1}
