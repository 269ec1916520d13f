"""What settings change in the catalog's word tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, TypeAlias

from smslint.core.nearest import nearest_name
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages.catalog import ADDING_PAIRS, NEAREST, UNKNOWN_WORD, UNKNOWN_WORDS


@dataclass(frozen=True, slots=True)
class WordSettings:
    """Words to add to or remove from a word table."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = {"extra": "forbid"}
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


Tables: TypeAlias = Mapping[str, Mapping[str, Any]]


def with_word_changes(words: Tables, changes: Mapping[str, WordSettings]) -> tuple[Tables, tuple[Bilingual, ...]]:
    """The tables with the changes made, and what could not be done: a release may drop what settings name."""
    result = dict(words)
    remarks: list[Bilingual] = []
    for name, change in changes.items():
        if name in result:
            result[name] = _changed(name, result[name], change, remarks)
        else:
            remarks.append(UNKNOWN_WORDS.fill(list=name, nearest=_nearest(name, result)))
    return result, tuple(remarks)


def _changed(name: str, table: Mapping[str, Any], change: WordSettings, remarks: list[Bilingual]) -> dict[str, Any]:
    result = dict(table)
    if "simplified" in table:
        if change.add:
            remarks.append(ADDING_PAIRS.fill(list=name))
        known = set(table["simplified"])
        result["simplified"] = {old: new for old, new in table["simplified"].items() if old not in change.remove}
    elif "characters" in table:
        known = set(table["characters"])
        added = "".join(word for word in change.add if word not in known)
        result["characters"] = "".join(one for one in table["characters"] if one not in change.remove) + added
    else:
        terms = table.get("terms", ())
        known = {_word(entry) for entry in terms}
        kept = [entry for entry in terms if _word(entry) not in change.remove]
        result["terms"] = [*kept, *(word for word in dict.fromkeys(change.add) if word not in known)]
    remarks += [
        UNKNOWN_WORD.fill(list=name, word=word, nearest=_nearest(word, known))
        for word in change.remove
        if word not in known
    ]
    return result


def _word(entry: str | Mapping[str, Any]) -> str:
    return entry if isinstance(entry, str) else str(entry["term"])


def _nearest(name: str, known: Iterable[str]) -> Bilingual | str:
    found = nearest_name(name, sorted(known))
    return NEAREST.fill(name=found) if found else ""
