"""Output formats: what a run found, as people and other programs read it; one module a format.

A reporter is told findings one at a time, in the order in which they should stand, and writes each at once: a run over
50,000 templates needs no more memory than one over five.
"""

from __future__ import annotations

from importlib import import_module
from typing import TextIO, cast

from smslint.core.severity import Severity
from smslint.messages import Language
from smslint.report.reporter import Context, Options, Reporter

__all__ = ["FORMATS", "Context", "Options", "Reporter", "reporter"]

FORMATS: tuple[str, ...] = (
    "full",
    "concise",
    "json",
    "jsonl",
    "csv",
    "markdown",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjson",
)


def reporter(
    format: str,
    out: TextIO,
    *,
    language: Language,
    version: str,
    color: bool = False,
    width: int | None = None,
    quiet: bool = False,
    statistics: bool = False,
    fail_on: Severity | None = "error",
) -> Reporter:
    """The reporter of a format, which writes to `out`.

    `width` is the terminal's, in cells, None where there is none; `fail_on` the level from which a finding fails
    the run, None where none does. JSON, XML and CSV stay valid in any encoding of `out`, but CSV and Markdown want
    UTF-8. Raises KeyError for a format that is not in `FORMATS`.
    """
    if format not in FORMATS:
        raise KeyError(format)
    options = Options(language, version, color, width, quiet, statistics, fail_on)
    return cast(Reporter, import_module(f"smslint.report.{format}").Report(out, options))
