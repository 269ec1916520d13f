"""Finds the column of each variable in a table, or the column TemplateParam, whose JSON objects hold all variables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from smslint.core.nearest import nearest_name
from smslint.dataclass import dataclass
from smslint.io.escape import without_surrogates
from smslint.messages import Bilingual
from smslint.messages import rehearse as messages
from smslint.messages.values import json_type
from smslint.syntax.json.reader import decoding_fault
from smslint.values.tables.batch import Batch, InputError, ReadIssue

PARAMETERS: Final = ("TemplateParam", "templateParam", "template_param", "TemplateParamJson")
"""Headings of a column that holds a JSON object with all variables, as the API SendSms takes it."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The columns of a template's variables; columns are numbered from 0.

    `columns` has the column of each variable. `missing` has the variables without a column, each with the column that
    may be meant; in JSONL, later lines may have the column, so these variables are in `columns`, too. `parameters` is
    the column TemplateParam if that holds all variables. `extra` columns belong to no variable. `repeated` headings
    appear more than once; only the first of their columns is read.
    """

    columns: Mapping[str, int]
    missing: Mapping[str, str | None]
    extra: tuple[str, ...]
    repeated: tuple[str, ...]
    parameters: int | None = None

    def column_of(self, variable: str) -> int | None:
        """The column that holds the values of a variable, None if there is none."""
        return self.columns.get(variable) if self.parameters is None else self.parameters


def map_columns(
    columns: Sequence[str], variables: Sequence[str], mapping: Mapping[str, str], seen: Sequence[str] | None = None
) -> ColumnMapping:
    """The column of each variable; `mapping` is `--map`, by column, and overrides equal names.

    `seen` are the columns that exist, if `columns` has others, too. Raises `InputError` if `mapping` names a column or
    variable that does not exist.
    """
    there = frozenset(columns if seen is None else seen)
    first: dict[str, int] = {}
    for place, column in enumerate(columns):
        first.setdefault(column, place)
    repeated = tuple(dict.fromkeys(name for place, name in enumerate(columns) if name and first[name] != place))
    for column, variable in mapping.items():
        _must_exist(column, tuple(there), messages.NO_COLUMN)
        _must_exist(variable, tuple(variables), messages.NO_VARIABLE)
    by_variable = {variable: column for column, variable in mapping.items()}
    if len(by_variable) < len(mapping):
        twice = next(one for one in by_variable if list(mapping.values()).count(one) > 1)
        raise InputError(messages.MAPPED_TWICE.fill(variable=twice))
    found = {variable: by_variable.get(variable, variable) for variable in variables}
    used = {variable: first[column] for variable, column in found.items() if column in first}
    if not any(columns[place] in there for place in used.values()):
        parameters = next((name for name in PARAMETERS if name in first), None)
        if parameters is not None:
            extra = tuple(name for name in first if name != parameters and name in there)
            return ColumnMapping({}, {}, extra, repeated, first[parameters])
    taken = {columns[place] for place in used.values()}
    extra = tuple(name for name in first if name in there and name and name not in taken)
    missing = {variable: nearest_column(variable, extra) for variable in variables if found[variable] not in there}
    return ColumnMapping(used, missing, extra, repeated)


def nearest_column(name: str, others: Sequence[str]) -> str | None:
    """The name that may have been meant: one that differs in case, blanks and marks only, else a close one."""
    plain = {_plain(other): other for other in reversed(others)}
    if _plain(name) in plain:
        return plain[_plain(name)]
    close = nearest_name(_plain(name), [one for one in plain if one])
    if close:
        return plain[close]
    within = [one for one in plain if one and len(_plain(name)) > 2 and (_plain(name) in one or one in _plain(name))]
    return plain[within[0]] if within else None


def _plain(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())


def _must_exist(name: str, known: tuple[str, ...], text: Bilingual) -> None:
    if name not in known:
        near = nearest_column(name, known)
        hint = messages.NEAREST.fill(name=near) if near else messages.KNOWN.fill(names=known)
        raise InputError(text.fill(name=name, hint=hint))


def unpack_parameters(batch: Batch, column: str, heading: str, variables: Sequence[str]) -> Batch:
    """The batch with one column per variable, named like the variable, instead of its own columns.

    `column` is the name of the TemplateParam column in the frame, `heading` its heading in the table.
    """
    import polars

    cells = batch.frame.get_column(column).to_list()
    given = batch.typed.get(column, {})
    issues = list(batch.issues)
    unusable = {issue.index for issue in issues if issue.unusable}
    texts: dict[str, list[str | None]] = {name: [None] * len(cells) for name in variables}
    typed: dict[str, dict[int, object]] = {name: {} for name in variables}
    for index, cell in enumerate(cells):
        if index in unusable:
            continue
        found = _parameters_in(given.get(index, cell))
        if isinstance(found, ReadIssue):
            issues.append(replace(found, index=index, column=heading))
            continue
        for name in variables:
            value = found.get(name)
            if isinstance(value, str):
                texts[name][index] = value
            elif value is not None:
                typed[name][index] = value
    frame = polars.DataFrame({name: polars.Series(name, texts[name], dtype=polars.String) for name in variables})
    present = {name: values for name, values in typed.items() if values}
    return Batch(frame, batch.first, batch.rows, present, tuple(issues), batch.done)


def _parameters_in(cell: object) -> dict[str, Any] | ReadIssue:
    """The object in a cell, or the issue if there is none."""
    shown = cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False, default=str)
    if isinstance(cell, str) and cell:
        try:
            cell = json.loads(cell)
        except (ValueError, RecursionError) as error:
            return _parameters_issue(messages.PARAMETERS_NO_JSON.fill(detail=decoding_fault(error)), shown)
    if cell is None or cell == "":
        return ReadIssue(
            0, "no-json", messages.PARAMETERS_EMPTY, unusable=True, predicts="isv.TEMPLATE_MISSING_PARAMETERS"
        )
    if not isinstance(cell, dict):
        return _parameters_issue(messages.PARAMETERS_NO_OBJECT.fill(kind=json_type(cell)), shown)
    if without_surrogates(text := json.dumps(cell, ensure_ascii=False, default=str)) != text:
        return _parameters_issue(messages.LONE_SURROGATE, without_surrogates(shown))
    return cell


def _parameters_issue(message: Bilingual, shown: str) -> ReadIssue:
    return ReadIssue(0, "no-json", message, value=shown, unusable=True, predicts="isv.INVALID_JSON_PARAM")
