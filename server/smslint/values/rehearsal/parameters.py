"""The column TemplateParam: a JSON object of all variables in one cell."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from smslint.messages import Bilingual
from smslint.messages import rehearse as messages
from smslint.messages.values import json_kind
from smslint.values.tables.batch import Batch, Trouble


def unpacked(batch: Batch, column: str, heading: str, variables: Sequence[str]) -> Batch:
    """The batch with a column for each variable, named like it, in place of the others; `heading` is the column's."""
    import polars

    cells = batch.frame.get_column(column).to_list()
    given = batch.typed.get(column, {})
    troubles = list(batch.troubles)
    distrusted = {trouble.index for trouble in troubles if trouble.whole}
    texts: dict[str, list[str | None]] = {name: [None] * len(cells) for name in variables}
    typed: dict[str, dict[int, object]] = {name: {} for name in variables}
    for index, cell in enumerate(cells):
        if index in distrusted:
            continue
        found = _object(given.get(index, cell))
        if isinstance(found, Trouble):
            troubles.append(replace(found, index=index, column=heading))
            continue
        for name in variables:
            value = found.get(name)
            if isinstance(value, str):
                texts[name][index] = value
            elif value is not None:
                typed[name][index] = value
    frame = polars.DataFrame({name: polars.Series(name, texts[name], dtype=polars.String) for name in variables})
    present = {name: values for name, values in typed.items() if values}
    return Batch(frame, batch.first, batch.rows, present, tuple(troubles), batch.done)


def _object(cell: object) -> dict[str, Any] | Trouble:
    """The object that a cell holds, or why it holds none."""
    shown = cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False, default=str)
    if isinstance(cell, str) and cell:
        try:
            cell = json.loads(cell)
        except (ValueError, RecursionError) as error:
            return _trouble(messages.PARAMETERS_NO_JSON.fill(detail=str(error).partition(":")[0]), shown)
    if cell is None or cell == "":
        return Trouble(0, "no-json", messages.PARAMETERS_EMPTY, whole=True, predicts="isv.TEMPLATE_MISSING_PARAMETERS")
    if not isinstance(cell, dict):
        kind = messages.A_STRING if isinstance(cell, str) else json_kind(cell)
        return _trouble(messages.PARAMETERS_NO_OBJECT.fill(kind=kind), shown)
    return cell


def _trouble(message: Bilingual, shown: str) -> Trouble:
    return Trouble(0, "no-json", message, value=shown, whole=True, predicts="isv.INVALID_JSON_PARAM")
