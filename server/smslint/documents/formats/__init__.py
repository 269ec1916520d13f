"""The formats that hold templates, and which of them a file name or an editor's language means.

A format is one module of this package and one line of `_TABLE`. The module is imported when a file of the format is
found; it ends with the format's object.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from smslint.dataclass import dataclass

if TYPE_CHECKING:
    from smslint.documents.formats.format import Format


@dataclass(frozen=True, slots=True)
class _Row:
    """Where a format's object is defined, the endings of its files, and what editors call its language."""

    module: str
    endings: tuple[str, ...]
    languages: tuple[str, ...] = ()


_TABLE: Final = {
    "sms": _Row("sms", ("sms",), ("smstemplate",)),
    "yaml": _Row("yaml", ("yaml", "yml"), ("yaml",)),
    "json": _Row("json", ("json",), ("json", "jsonc")),
    "jsonl": _Row("json", ("jsonl", "ndjson"), ("jsonl",)),
    "csv": _Row("table", ("csv",), ("csv",)),
    "tsv": _Row("table", ("tsv",), ("tsv", "tab")),
    "xlsx": _Row("workbook", ("xlsx",)),
}
FORMATS: Final = tuple(_TABLE)
"""The names of all formats."""
_BY_ENDING: Final = {ending: name for name, row in _TABLE.items() for ending in row.endings}
_BY_LANGUAGE: Final = {language: name for name, row in _TABLE.items() for language in row.languages}

GLOBS: Final = ("**/*.sms", "**/*.sms.{" + ",".join(ending for ending in _BY_ENDING if ending != "sms") + "}")
"""The patterns of an editor for the names of template files."""


@cache
def format_named(name: str) -> Format:
    """The format with a name. Raises KeyError if there is none."""
    module = import_module(f"smslint.documents.formats.{_TABLE[name].module}")
    return cast("Format", getattr(module, name.upper()))


def format_of(name: str, *, named: bool) -> Format | None:
    """The format of a file, by its name; None if the file holds no templates.

    A file that the user names may be any YAML, JSON or table; in folders only `*.sms` and `*.sms.<ending>` count.
    """
    base = name.replace("\\", "/").rpartition("/")[2]
    if base == "-":
        return format_named("sms")
    stem, dot, ending = base.lower().rpartition(".")
    found = _BY_ENDING.get(ending) if dot else None
    if found is None or not (named or found == "sms" or stem.endswith(".sms")):
        return None
    return format_named(found)


def format_of_language(language: str) -> Format | None:
    """The format that an editor's language id means; None if it means none."""
    found = _BY_LANGUAGE.get(language)
    return None if found is None else format_named(found)
