"""Keys, values and rule ids in a settings file.

The file is read line by line, since it may be incomplete TOML. What its tables hold is read from the types of the
settings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin, get_type_hints

from smslint.core.account import Account
from smslint.core.rule import Catalog
from smslint.core.text import Text
from smslint.lsp.completion.suggestion import Suggestion, rule_suggestion
from smslint.messages import Bilingual, Language
from smslint.messages.workspace import SETTINGS, SETTINGS_CHOICES, SETTINGS_KEYS
from smslint.workspace.rule_resolver import known_names
from smslint.workspace.settings import Settings, setting_key

_KEY: Final = re.compile(r"[ \t]*([A-Za-z-]+)[ \t]*=")
_TABLE: Final = re.compile(r"[ \t]*\[++([^\]]*+)\]")
_HEADER: Final = re.compile(r"[ \t]*\[{1,2}([^\]=]*)\Z")
_PART: Final = re.compile(r"\"[^\"]*\"|'[^']*'|[^.\"'\s]+")
_INLINE: Final = re.compile(r"[ \t]*([A-Za-z-]+)[ \t]*=[ \t]*\{([^{}]*)\Z")
_WORD: Final = re.compile(r"(?<![A-Za-z0-9_-])[A-Za-z0-9_-]*+\Z")
_REST: Final = re.compile(r"[A-Za-z0-9_-]*")
_ASSIGNED: Final = re.compile(r"[ \t]*=")
_OWN: Final = ("tool", "smslint")
"""The table of the settings in pyproject.toml."""


class _Place(NamedTuple):
    """Where the cursor is: in the header of a table, in a key of the table at `path`, or in the value at `path`."""

    part: Literal["header", "key", "value"]
    path: tuple[str, ...]


def in_settings(
    text: Text, offset: int, catalog: Catalog, account: Account | None, language: Language
) -> Iterator[Suggestion]:
    """The suggestions at an offset of a settings file: what its place can hold, each with words."""
    line = text.line_of(offset)
    start = text.line_starts[line]
    before = text.value[start:offset]
    typed, rest = _WORD.search(before), _REST.match(text.value, offset)
    assert typed is not None
    assert rest is not None
    first, last = start + typed.start(), rest.end()
    quoted = before.count('"') % 2 == 1 or before.count("'") % 2 == 1
    place = _place(text, line, before)
    if place is None:
        return
    hint = _type_at(place.path)
    if place.part == "value":
        for value, words, rule in _values(place.path, hint, catalog, account, language):
            plain = quoted or value in ("true", "false")
            inserted = value if plain else f'"{value}"'
            if rule:
                yield rule_suggestion(value, catalog, language, first, last, inserted)
            else:
                yield Suggestion("choice", value, inserted, first, last, words)
    elif not quoted:
        assigned = place.part == "header" or _ASSIGNED.match(text.value, last) is not None
        for name, words, kind in _names(place, hint, catalog, language):
            if assigned:
                yield Suggestion("key", name, name, first, last, words)
            elif place.path[-1:] == ("severity",):
                yield rule_suggestion(name, catalog, language, first, last, f'{name} = "warning"')
            else:
                value = _written(name, kind, not place.path)
                plain_text, snippet = f"{name} = {value.replace('$0', '')}", f"{name} = {value}"
                yield Suggestion("key", name, plain_text, first, last, words, snippet=snippet)


def _place(text: Text, line: int, before: str) -> _Place | None:
    header = _HEADER.match(before)
    if header is not None:
        parts = _parts(header[1])
        inner = header[1].endswith(".") or not header[1].strip()
        return _place_in("header", parts if inner else parts[:-1])
    table = _table(text, line)
    inline = _INLINE.match(before)
    if inline is not None:
        last = inline[2].rpartition(",")[2]
        key = _KEY.match(last)
        part: Literal["key", "value"] = "key" if key is None else "value"
        return _place_in(part, (*table, inline[1], *((key[1],) if key is not None else ())))
    found = _key(text, line, before)
    return _place_in("key", table) if found is None else _place_in("value", (*table, found))


def _place_in(part: Literal["header", "key", "value"], path: tuple[str, ...]) -> _Place | None:
    """The place in the settings; None if it is in another table of pyproject.toml."""
    if path[:2] == _OWN:
        return _Place(part, path[2:])
    return _Place(part, path) if path[:1] != _OWN[:1] else None


def _parts(header: str) -> tuple[str, ...]:
    return tuple(each.strip("\"'") for each in _PART.findall(header))


def _key(text: Text, line: int, before: str) -> str | None:
    """The key whose value the cursor is in. Its line is this one, or the one where a still open array starts."""
    found = _KEY.match(before)
    if found is not None:
        return found[1]
    for number in range(line - 1, -1, -1):
        above = text.line(number)
        found = _KEY.match(above)
        if found is not None:
            return found[1] if above.count("[") > above.count("]") else None
        if "]" in above or _TABLE.match(above):
            return None
    return None


def _table(text: Text, line: int) -> tuple[str, ...]:
    for number in range(line, -1, -1):
        found = _TABLE.match(text.line(number))
        if found is not None:
            return _parts(found[1])
    return ()


@cache
def _hints(of: type) -> Mapping[str, Any]:
    """The types of the fields of a dataclass, by the keys that stand for them."""
    hints = get_type_hints(of)
    return {setting_key(each.name): hints[each.name] for each in fields(of)}


def _type_at(path: tuple[str, ...]) -> Any:
    """The type of what a path leads to; None if it leads nowhere."""
    hint: Any = Settings
    for part in path:
        hint = _inner(hint)
        if _is_mapping(hint):
            hint = get_args(hint)[1]
        elif _is_table(hint):
            hint = _hints(hint).get(part)
        else:
            return None
    return hint


def _is_mapping(hint: Any) -> bool:
    origin = get_origin(hint)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _is_table(hint: Any) -> bool:
    return _is_mapping(hint) or (isinstance(hint, type) and is_dataclass(hint))


def _inner(hint: Any) -> Any:
    """A type without None and without the list around it; of several, the one that is a table."""
    if get_origin(hint) is tuple:
        return _inner(get_args(hint)[0])
    if get_origin(hint) in (Literal, None) or _is_mapping(hint):
        return hint
    options = [_inner(each) for each in get_args(hint) if each is not NoneType]
    return next(filter(_is_table, options), options[0])


def _values(
    path: tuple[str, ...], hint: Any, catalog: Catalog, account: Account | None, language: Language
) -> Iterator[tuple[str, str, bool]]:
    """The values that a key can have, with their words, and whether each is a rule."""
    key, inner = path[-1], _inner(hint) if hint is not None else None
    if path == ("suppress", "rule"):
        yield from ((name, "", True) for name in catalog.rules)
    elif key in ("select", "ignore"):
        yield from ((name, "", True) for name in known_names(catalog))
    elif path == ("suppress", "template") and account is not None:
        yield from ((code, record.name or "", False) for code, record in account.templates.items())
    elif path == ("signatures", "name") and account is not None:
        yield from ((name, "", False) for name in account.by_name)
    elif get_origin(inner) is Literal:
        yield from ((value, _words(SETTINGS_CHOICES, value, language), False) for value in get_args(inner))
    if hint is bool or bool in get_args(hint):
        yield from ((value, _words(SETTINGS_CHOICES, value, language), False) for value in ("true", "false"))


def _names(place: _Place, hint: Any, catalog: Catalog, language: Language) -> Iterator[tuple[str, str, Any]]:
    """The keys that a table can have, with their words and types; in a header, those that are tables."""
    inner, path = _inner(hint) if hint is not None else None, place.path
    if path[-1:] == ("severity",):
        yield from ((name, "", str) for name in known_names(catalog))
    elif path == ("words",):
        yield from ((name, "", inner) for name in catalog.lexicon.tables)
    elif _is_table(inner) and not _is_mapping(inner):
        for key, kind in _hints(inner).items():
            if place.part != "header" or _is_table(_inner(kind)):
                yield key, _words(SETTINGS if not path else SETTINGS_KEYS, key, language), kind


def _words(known: Mapping[str, Bilingual], key: str, language: Language) -> str:
    found = known.get(key) or SETTINGS.get(key) or SETTINGS_CHOICES.get(key)
    return found.text(language) if found is not None else ""


def _written(key: str, kind: Any, at_root: bool) -> str:
    """What stands for a value of a type in TOML, with the place of the cursor; a default that is one word or number."""
    default = getattr(Settings(), key.replace("-", "_"), None) if at_root else None
    if isinstance(default, str) or (isinstance(default, int) and not isinstance(default, bool)):
        return f'"{default}$0"' if isinstance(default, str) else f"{default}$0"
    options = {kind, *(get_args(kind) if get_origin(kind) not in (tuple, Literal) else ())}
    if any(get_origin(each) is tuple for each in options):
        return "[$0]"
    if bool in options or options & {int, float}:
        return "true$0" if bool in options else "0$0"
    return "{ $0 }" if any(map(_is_table, options)) else '"$0"'
