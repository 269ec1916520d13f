"""The table with every repair made that is sure: the same columns, and all rows that could be read."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Self

from smslint.io.writer import StagingFolder
from smslint.messages import rehearse as messages
from smslint.values.rehearsal.batch_checker import BatchIssues
from smslint.values.rehearsal.parameters import variable_of
from smslint.values.tables.batch import Batch, InputError
from smslint.values.tables.parquet import to_json
from smslint.values.tables.place import TextForm

if TYPE_CHECKING:
    import polars

ENDINGS: Final = (".csv", ".tsv", ".jsonl", ".ndjson", ".parquet", ".xlsx")
_IN_PARTS: Final = frozenset({".parquet", ".xlsx"})
_MOST_ROWS: Final = 1_048_575
"""The rows of a sheet without its headings."""
_LONGEST_CELL: Final = 32_767
"""The characters of a cell of a workbook."""
_NEVER: Final = datetime(1980, 1, 1)
"""Equal tables are equal files."""
_MARK: Final = b"\xef\xbb\xbf"


class RepairedTableWriter:
    """Writes the table of recipients again, batch by batch; the file appears if the `with` block succeeds.

    `repaired` counts the cells by column, `left_out` the rows that could not be read. Cells stay as they are, also
    those that a spreadsheet would take for a formula (+86…), since this table is sent; so do arrays of SendBatchSms.
    All cells of a workbook are texts, which no spreadsheet changes or takes for a formula.
    """

    def __init__(self, path: Path, table: str) -> None:
        self.path = path
        self.repaired: Counter[str] = Counter()
        self.written = self.left_out = self.other_names = 0
        self._kind = path.suffix.lower()
        self._folder = StagingFolder(path, table)
        self._headings: Sequence[str] = ()
        self._sheet: str | None = None
        self._parts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._folder.discard()

    def begin(self, headings: Sequence[str], form: TextForm) -> None:
        """Begin a table with these headings; what was written before is forgotten."""
        self.repaired.clear()
        self.written = self.left_out = self._parts = 0
        self._headings, self._sheet = headings, form.sheet
        for part in self._folder.path.iterdir():
            part.unlink()
        if self._kind not in _IN_PARTS:
            with self._folder.writing(), self._folder.append("rows") as file:
                if self._kind in (".csv", ".tsv"):
                    out = io.StringIO()
                    csv.writer(out, delimiter=self._delimiter(form), lineterminator=form.line_end).writerow(headings)
                    file.write((_MARK if form.marked else b"") + out.getvalue().encode(form.encoding, "replace"))

    def write(self, parts: Sequence[tuple[Batch, BatchIssues]], form: TextForm) -> None:
        """Write the rows of a batch, which may be divided among templates."""
        import polars

        frames = [self._repaired(batch, issues) for batch, issues in parts if batch.frame.height]
        if not frames:
            return
        whole = (
            polars.concat(frames).sort("row", maintain_order=True).drop("row") if frames[1:] else frames[0].drop("row")
        )
        self.written += whole.height
        with self._folder.writing():
            if self._kind in _IN_PARTS:
                whole.write_parquet(self._folder.path / f"{self._parts:020}")
                self._parts += 1
                return
            with self._folder.append("rows") as file:
                if self._kind in (".csv", ".tsv"):
                    text = whole.write_csv(
                        include_header=False,
                        separator=self._delimiter(form),
                        null_value="",
                        line_terminator=form.line_end,
                    )
                else:
                    text = "".join(f"{line}\n" for line in whole.get_column("line"))
                file.write(text.encode(form.encoding, "replace"))

    def _delimiter(self, form: TextForm) -> str:
        return "\t" if self._kind == ".tsv" else form.delimiter

    def _repaired(self, batch: Batch, issues: BatchIssues) -> polars.DataFrame:
        """The rows that could be read, with their repairs and their numbers in `row`."""
        import polars

        columns = {series.name: series for series in batch.frame.iter_columns()}
        typed = {place: dict(values) for place, values in batch.typed.items()}
        mended: set[int] = set()
        inside: dict[int, dict[str, str]] = {}
        for place, frames in issues.repairs.items() if issues.origins is None else ():
            name = variable_of(place)
            for found in frames:
                indexes, repairs = found.get_column("index"), found.get_column("repair")
                self.repaired[str(found.get_column("column")[0])] += found.height
                if name is not None:
                    for index, repair in zip(indexes, repairs, strict=True):
                        inside.setdefault(index, {})[name] = repair
                    continue
                columns[place] = columns[place].scatter(indexes, repairs)
                for index in indexes if place in typed or place == issues.parameters else ():
                    typed.get(place, {}).pop(index, None)
                    mended.add(index)
        if inside and issues.parameters is not None:
            _change_json(columns, typed, issues.parameters, inside)
        rows = batch.rows or range(batch.first, batch.first + batch.frame.height)
        frame = self._shaped(columns, typed).with_columns(polars.Series("row", list(rows), dtype=polars.Int64))
        lost = [index for index in issues.unusable if index not in mended] if issues.origins is None else []
        self.left_out += len(lost)
        if not lost:
            return frame
        return frame.filter(~polars.int_range(frame.height, eager=True).is_in(lost))

    def _shaped(
        self, columns: Mapping[str, polars.Series], typed: Mapping[str, Mapping[int, object]]
    ) -> polars.DataFrame:
        """The rows as text; as lines of JSON, whose values keep their types."""
        import polars

        if self._kind in (".jsonl", ".ndjson"):
            cells: dict[str, list[Any]] = {}
            for place, series in columns.items():
                cells[self._headings[int(place)]] = column = series.to_list()
                for index, value in typed.get(place, {}).items():
                    column[index] = value
            lines = [
                json.dumps(
                    {name: value for name, value in zip(cells, row, strict=True) if value is not None},
                    ensure_ascii=False,
                )
                for row in zip(*cells.values(), strict=True)
            ]
            return polars.DataFrame({"line": lines}, schema={"line": polars.String})
        made: dict[str, polars.Series] = {}
        for place, series in columns.items():
            values = typed.get(place, {})
            if values:
                series = series.scatter([*values], [to_json(value) for value in values.values()])
            name = self._headings[int(place)] or f"column_{int(place) + 1}"
            while name in made or name == "row":
                name += "_"
            made[name] = series.replace("", None) if self._kind not in _IN_PARTS else series
        return polars.DataFrame(made)

    def _finish(self) -> None:
        if self._kind == ".xlsx":
            with self._folder.writing(), self._folder.create("rows") as file:
                self._write_workbook(file, sorted(self._folder.path.glob("0*")))
        elif self._kind == ".parquet":
            import polars

            parts = sorted(self._folder.path.iterdir())
            with self._folder.writing():
                if parts:
                    polars.scan_parquet(parts).sink_parquet(self._folder.path / "rows")
                else:
                    schema = dict.fromkeys(self._headings, polars.String)
                    polars.DataFrame(schema=schema).write_parquet(self._folder.path / "rows")
        self.other_names = self._folder.commit("rows")

    def _write_workbook(self, file: BinaryIO, parts: Sequence[Path]) -> None:
        """Write the parts as one sheet, row by row. Raises `InputError` for what no sheet holds."""
        import polars
        from xlsxwriter import Workbook

        if self.written > _MOST_ROWS:
            raise InputError(messages.SHEET_FULL.fill(rows=self.written, most=_MOST_ROWS))
        options = {"constant_memory": True, "tmpdir": str(self._folder.path)}
        with Workbook(file, options) as book:
            book.set_properties({"created": _NEVER})
            sheet = book.add_worksheet(self._sheet)
            rows = chain([self._headings], chain.from_iterable(polars.read_parquet(part).iter_rows() for part in parts))
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell and len(cell) > _LONGEST_CELL:
                        heading = self._headings[column]
                        raise InputError(messages.CELL_FULL.fill(row=row + 1, column=heading, most=_LONGEST_CELL))
                    if cell:
                        sheet.write_string(row, column, cell)


def _change_json(
    columns: dict[str, polars.Series],
    typed: dict[str, dict[int, object]],
    place: str,
    changes: Mapping[int, Mapping[str, str]],
) -> None:
    """Write changed values into the objects of the column TemplateParam."""
    texts: dict[int, str] = {}
    for index, values in changes.items():
        given = typed.get(place, {}).get(index)
        if isinstance(given, dict):
            typed[place][index] = {**given, **values}
        else:
            texts[index] = json.dumps({**json.loads(columns[place][index]), **values}, ensure_ascii=False)
    if texts:
        columns[place] = columns[place].scatter([*texts], [*texts.values()])
