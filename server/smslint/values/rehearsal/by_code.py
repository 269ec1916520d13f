"""The column TemplateCode: which rows of a table are sent with which template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from smslint.core.severity import Severity
from smslint.messages import Bilingual, Language
from smslint.messages import recipients as messages
from smslint.values.rehearsal.batch_checker import BatchIssues
from smslint.values.rehearsal.row_counts import SAMPLES, CauseKey, RowCounts
from smslint.values.rehearsal.send_plan import SendPlan
from smslint.values.tables.batch import Batch, constant

if TYPE_CHECKING:
    import polars

_ERROR: Final = "isv.SMS_TEMPLATE_ILLEGAL"
_CODE: Final = re.compile(r"(?:DIGITAL_)?SMS_[0-9]+")


class CodeSplitter:
    """Divides batches among templates by the codes of a column; without one, all rows belong to the only template."""

    def __init__(
        self, plans: Sequence[SendPlan], column: int | None, headings: Sequence[str], language: Language | None
    ) -> None:
        self._column = column
        self._heading = "" if column is None else headings[column]
        self._language = language
        self._several = len(plans) > 1
        codes = [plan.analysis.template.code or "" for plan in plans]
        self._numbers = {code: number for number, code in enumerate(codes) if code}

    def parts(self, batch: Batch, counts: RowCounts) -> Iterator[tuple[int, Batch, BatchIssues | None]]:
        """The rows of each template, by its number; rows of none come with what is wrong with them.

        Rows of other templates than the only one are added to the `others` of `counts`.
        """
        if self._column is None or not batch.frame.height:
            yield 0, batch, None
            return
        cells = batch.frame.get_column(str(self._column))
        same = constant(cells)
        if same is not None and self._numbers.get(same.strip(), len(self._numbers)) == 0:
            yield 0, batch, None
            return
        cells = cells.fill_null("").str.strip_chars()
        names = [same.strip()] if same is not None else cells.unique(maintain_order=True).to_list()
        own: dict[int, list[str]] = {}
        for code in names:
            number = self._numbers.get(code)
            fault = self._fault(code)
            if number is None and fault is None and (not self._several and not self._numbers):
                number = 0  # a template without a code: which rows are its own is not known
                counts.others[code] += 0
            if number is not None:
                own.setdefault(number, []).append(code)
            elif fault is not None:
                yield 0, *self._refused(batch, cells, code, *fault)
            else:
                counts.others[code] += int((cells == code).sum())
        for number, codes in own.items():
            is_all = len(codes) == len(names)
            yield number, batch if is_all else batch.taken(cells.is_in(codes).arg_true()), None

    def _fault(self, code: str) -> tuple[Severity, str, Bilingual] | None:
        """Why rows with a code are not sent, or not checked."""
        if not code:
            return "error", "code-missing", messages.NO_CODE
        if not _CODE.fullmatch(code):
            return "error", "code-format", messages.BAD_CODE.fill(code=code)
        if self._several and code not in self._numbers:
            return "warning", "code-unknown", messages.UNKNOWN_CODE.fill(code=code)
        return None

    def _refused(
        self, batch: Batch, cells: polars.Series, code: str, severity: Severity, reason: str, text: Bilingual
    ) -> tuple[Batch, BatchIssues]:
        import polars

        part = batch.taken((cells == code).arg_true())
        issues = BatchIssues(part, self._language)
        indexes = polars.int_range(part.frame.height, dtype=polars.UInt32, eager=True)
        told = text.text(self._language) if self._language else None
        issues.add(CauseKey(severity, _ERROR, reason, self._heading, ""), indexes, [(code, text)] * SAMPLES, told)
        rows = part.frame.height
        issues.counts.rows = rows
        issues.counts.refused, issues.counts.doubtful = (rows, 0) if severity == "error" else (0, rows)
        return part, issues
