"""The file of rows with problems: the columns of the table, then row number, errors, reasons and suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from smslint.io.escape import spreadsheet_cell
from smslint.io.writer import StagingFolder
from smslint.messages import Language
from smslint.messages import rehearse as messages
from smslint.values.rehearsal.batch_checker import BatchIssues
from smslint.values.tables.batch import Batch
from smslint.values.tables.parquet import to_json

if TYPE_CHECKING:
    import polars

ENDINGS: Final = (".csv", ".jsonl", ".ndjson", ".parquet")
_SUSPECT: Final = r"[\pC\pZ--[ ]]|^[=+\-@＝＋－＠]|##|::"
_OWN: Final = (messages.ROW_COLUMN, messages.ERRORS_COLUMN, messages.REASONS_COLUMN, messages.SUGGESTION_COLUMN)


def faulty_rows(batch: Batch, result: BatchIssues, headings: Sequence[str]) -> polars.DataFrame:
    """The rows of a batch that have issues; values other than text are written as JSON."""
    import polars

    indexes = (result.refused | result.doubtful).arg_true().alias("index")
    origins = indexes if result.origins is None else result.origins.gather(indexes)
    frame = batch.frame[origins] if len(origins) else batch.frame.clear()
    columns: dict[str, polars.Series] = {}
    for place, name in zip(map(str, range(len(headings))), _distinct(headings), strict=True):
        values = frame.get_column(place)
        typed = batch.typed.get(place)
        if typed:
            texts = [to_json(typed[index]) if index in typed else None for index in origins]
            values = polars.select(polars.coalesce(values, polars.Series(texts, dtype=polars.String))).to_series()
        columns[name] = values
    numbers = origins.cast(polars.Int64) + batch.first
    if batch.rows is not None:
        numbers = polars.Series(batch.rows, dtype=polars.Int64).gather(origins)
    columns[messages.ROW_COLUMN] = numbers
    columns[messages.ERRORS_COLUMN], columns[messages.REASONS_COLUMN] = _told(indexes, result)
    columns[messages.SUGGESTION_COLUMN] = _suggestions(indexes, result)
    return polars.DataFrame(columns)


def _told(indexes: polars.Series, result: BatchIssues) -> tuple[polars.Series, polars.Series]:
    """The vendor's errors (our reasons for issues without one), each once, and the messages of some rows."""
    import polars

    rows = indexes.to_frame()
    count = len(result.told)
    for number, frames in enumerate(result.told.values()):
        told = polars.concat(frames) if len(frames) > 1 else frames[0]
        told = told.rename({"error": f"error {number}", "text": f"text {number}"})
        rows = rows.join(told, on="index", how="left", maintain_order="left")
    errors = []
    for number in range(count):
        error = polars.col(f"error {number}")
        again = [error == polars.col(f"error {other}") for other in range(number)]
        is_new = ~polars.any_horizontal(again).fill_null(False) if again else polars.lit(True)
        errors.append(polars.when(is_new).then(error))
    texts = [polars.col(f"text {number}") for number in range(count)]
    if not count:
        nothing = polars.Series([], dtype=polars.String)
        return nothing, nothing
    made = rows.select(
        polars.concat_str(errors, separator=" ", ignore_nulls=True).alias("errors"),
        polars.concat_str(texts, separator=" ", ignore_nulls=True).alias("texts"),
    )
    return made.get_column("errors"), made.get_column("texts")


def _suggestions(indexes: polars.Series, result: BatchIssues) -> polars.Series:
    """What cells of some rows were probably meant to hold, each as `column=value`."""
    import polars

    frames = [frame for each in result.repairs.values() for frame in each]
    if not frames:
        return polars.Series([None] * len(indexes), dtype=polars.String)
    text = polars.format("{}={}", "column", "repair").str.join("; ").alias("text")
    told = polars.concat(frames).group_by("index", maintain_order=True).agg(text)
    return indexes.to_frame().join(told, on="index", how="left", maintain_order="left").get_column("text")


def _distinct(headings: Sequence[str]) -> list[str]:
    """The headings, changed so that they differ from each other and from our own."""
    seen: set[str] = set(_OWN)
    names: list[str] = []
    for number, heading in enumerate(headings, 1):
        name = heading or f"column_{number}"
        while name in seen:
            name += f"_{number}"
        seen.add(name)
        names.append(name)
    return names


def neutral(frame: polars.DataFrame) -> polars.DataFrame:
    """The same rows, in whose cells and headings a spreadsheet finds nothing to run."""
    import polars

    columns: dict[str, polars.Series] = {}
    for series in frame.get_columns():
        name = spreadsheet_cell(series.name)
        while name in columns:
            name += "_"
        if series.dtype == polars.String and series.str.contains(_SUSPECT).any():
            cells = [text and spreadsheet_cell(text) for text in series]
            series = polars.Series(cells, dtype=polars.String)
        columns[name] = series
    return polars.DataFrame(columns)


class FaultyRowsWriter:
    """Writes rows with issues batch by batch, in bounded memory; the file appears if the `with` block succeeds.

    The cells of a CSV file are no formulas, unless `raw_cells`. A new file is no more readable than `table`, which the
    rows come from. `other_names` is how many hard links to an old file keep its text.
    """

    def __init__(self, path: Path, language: Language, table: str | None = None, raw_cells: bool = False) -> None:
        self.path = path
        self.written = self.other_names = 0
        self.language = language
        self._neutral = path.suffix.lower() == ".csv" and not raw_cells
        self._parquet = path.suffix.lower() == ".parquet"
        self._folder = StagingFolder(path, table)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._finish()
        finally:
            self._folder.discard()

    def write(self, frame: polars.DataFrame) -> None:
        with self._folder.writing():
            self._write(frame)

    def write_in_order(self, frames: Sequence[polars.DataFrame]) -> None:
        """Write rows of several templates in the order of the table."""
        import polars

        if len(frames) == 1:
            self.write(frames[0])
        elif frames:
            self.write(polars.concat(frames).sort(messages.ROW_COLUMN, maintain_order=True))

    def restart(self) -> None:
        """Forget what was written."""
        self.written = 0
        for part in self._folder.path.iterdir():
            part.unlink()

    def _write(self, frame: polars.DataFrame) -> None:
        part = self._folder.path / f"{self.written:020}"
        first = not any(self._folder.path.iterdir())
        if frame.height == 0 and not first:
            return
        self.written += frame.height
        if self._parquet:
            frame.write_parquet(part)
            return
        with self._folder.append("rows") as file:
            if self.path.suffix.lower() == ".csv":
                frame = neutral(frame) if self._neutral else frame
                frame.write_csv(file, include_header=first, include_bom=first)
            else:
                frame.write_ndjson(file)

    def _finish(self) -> None:
        if self._parquet:
            import polars

            parts = sorted(self._folder.path.iterdir())
            with self._folder.writing():
                polars.scan_parquet(parts).sink_parquet(self._folder.path / "rows")
        self.other_names = self._folder.commit("rows")
