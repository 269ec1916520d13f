"""`--format xlsx`: a workbook with a row a finding, a row a template and a row a rule.

Cells are texts and numbers and never formulas, with the columns of the tables that were checked. The rows are put
aside until all columns are known, and the workbook is written row by row, so that memory stays bounded. Findings in the
baseline are left out.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count, islice
from typing import TYPE_CHECKING, Any, Final, TextIO

from smslint.core.severity import SEVERITIES
from smslint.messages import Language
from smslint.messages import report as messages
from smslint.report.in_order import ReportOrder
from smslint.report.numbers import TemplateNumbers
from smslint.report.reporter import Reporter, ReportOptions, rule_text
from smslint.report.rows import Cells, RowSpool, finding_cells, gone_cells, review_cells, type_name
from smslint.workspace.diagnostic import Diagnostic, Summary, TemplateOutline

if TYPE_CHECKING:
    from smslint.workspace.last_review import LastFinding

_ROWS: Final = 1_000_000
"""How many rows a sheet gets; Excel has 1,048,576."""
_OPTIONAL: Final = frozenset(
    {"cell", "line", "column", "code", "signature", "fix", "status", "reason", "since", "cost"}
)
"""The columns that are left out if no row has them."""
_WIDE: Final = frozenset({"message", "advice", "why", "content", "title", "fix"})
_WIDTHS: Final = {"path": 24, "place": 24, "name": 20, "rule": 26, "reason": 30, "line": 7, "column": 7}
"""In characters."""
_NEVER: Final = datetime(1980, 1, 1)
"""Equal runs write equal bytes."""


class XlsxReport(Reporter):
    """Needs an output of bytes: `out` has a `buffer`, and nothing else is written to it."""

    def __init__(self, out: TextIO, options: ReportOptions) -> None:
        super().__init__(out, options)
        language, raw = options.language, options.raw_cells
        self._findings = RowSpool(messages.COLUMNS, _OPTIONAL, language, raw)
        self._templates = RowSpool(messages.TEMPLATE_COLUMNS, _OPTIONAL, language, raw)
        self._rules: dict[str, _RuleCounts] = {}
        self._numbers = TemplateNumbers()
        self._order = ReportOrder(options.documents)
        self._counts = [array("L") for _ in SEVERITIES]

    def template(self, outline: TemplateOutline) -> None:
        identity, language = outline.identity, self._language
        self._numbers.add(outline)
        for counts in self._counts:
            counts.append(0)
        shortest, longest, price = outline.shortest.count, outline.longest.count, outline.price
        cells: Cells = {
            "place": outline.place,
            "code": identity.code,
            "name": identity.name,
            "type": type_name(identity.type, identity.type_inferred, language),
            "signature": identity.signature,
            "shortest": shortest.length,
            "longest": longest.length,
            "fewest": shortest.segments,
            "most": longest.segments,
            "cost": None if price is None else round(price * longest.segments, 4),
            "content": outline.content,
            **review_cells(identity.review, language),
        }
        self._templates.add(cells, identity.others)

    def _write_finding(self, diagnostic: Diagnostic) -> None:
        template, finding = diagnostic.template, diagnostic.finding
        others = template.others if template else {}
        self._findings.add(finding_cells(diagnostic, self._language), others, self._order.of(diagnostic))
        number = self._numbers.of(diagnostic)
        if number is not None:
            self._counts[SEVERITIES.index(finding.severity)][number] += 1
        self._rules.setdefault(finding.rule.id, _RuleCounts(diagnostic)).add(diagnostic)

    def gone(self, found: LastFinding) -> None:
        for _ in range(found.count):
            self._findings.add(gone_cells(found, self._language), {}, self._order.of(None))

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        from xlsxwriter import Workbook

        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(self._out.buffer, options) as book:
            book.set_properties({"created": _NEVER, "title": messages.TITLE.text(self._language)})
            sheets = _Sheets(book)
            told = messages.SHEETS
            sheets.write(told["findings"].text(self._language), *self._findings.read())
            sheets.write(told["templates"].text(self._language), *self._templates.read(self._count))
            sheets.write(told["rules"].text(self._language), *self._by_rule().read())

    def _count(self, number: int, cells: Cells) -> None:
        """Adds to the cells of a template what was found in it."""
        found = [counts[number] for counts in self._counts]
        worst = next((severity for severity, count in zip(SEVERITIES, found, strict=True) if count), None)
        cells["worst"] = messages.SEVERITY[worst].text(self._language) if worst else None
        cells.update(zip(SEVERITIES, found, strict=True))

    def _by_rule(self) -> RowSpool:
        made = RowSpool(messages.RULE_COLUMNS, _OPTIONAL, self._language, self.options.raw_cells)
        for _, counted in sorted(self._rules.items(), key=lambda item: (-item[1].templates, item[0])):
            made.add(counted.cells(self._language), {})
        return made


class _RuleCounts:
    """How often a rule spoke, and in how many templates: its findings in one follow each other."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self._diagnostic = diagnostic
        self.findings = self.templates = 0
        self._last: object = None

    def add(self, diagnostic: Diagnostic) -> None:
        template = diagnostic.path, diagnostic.template.index if diagnostic.template else None
        self.findings += 1
        self.templates += template != self._last
        self._last = template

    def cells(self, language: Language) -> Cells:
        rule = self._diagnostic.finding.rule
        why, remedy = rule_text(self._diagnostic, "why"), rule_text(self._diagnostic, "remedy")
        return {
            "rule": rule.id,
            "severity": messages.SEVERITY[self._diagnostic.finding.severity].text(language),
            "title": rule.title.text(language),
            "templates": self.templates,
            "count": self.findings,
            "why": why and why.text(language),
            "advice": remedy and remedy.text(language),
        }


class _Sheets:
    """Writes sheets: headings that stay in sight, filters, and columns of a width that suits them."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bg_color": "#E8ECF2", "bottom": 1, "valign": "top"})
        self._cell = book.add_format({"valign": "top"})
        self._text = book.add_format({"valign": "top", "text_wrap": True})

    def write(
        self, title: str, columns: Sequence[tuple[str, str]], rows: Iterator[Sequence[str | int | float]]
    ) -> None:
        """Write a sheet, and more of them if there are many rows."""
        for number in count(1):
            sheet = self._book.add_worksheet(title if number == 1 else f"{title} {number}")
            sheet.freeze_panes(1, 0)
            for at, (name, heading) in enumerate(columns):
                wide = name in _WIDE
                sheet.set_column(at, at, 48 if wide else _WIDTHS.get(name, 14), self._text if wide else self._cell)
                sheet.write_string(0, at, heading, self._head)
            last = 0
            for last, row in enumerate(islice(rows, _ROWS), 1):
                for at, value in enumerate(row):
                    if isinstance(value, str):
                        if value:
                            sheet.write_string(last, at, value)
                    else:
                        sheet.write_number(last, at, value)
            sheet.autofilter(0, 0, last, len(columns) - 1)
            if last < _ROWS:
                return
