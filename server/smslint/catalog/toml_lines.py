"""Finds the lines of a TOML file on which its keys stand, which Python's reader does not report."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from smslint.catalog.faults import Keys
from smslint.core.patterns import lazy_pattern

KEY_PARTS: Final = 32
LONG_KEY: Final = lazy_pattern(rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{KEY_PARTS}}}""")
"""A key with too many parts, on which Python's reader takes long."""
_HEADER = lazy_pattern(r"\s*\[(\[?)\s*([^]]+?)\s*\]")
_KEY = lazy_pattern(r"""\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*(?=[.=])""")


def toml_line_of(text: str, keys: Keys) -> int | None:
    """The line, from 1, of a key, or of the nearest one above it that can be found."""
    lines = _lines(text)
    return next((lines[keys[:length]] for length in range(len(keys), 0, -1) if keys[:length] in lines), None)


@lru_cache(maxsize=1)
def _lines(text: str) -> dict[Keys, int]:
    """The line of every header and of every key that starts a line; tomllib reports none."""
    found: dict[Keys, int] = {}
    counts: dict[Keys, int] = {}
    table: Keys = ()
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER.match(line)
        if header:
            table = tuple(_parts(header[2]))
            if header[1]:
                found.setdefault(table, number)
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            found.setdefault(table, number)
            continue
        path, at = table, 0
        while key := _KEY.match(line, at):
            path = (*path, key[1].strip("\"'"))
            found.setdefault(path, number)
            at = key.end() + 1
            if line[key.end()] == "=":
                break
    return found


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(r"""\s*("[^"]*"|'[^']*'|[^.\s]+)\s*\.?""", dotted)]
