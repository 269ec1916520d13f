"""Which column of a table holds which variable of a template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import rehearse as messages
from smslint.values.tables import TableError

PARAMETERS: Final = ("TemplateParam", "templateParam", "template_param", "TemplateParamJson")
"""Headings of a column that holds a JSON object of all variables, as SendSms takes it."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The columns of a table, by their places in it.

    `columns` gives each variable's; `missing` are the variables that have none, each with the column that may have
    been meant; in JSONL, where later lines may have one, these stand in both. `parameters` is the column of
    TemplateParam, which then holds all variables. `extra` columns are no variables; `repeated` headings stand over
    more than one column, of which the first counts.
    """

    columns: Mapping[str, int]
    missing: Mapping[str, str | None]
    extra: tuple[str, ...]
    repeated: tuple[str, ...]
    parameters: int | None = None


def named(
    columns: Sequence[str], variables: Sequence[str], mapping: Mapping[str, str], seen: Sequence[str] | None = None
) -> Naming:
    """The naming of a table under `--map`, by column; raises `TableError` where that names what does not exist.

    `seen` are the columns that are sure to be there, where `columns` holds others.
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
        raise TableError(messages.MAPPED_TWICE.fill(variable=twice))
    found = {variable: by_variable.get(variable, variable) for variable in variables}
    used = {variable: first[column] for variable, column in found.items() if column in first}
    if not any(columns[place] in there for place in used.values()):
        parameters = next((name for name in PARAMETERS if name in first), None)
        if parameters is not None:
            extra = tuple(name for name in first if name != parameters and name in there)
            return Naming({}, {}, extra, repeated, first[parameters])
    taken = {columns[place] for place in used.values()}
    extra = tuple(name for name in first if name in there and name and name not in taken)
    missing = {variable: nearest(variable, extra) for variable in variables if found[variable] not in there}
    return Naming(used, missing, extra, repeated)


def nearest(name: str, others: Sequence[str]) -> str | None:
    """The name that may have been meant: one that differs in case, blanks and marks only, else a close one."""
    plain = {_plain(other): other for other in reversed(others)}
    if _plain(name) in plain:
        return plain[_plain(name)]
    close = get_close_matches(_plain(name), [one for one in plain if one], n=1, cutoff=0.6)
    if close:
        return plain[close[0]]
    within = [one for one in plain if one and len(_plain(name)) > 2 and (_plain(name) in one or one in _plain(name))]
    return plain[within[0]] if within else None


def _plain(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())


def _must_exist(name: str, known: tuple[str, ...], text: Bilingual) -> None:
    if name not in known:
        near = nearest(name, known)
        hint = messages.NEAREST.fill(name=near) if near else messages.KNOWN.fill(names=known)
        raise TableError(text.fill(name=name, hint=hint))
