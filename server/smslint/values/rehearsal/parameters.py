"""The column TemplateParam: a JSON object with all variables of a message, or an array of them (SendBatchSms)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any, Final

from smslint.dataclass import dataclass
from smslint.io.escape import without_surrogates
from smslint.messages import Bilingual
from smslint.messages import rehearse as messages
from smslint.messages.values import json_type
from smslint.syntax.json.broken import broken_json, mended_json
from smslint.values.tables.batch import Batch, ReadIssue
from smslint.values.tables.place import plain_name

if TYPE_CHECKING:
    import polars

_BATCH: Final = "templateparamjson"
"""The plain heading of the array that SendBatchSms takes."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A batch whose variables have columns of their own, named by `variable_place`.

    `origins` has the index of the row that each message comes from, None if each row is one message. `extras` are the
    keys that the template lacks, each with the rows and the values. `mended` has the JSON that broken cells mean.
    """

    batch: Batch
    origins: polars.Series | None = None
    extras: Mapping[str, list[tuple[int, object]]] = field(default_factory=dict)
    mended: Mapping[int, str] = field(default_factory=dict)


def variable_place(name: str) -> str:
    """The column of a variable in an unpacked batch."""
    return f"${name}"


def variable_of(place: str) -> str | None:
    """The variable of a column of an unpacked batch; None for other columns."""
    return place[1:] if place.startswith("$") else None


def unpack_parameters(
    batch: Batch, column: str, heading: str, variables: Sequence[str], beside: Sequence[str] = ()
) -> Unpacked:
    """A batch with a column for each variable; `beside` are other columns that stay.

    `column` is the name of the TemplateParam column in the frame, `heading` its heading in the table. A cell of
    TemplateParamJson is an array: each of its objects becomes a message, with the entry of the same place in each array
    that `beside` holds.
    """
    import polars

    cells = batch.frame.get_column(column).to_list()
    given = batch.typed.get(column, {})
    issues = list(batch.issues)
    unusable = {issue.index for issue in issues if issue.unusable}
    found: list[Any] = [None if index in unusable else given.get(index, cell) for index, cell in enumerate(cells)]
    origins: list[int] | None = None
    others: Mapping[str, Sequence[object]] = {
        name: [batch.typed.get(name, {}).get(index, cell) for index, cell in enumerate(batch.frame.get_column(name))]
        for name in beside
    }
    if plain_name(heading) == _BATCH:
        made = _Exploded(found, others, heading, unusable)
        found, others, origins = made.cells, made.others, made.origins
        places = {origin: place for place, origin in reversed([*enumerate(origins)])}
        issues = [replace(issue, index=places[issue.index]) for issue in issues] + made.issues
        unusable = {issue.index for issue in issues if issue.unusable}
    known = frozenset(variables)
    texts: dict[str, list[str | None]] = {name: [None] * len(found) for name in variables}
    typed: dict[str, dict[int, object]] = {name: {} for name in variables}
    extras: dict[str, list[tuple[int, object]]] = {}
    mended: dict[int, str] = {}
    for index, cell in enumerate(found):
        if index in unusable:
            continue
        read = parameters_in(cell)
        if isinstance(read, ReadIssue):
            issues.append(replace(read, index=index, column=heading))
            if isinstance(cell, str) and cell and isinstance(value := mended_json(cell), dict):
                text = json.dumps(value, ensure_ascii=False)
                mended |= {index: text} if without_surrogates(text) == text else {}
            continue
        for name, value in read.items():
            if name not in known:
                extras.setdefault(name, []).append((index, value))
            elif isinstance(value, str):
                texts[name][index] = value
            elif value is not None:
                typed[name][index] = value
    columns = {
        variable_place(name): polars.Series(variable_place(name), texts[name], dtype=polars.String)
        for name in variables
    }
    for name, values in others.items():
        columns[name] = polars.Series(name, [_text(value) for value in values], dtype=polars.String)
    present = {variable_place(name): values for name, values in typed.items() if values}
    frame = polars.DataFrame(columns or {"none": [None] * len(found)})
    rows = batch.rows
    if origins is not None:
        rows = tuple(batch.row(origin) for origin in origins)
    unpacked = Batch(frame, batch.first, rows, present, tuple(issues), batch.done, batch.empty)
    if origins is not None:
        return Unpacked(unpacked, polars.Series(origins, dtype=polars.UInt32), extras)
    return Unpacked(unpacked, None, extras, mended)


class _Exploded:
    """The messages of cells that hold arrays, and the same entries of the columns beside."""

    def __init__(
        self, cells: Sequence[Any], others: Mapping[str, Sequence[object]], heading: str, unusable: set[int]
    ) -> None:
        self.cells: list[Any] = []
        self.origins: list[int] = []
        self.issues: list[ReadIssue] = []
        self.others: dict[str, list[object]] = {name: [] for name in others}
        for index, cell in enumerate(cells):
            beside = {name: _loaded(values[index]) for name, values in others.items()}
            read = None if index in unusable else _loaded(cell)
            if isinstance(read, list) and read:
                lengths = {len(value) for value in beside.values() if isinstance(value, list)} - {len(read)}
                wrong = messages.UNEQUAL_ARRAYS.fill(messages=len(read), others=min(lengths)) if lengths else None
                for number, one in enumerate(read):
                    if wrong:
                        self._refuse(wrong, heading, cell)
                    self._add(index, one, {name: _entry(value, number) for name, value in beside.items()})
                continue
            if index not in unusable and isinstance(read, dict | list):
                text = messages.NO_ARRAY.fill(kind=json_type(read)) if read else messages.EMPTY_ARRAY
                self._refuse(text, heading, cell)
            self._add(index, cell, {name: _entry(value, 0) for name, value in beside.items()})

    def _refuse(self, text: Bilingual, heading: str, cell: object) -> None:
        issue = _parameters_issue(text, _text(cell) or "")
        self.issues.append(replace(issue, index=len(self.cells), column=heading))

    def _add(self, origin: int, cell: Any, others: Mapping[str, object]) -> None:
        self.cells.append(cell)
        self.origins.append(origin)
        for name, value in others.items():
            self.others[name].append(value)


def _loaded(cell: Any) -> Any:
    """The array or object that a cell holds, else the cell."""
    if isinstance(cell, str) and cell.lstrip()[:1] in ("[", "{"):
        try:
            return json.loads(cell)
        except (ValueError, RecursionError):
            return cell
    return cell


def _entry(value: Any, number: int) -> object:
    if not isinstance(value, list):
        return value
    return value[number] if number < len(value) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) or value is None else json.dumps(value, ensure_ascii=False, default=str)


def parameters_in(cell: object) -> dict[str, Any] | ReadIssue:
    """The object in a cell, or the issue if there is none."""
    shown = cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False, default=str)
    text = cell
    if isinstance(cell, str) and cell:
        try:
            cell = json.loads(cell)
        except (ValueError, RecursionError) as error:
            kind, detail = broken_json(str(text), error)
            return _parameters_issue(messages.PARAMETERS_NO_JSON.fill(detail=detail), shown, kind)
    if cell is None or cell == "":
        return ReadIssue(
            0, "no-json", messages.PARAMETERS_EMPTY, unusable=True, predicts="isv.TEMPLATE_MISSING_PARAMETERS"
        )
    if isinstance(cell, str) and isinstance(_loaded(cell), dict):
        return _parameters_issue(messages.PARAMETERS_TWICE, shown, "json-twice")
    if not isinstance(cell, dict):
        return _parameters_issue(messages.PARAMETERS_NO_OBJECT.fill(kind=json_type(cell)), shown)
    if without_surrogates(text := json.dumps(cell, ensure_ascii=False, default=str)) != text:
        return _parameters_issue(messages.LONE_SURROGATE, without_surrogates(shown))
    return cell


def _parameters_issue(message: Bilingual, shown: str, kind: str = "no-json") -> ReadIssue:
    return ReadIssue(0, kind, message, value=shown, unusable=True, predicts="isv.INVALID_JSON_PARAM")
