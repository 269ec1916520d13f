"""The rows of spreadsheets: a finding as cells, in words of the reader's language, with the columns of its table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from smslint.core.template import Review, TemplateType
from smslint.io.escape import LONGEST_CELL, glyph, spreadsheet_cell
from smslint.io.writer import SortedSpool
from smslint.messages import Bilingual, Language
from smslint.messages.page import STATUSES
from smslint.messages.report import FIX, GONE, INFERRED_TYPE, LABELLED, SEVERITY, SINCE_WORDS
from smslint.messages.template import TYPE_NAMES
from smslint.report.reporter import line_and_column, marked_text, rule_text
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.last_review import LastFinding

Cells: TypeAlias = "dict[str, str | int | float | None]"
"""Cells by the names of their columns."""
OTHERS: Final = 100
"""How many columns of the tables are taken over: records may have any keys."""


def finding_cells(diagnostic: Diagnostic, language: Language) -> Cells:
    """A finding."""
    found, template = diagnostic.finding, diagnostic.template
    line, column = line_and_column(diagnostic) or (None, None)
    advice = rule_text(diagnostic, "remedy")
    fixes = (LABELLED.text(language, label=FIX[fix.safety], text=fix.title.text(language)) for fix in diagnostic.fixes)
    return {
        "path": diagnostic.path,
        "line": line,
        "column": column,
        "cell": diagnostic.cell,
        "code": template.code if template else None,
        "name": template.name if template else None,
        "type": type_name(template.type, template.type_inferred, language) if template else None,
        "signature": template.signature if template else None,
        "rule": found.rule.id,
        "severity": SEVERITY[found.severity].text(language),
        "message": found.message(language),
        "advice": advice and advice.text(language),
        "fix": "\n".join(fixes),
        "marked": marked_text(diagnostic),
        "content": diagnostic.content,
        **review_cells(template.review if template else None, language),
        "since": SINCE_WORDS[diagnostic.since].text(language) if diagnostic.since else None,
    }


def gone_cells(found: LastFinding, language: Language) -> Cells:
    """A finding of the last review that is no longer there."""
    severity = SEVERITY[found.severity].text(language) if found.severity else None
    return {
        "path": found.path,
        "name": found.template,
        "rule": found.rule,
        "severity": severity,
        "message": found.message,
        "since": GONE.text(language),
    }


def review_cells(review: Review | None, language: Language) -> Cells:
    """The vendor's answer about a template."""
    return {
        "status": STATUSES[review.status].text(language) if review else None,
        "reason": review.reason if review else None,
    }


def type_name(kind: TemplateType | None, inferred: bool, language: Language) -> str | None:
    """A type of templates, and whether it was inferred."""
    if kind is None:
        return None
    name = TYPE_NAMES[kind].text(language)
    return INFERRED_TYPE.text(language, type=name) if inferred else name


def cell_text(text: str, raw: bool) -> str:
    """A text that fits a cell, its tabs as blanks, and no formula unless `raw`."""
    text = text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + "..."
    return spreadsheet_cell(text, raw).replace("\t", glyph("\t"))


class RowSpool:
    """Rows that wait for the end of the run, when all columns are known.

    `columns` are the headings of the report's own columns by name. Those without any cell are left out if they are
    `optional`.
    """

    def __init__(
        self, columns: Mapping[str, Bilingual], optional: frozenset[str], language: Language, raw: bool
    ) -> None:
        self._columns = columns
        self._optional = optional
        self._language = language
        self._raw = raw
        self._rows = SortedSpool()
        self._others: dict[str, None] = {}
        self._used: set[str] = set()

    def add(self, cells: Cells, others: Mapping[str, str], key: bytes = b"") -> None:
        """Add a row; `others` are the cells of the table that it comes from, by heading. Rows are sorted by `key`."""
        for name in others:
            if len(self._others) < OTHERS:
                self._others.setdefault(name)
        self._used |= {name for name in self._optional if cells.get(name)}
        kept = {name: value for name, value in others.items() if value and name in self._others}
        self._rows.write(json.dumps([cells, kept]), key)

    def read(
        self, update: Callable[[int, Cells], None] | None = None
    ) -> tuple[list[tuple[str, str]], Iterator[list[str | int | float]]]:
        """The columns, each with its name and its heading, and the rows, once; texts are made safe.

        `update` gets the number and the cells of each row before it is given.
        """
        columns = [name for name in self._columns if name not in self._optional or name in self._used]
        headings = [(name, self._columns[name].text(self._language)) for name in columns]
        return [*headings, *(("", cell_text(name, self._raw)) for name in self._others)], self._read(columns, update)

    def _read(
        self, columns: list[str], update: Callable[[int, Cells], None] | None
    ) -> Iterator[list[str | int | float]]:
        for number, line in enumerate(self._rows.texts()):
            cells, others = json.loads(line)
            if update is not None:
                update(number, cells)
            yield [
                *(self._safe(cells.get(name)) for name in columns),
                *(self._safe(others.get(name)) for name in self._others),
            ]

    def _safe(self, value: str | int | float | None) -> str | int | float:
        return cell_text(value or "", self._raw) if value is None or isinstance(value, str) else value
