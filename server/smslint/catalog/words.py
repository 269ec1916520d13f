"""What settings change in the catalog's word tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smslint.catalog.error import CatalogError
from smslint.dataclass import dataclass
from smslint.language.catalog import ADDING_PAIRS, NEAREST, UNKNOWN_WORD, UNKNOWN_WORDS


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that settings add to a table and take from it."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


def changed(
    words: Mapping[str, Mapping[str, Any]], changes: Mapping[str, WordChange]
) -> Mapping[str, Mapping[str, Any]]:
    """The tables with the changes made; raises `CatalogError` where a change names what does not exist."""
    result = dict(words)
    for name, change in changes.items():
        if name not in result:
            raise CatalogError(UNKNOWN_WORDS.fill(list=name, nearest=_nearest(name, result)))
        result[name] = _changed(name, result[name], change)
    return result


def _changed(name: str, table: Mapping[str, Any], change: WordChange) -> dict[str, Any]:
    result = dict(table)
    if "simplified" in table:
        if change.add:
            raise CatalogError(ADDING_PAIRS.fill(list=name))
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
    for word in change.remove:
        if word not in known:
            raise CatalogError(UNKNOWN_WORD.fill(list=name, word=word, nearest=_nearest(word, known)))
    return result


def _word(entry: str | Mapping[str, Any]) -> str:
    return entry if isinstance(entry, str) else str(entry["term"])


def _nearest(name: str, known: object) -> object:
    from difflib import get_close_matches

    assert isinstance(known, set | dict)
    found = get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return NEAREST.fill(name=found[0]) if found else ""
