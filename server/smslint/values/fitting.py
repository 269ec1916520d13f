"""Which attributes would take values that the declared one refuses. An attribute cannot be changed: another one needs a
new template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from smslint.core.analysis import Analysis
from smslint.core.attribute import Attribute
from smslint.core.declarations import allowed_attributes
from smslint.core.verdict import effective_attribute, judge
from smslint.values.rehearsal.damage import DAMAGES, LOST_ZEROS
from smslint.values.rehearsal.parameters import unpack_parameters, variable_place
from smslint.values.rehearsal.send_plan import certainly_accepted
from smslint.values.rehearsal.summary import Rehearsal
from smslint.values.rehearsal.threads import in_order
from smslint.values.rehearsal.value_shapes import one_of_each
from smslint.values.tables.batch import Batch
from smslint.values.tables.table import open_table

if TYPE_CHECKING:
    import polars

    from smslint.core.layers.shape import Shape

_BY_ATTRIBUTE = frozenset({"isv.TEMPLATE_PARAMS_ILLEGAL", "isv.PARAM_LENGTH_LIMIT", "isv.UNSUPPORTED_CONTENT"})
"""The errors of values that another attribute may take."""
_DAMAGED = frozenset({LOST_ZEROS, *(each.reason for each in DAMAGES)})
"""Reasons that ask for other values, not for another attribute."""
_MOST = 100_000
"""Shapes that are remembered of an attribute."""


def attributes_for(values: Iterable[object], analysis: Analysis) -> tuple[Attribute, ...]:
    """The attributes of the template's type that accept every value, the narrowest first."""
    fitting = _Fitting(analysis)
    fitting.judge(values)
    return tuple(fitting.left)


def fitting_columns(rehearsal: Rehearsal) -> dict[str, tuple[Attribute, ...]]:
    """For each variable whose values were refused for its attribute: the attributes that accept all that are not empty.

    Reads the table once more, as a stream; tables in object storage are not read again. Raises `InputError`, OSError.
    """
    refused = dict.fromkeys(
        cause.key.variable
        for cause in rehearsal.causes
        if cause.key.variable and cause.key.error in _BY_ATTRIBUTE and cause.key.reason not in _DAMAGED
    )
    if not refused or "://" in rehearsal.source:
        return {}
    mapping = rehearsal.column_mapping
    fitting = {variable: _Fitting(rehearsal.analysis) for variable in refused}
    for cause in rehearsal.causes:
        if cause.key.variable in fitting:
            shown = (each.value for each in cause.samples)
            fitting[cause.key.variable].judge(value for value in shown if value and not value.endswith("…"))
    code = rehearsal.analysis.template.code
    read = {mapping.code, *(mapping.column_of(variable) for variable, each in fitting.items() if each.left)}

    def accepting(batch: Batch) -> dict[str, list[Attribute]]:
        if mapping.code is not None and code:
            codes = batch.frame.get_column(str(mapping.code)).str.strip_chars()
            batch = batch.taken((codes == code).fill_null(False).arg_true())
        left = [variable for variable, each in fitting.items() if each.left]
        return {name: fitting[name].accepting(texts) for name, texts in _columns(batch, rehearsal, left).items()}

    with open_table(rehearsal.source, rehearsal.headings, replace(rehearsal.place, left_out=())) as table:
        batches = table.batches(sorted(place for place in read if place is not None))
        while_any = takewhile(lambda _: any(each.left for each in fitting.values()), batches)
        for found in in_order(accepting, while_any):
            for variable, attributes in found.items():
                fitting[variable].left = [each for each in fitting[variable].left if each in attributes]
    return {variable: tuple(each.left) for variable, each in fitting.items()}


def _columns(batch: Batch, rehearsal: Rehearsal, variables: Iterable[str]) -> Mapping[str, polars.Series]:
    """The texts of some variables in a batch."""
    mapping, names = rehearsal.column_mapping, tuple(variables)
    if mapping.parameters is not None:
        whole = mapping.parameters
        batch = unpack_parameters(batch, str(whole), rehearsal.headings[whole], names).batch
        return {name: batch.frame.get_column(variable_place(name)) for name in names}
    places = {name: place for name in names if (place := mapping.columns.get(name)) is not None}
    return {name: batch.frame.get_column(str(place)) for name, place in places.items()}


class _Fitting:
    """Narrows the attributes of the template's type down to those that accept every value; `left` are these."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._shapes: dict[str, Shape | None] = {}
        self._certain: dict[str, polars.Expr] = {}
        self._accepted: dict[str, polars.Series] = {}
        """The shapes of values that an attribute was found to accept."""
        allowed = allowed_attributes(analysis.type, analysis.catalog)
        self.left = sorted(allowed, key=lambda each: (-len(each.within), each.order))

    def accepting(self, series: polars.Series) -> list[Attribute]:
        """Those left that accept all of the texts; texts that are empty do not count. Several threads may call it."""
        import polars

        texts = series.unique().drop_nulls()
        frame = texts.filter(texts != "").to_frame("value")
        catalog, length = self._analysis.catalog, self._analysis.value_length
        left: list[Attribute] = []
        for attribute in self.left:
            if attribute.code not in self._certain:
                column = polars.col("value")
                self._certain[attribute.code] = certainly_accepted(column, attribute, catalog, length).fill_null(False)
            certain = self._certain[attribute.code]
            known = self._accepted.setdefault(attribute.code, polars.Series(dtype=polars.String))
            news = one_of_each(frame.filter(~certain).get_column("value"), self._shape(attribute))
            news = news.filter(~news.get_column("shape").is_in(known.implode()))
            if all(self._accepts(attribute, value) for value in news.get_column("value")):
                left.append(attribute)
                if len(known) < _MOST:
                    self._accepted[attribute.code] = polars.concat([known, news.get_column("shape")])
        return left

    def _shape(self, attribute: Attribute) -> Shape | None:
        from smslint.core.layers.shape import value_shape

        if attribute.code not in self._shapes:
            catalog = self._analysis.catalog
            self._shapes[attribute.code] = value_shape(effective_attribute(attribute, catalog), catalog)
        return self._shapes[attribute.code]

    def judge(self, values: Iterable[object]) -> None:
        """The same for single values."""
        for value in values:
            self.left = [each for each in self.left if self._accepts(each, value)]

    def _accepts(self, attribute: Attribute, value: object) -> bool:
        analysis = self._analysis
        found = judge(value, attribute, analysis.catalog, value_length=analysis.value_length, suggest=False)
        return found.verdict == "accepted"
