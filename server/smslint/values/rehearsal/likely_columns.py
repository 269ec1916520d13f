"""The column that may be meant by a variable of another name: by what its heading says, and by its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from smslint.core.meaning import VariableMeanings
from smslint.core.verdict import effective_attribute, fits
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import rehearse as messages
from smslint.values.rehearsal.column_mapping import ColumnMapping
from smslint.values.rehearsal.send_plan import SendPlan, SendVariable
from smslint.values.tables.batch import Batch, InputError

_TRIED: Final = 50
"""Values of a column that are tried."""


@dataclass(frozen=True, slots=True)
class LikelyColumns:
    """What the headings and values of a table say about the variables of a template."""

    plan: SendPlan

    def by_heading(self, variable: str, headings: Sequence[str]) -> str | None:
        """The only heading that means the same as a variable: 姓名 for `name`."""
        catalog = self.plan.analysis.catalog
        meanings = catalog.lexicon.compiled(VariableMeanings)
        mine = {meanings.by_name(variable), self._code(variable)} - {None, "others"}
        found = [name for name in headings if (meanings.by_phrase(name) or meanings.by_name(name)) in mine]
        return found[0] if len(found) == 1 else None

    def by_values(self, variable: str, columns: Mapping[str, Sequence[str]]) -> str | None:
        """The only column all of whose values are accepted for a variable, and speak for its attribute."""
        send = self._variable(variable)
        if send.attribute is None or not send.declared:
            return None
        catalog, length = send.analysis.catalog, send.analysis.value_length
        attribute = effective_attribute(send.attribute, catalog)
        found = [
            heading
            for heading, values in columns.items()
            if values and attribute.is_told_by(values) and fits(values, attribute, catalog, value_length=length)
        ]
        return found[0] if len(found) == 1 else None

    def _variable(self, name: str) -> SendVariable:
        return next(each for each in self.plan.variables if each.name == name)

    def _code(self, variable: str) -> str | None:
        attribute = self._variable(variable).attribute
        return (attribute and attribute.code) or None


class NoColumnError(InputError):
    """No variable has a column. `variables` are those of the template, `columns` the first of the table, and `likely`
    the column that each variable may be."""

    def __init__(
        self, text: Bilingual, variables: tuple[str, ...], columns: tuple[str, ...], likely: Mapping[str, str]
    ) -> None:
        super().__init__(text)
        self.variables = variables
        self.columns = columns
        self.likely = likely


def refuse_unmapped(
    plan: SendPlan, mapping: ColumnMapping, headings: Sequence[str], source: str, batches: Iterable[Batch]
) -> None:
    """Raises `NoColumnError` with the likely `--map` where no variable has a column; reads the first rows for it."""
    if not mapping.is_empty:
        return
    found = {variable: column for variable, column in mapping.missing.items() if column is not None}
    first = next(iter(batches), None)
    frame = first.frame if first is not None else None
    columns = {
        name: [value for value in frame.get_column(str(place)).head(_TRIED) if value]
        for place, name in enumerate(headings)
        if frame is not None and str(place) in frame.columns and name in mapping.extra
    }
    likely = LikelyColumns(plan)
    for variable in mapping.missing:
        left = {name: values for name, values in columns.items() if name not in found.values()}
        if variable not in found and (column := likely.by_values(variable, left)) is not None:
            found[variable] = column
    options = " ".join(map_option(column, variable) for variable, column in found.items())
    text = messages.NO_COLUMN_LIKELY if options else messages.NO_COLUMN_AT_ALL
    variables, first_columns = tuple(mapping.missing), tuple(filter(None, headings[:20]))
    told = text.fill(path=source, variables=variables, columns=first_columns, options=options)
    raise NoColumnError(told, variables, first_columns, found)


def map_option(column: str, variable: str) -> str:
    """The option that assigns a column to a variable, quoted for a shell where that is necessary."""
    option = f"{column}={variable}"
    return f"--map {option}" if column.isalnum() else f"--map '{option}'"
