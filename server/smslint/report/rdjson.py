"""`--format rdjson`: Reviewdog's diagnostics, one JSON object, with fixes as suggestions.

Reviewdog counts columns in bytes of UTF-8. A suggestion is one range, so the edits of a fix are joined with the text
between them; a fix whose edits lie far apart is not offered. Related places are left out: Reviewdog refuses
a report with a field that its release does not know, and older ones do not know these. So are findings in the baseline.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TextIO

from smslint.core.severity import Severity
from smslint.core.text import Text, units
from smslint.io.escape import strict_json
from smslint.report.reporter import Reporter, ReportOptions
from smslint.workspace.diagnostic import Diagnostic, DiagnosticFix, Range, Summary

_SEVERITIES: Final[Mapping[Severity, str]] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}
_WIDEST: Final = 2000


class _Columns:
    """Columns in bytes, counted from the last one asked for, so that a long line is not read for each finding."""

    def __init__(self) -> None:
        self._text: Text | None = None
        self._line = self._offset = self._bytes = 0

    def position(self, text: Text, offset: int) -> dict[str, int]:
        """Line and column from 1."""
        line = text.line_of(offset)
        if text is not self._text or line != self._line:
            self._text, self._line, self._offset, self._bytes = text, line, text.line_start(line), 0
        if offset >= self._offset:
            self._bytes += units(text.value[self._offset : offset], "utf-8")
        else:
            self._bytes -= units(text.value[offset : self._offset], "utf-8")
        self._offset = offset
        return {"line": line + 1, "column": self._bytes + 1}


class RdjsonReport(Reporter):
    """A finding without a place in a text has a path only."""

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        super().__init__(out, options)
        self._columns = _Columns()

    def begin(self) -> None:
        source = strict_json({"name": "smslint"}, self.unicode)
        self._out.write(f'{{"source": {source},\n "diagnostics": [')

    def _write_finding(self, diagnostic: Diagnostic) -> None:
        found = diagnostic.finding
        code = {"value": found.rule.id, "url": diagnostic.url} if diagnostic.url else {"value": found.rule.id}
        message = found.message(self._language)
        item: dict[str, Any] = {
            "message": f"{diagnostic.cell}: {message}" if diagnostic.cell else message,
            "location": self._location(diagnostic, diagnostic.range),
            "severity": _SEVERITIES[found.severity],
            "code": code,
        }
        if suggestions := [made for fix in diagnostic.fixes if (made := self._suggestion(diagnostic, fix))]:
            item["suggestions"] = suggestions
        self._item(strict_json(item, self.unicode))

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        self._out.write("]}\n")

    def _location(self, diagnostic: Diagnostic, place: Range | None) -> dict[str, Any]:
        if diagnostic.text is None or place is None:
            return {"path": diagnostic.path}
        return {"path": diagnostic.path, "range": self._range(diagnostic.text, place.start, place.end)}

    def _range(self, text: Text, start: int, end: int) -> dict[str, dict[str, int]]:
        return {"start": self._columns.position(text, start), "end": self._columns.position(text, end)}

    def _suggestion(self, diagnostic: Diagnostic, fix: DiagnosticFix) -> dict[str, Any] | None:
        if diagnostic.text is None or not fix.edits:
            return None
        start, end = fix.edits[0].start, fix.edits[-1].end
        if end - start > _WIDEST:
            return None
        parts, done = [], start
        for edit in fix.edits:
            parts += [diagnostic.text.value[done : edit.start], edit.text]
            done = edit.end
        return {"range": self._range(diagnostic.text, start, end), "text": "".join(parts)}
