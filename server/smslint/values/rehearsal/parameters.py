"""The column TemplateParam, whose cells are JSON objects with the values of all variables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from smslint.messages import Bilingual
from smslint.messages import rehearse as messages
from smslint.messages.values import json_type
from smslint.values.tables.batch import Batch, ReadIssue


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
        found = _object(given.get(index, cell))
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


def _object(cell: object) -> dict[str, Any] | ReadIssue:
    """The object in a cell, or the issue if there is none."""
    shown = cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False, default=str)
    if isinstance(cell, str) and cell:
        try:
            cell = json.loads(cell)
        except (ValueError, RecursionError) as error:
            return _issue(messages.PARAMETERS_NO_JSON.fill(detail=str(error).partition(":")[0]), shown)
    if cell is None or cell == "":
        return ReadIssue(
            0, "no-json", messages.PARAMETERS_EMPTY, unusable=True, predicts="isv.TEMPLATE_MISSING_PARAMETERS"
        )
    if not isinstance(cell, dict):
        return _issue(messages.PARAMETERS_NO_OBJECT.fill(kind=json_type(cell)), shown)
    return cell


def _issue(message: Bilingual, shown: str) -> ReadIssue:
    return ReadIssue(0, "no-json", message, value=shown, unusable=True, predicts="isv.INVALID_JSON_PARAM")
