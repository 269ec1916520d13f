"""Rule ids and keys in a settings file. The file is read line by line, since it may be incomplete TOML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Final

from smslint.core.rule import Catalog
from smslint.core.text import Text
from smslint.lsp.completion.suggestion import Suggestion, rule_suggestion
from smslint.messages import Language
from smslint.workspace.rule_resolver import known_names
from smslint.workspace.settings import Settings, setting_key

_KEY: Final = re.compile(r"[ \t]*([A-Za-z-]+)[ \t]*=")
_TABLE: Final = re.compile(r"[ \t]*\[++([^\]]*+)\]")
_WORD: Final = re.compile(r"(?<![A-Za-z0-9-])[A-Za-z0-9-]*+\Z")
_REST: Final = re.compile(r"[A-Za-z0-9-]*")
_ASSIGNED: Final = re.compile(r"[ \t]*=")
_LISTS: Final = frozenset({"select", "ignore"})
_SEVERITY: Final = re.compile(r"(?:\A|\.)severity\Z")


def in_settings(text: Text, offset: int, catalog: Catalog, language: Language) -> Iterator[Suggestion]:
    """The suggestions at an offset of a settings file: rules and categories where they are expected, else keys."""
    line = text.line_of(offset)
    start = text.line_starts[line]
    before = text.value[start:offset]
    typed, rest = _WORD.search(before), _REST.match(text.value, offset)
    assert typed is not None
    assert rest is not None
    first, last = start + typed.start(), rest.end()
    in_quotes = before.count('"') % 2 == 1
    key, table = _key(text, line, before), _table(text, line)
    assigned = _ASSIGNED.match(text.value, last) is not None
    if key == "rule" and in_quotes:
        yield from (rule_suggestion(name, catalog, language, first, last) for name in catalog.rules)
    elif key in _LISTS and in_quotes:
        yield from (rule_suggestion(name, catalog, language, first, last) for name in known_names(catalog))
    elif key is None and _SEVERITY.search(table):
        value = "" if assigned else ' = "warning"'
        for name in known_names(catalog):
            yield rule_suggestion(name, catalog, language, first, last, name + value)
    elif key is None and not in_quotes and table in ("", "tool.smslint"):
        defaults = Settings()
        for each in fields(Settings):
            name = setting_key(each.name)
            if assigned:
                yield Suggestion("key", name, name, first, last)
            else:
                value = _value(getattr(defaults, each.name), str(each.type))
                yield Suggestion(
                    "key", name, f"{name} = {value.replace('$0', '')}", first, last, snippet=f"{name} = {value}"
                )


def _value(default: object, kind: str) -> str:
    """The default of a setting as TOML, with the place of the cursor."""
    if isinstance(default, int):
        return f"{default}$0"
    if isinstance(default, Mapping):
        return "{ $0 }"
    return "[$0]" if isinstance(default, tuple) or kind.startswith("tuple") else f'"{default or ""}$0"'


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


def _table(text: Text, line: int) -> str:
    for number in range(line, -1, -1):
        found = _TABLE.match(text.line(number))
        if found is not None:
            return found[1].strip(" \t")
    return ""
