"""The formats that hold templates, and which of them a file name means."""

from __future__ import annotations

from typing import Literal, get_args

Format = Literal["sms", "yaml", "json", "jsonl", "csv", "tsv", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
LINES: frozenset[Format] = frozenset({"jsonl", "csv", "tsv"})
"""The formats whose templates are lines or rows."""

_ENDINGS: dict[str, Format] = {
    "yaml": "yaml",
    "yml": "yaml",
    "json": "json",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "csv": "csv",
    "tsv": "tsv",
    "xlsx": "xlsx",
}


def format_of(name: str, *, named: bool) -> Format | None:
    """The format of a file, by its name; None where the file holds no templates.

    A file that the user names may be any YAML, JSON or table; in folders only `*.sms` and `*.sms.<ending>` count.
    """
    base = name.replace("\\", "/").rpartition("/")[2]
    if base == "-":
        return "sms"
    stem, dot, ending = base.lower().rpartition(".")
    if not dot:
        return None
    if ending == "sms":
        return "sms"
    found = _ENDINGS.get(ending)
    return found if named or stem.endswith(".sms") else None
