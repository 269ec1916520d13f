"""`smslint samples`: rows of test data for a template, each with what sending it would return."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from smslint.cli.chosen_template import chosen_template, look_at
from smslint.cli.project import Project, with_project, write_file
from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError
from smslint.io.escape import json_text, spreadsheet_cell
from smslint.io.sink import standard_output
from smslint.messages import samples as messages
from smslint.messages.cli import COMMANDS
from smslint.values.sample_rows import SampleCase, SampleRows
from smslint.values.tables.batch import InputError

_CASE, _VERDICT, _ERRORS = "smslint_case", "smslint_verdict", "smslint_errors"


@click.command(cls=LocalizedCommand, about=COMMANDS["samples"], options=messages.OPTIONS)
@click.argument("template", type=click.Path(path_type=Path))
@click.option("--rows", type=click.IntRange(1, 100_000), default=30)
@click.option("--format", type=click.Choice(["csv", "jsonl", "parquet", "pytest"]), default="csv")
@click.option("--name")
@click.option("--code")
@click.option("--raw-cells", is_flag=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@with_project("config")
def command(
    project: Project,
    template: Path,
    rows: int,
    format: str,
    name: str | None,
    code: str | None,
    raw_cells: bool,
    output: Path | None,
) -> int:
    """Writes the rows to standard output or a file."""
    look_at(project, template)
    analysis = chosen_template(project, template, name, code).analysis
    is_safe = format != "csv" or raw_cells
    made = SampleRows(analysis).rows(rows, None if is_safe else _is_no_formula)
    title = analysis.template.name or analysis.template.code or template.name
    match format:
        case "csv":
            data: str | bytes = "\ufeff" + _csv(made)
        case "jsonl":
            data = "".join(json_text(_row(each), True) + "\n" for each in made)
        case "pytest":
            data = _pytest(title, made)
        case _:
            if output is None:
                raise LocalizedUsageError(messages.PARQUET_NEEDS_FILE)
            data = _parquet(made)
    if output is None:
        standard_output().write(data if isinstance(data, str) else "")
    else:
        write_file(project, output, data)
    return 0


def _is_no_formula(values: Mapping[str, str]) -> bool:
    """Whether a spreadsheet shows all values as they are."""
    return all(spreadsheet_cell(each) == each for each in values.values())


def _row(case: SampleCase) -> dict[str, str]:
    return {**case.values, _CASE: case.kind, _VERDICT: case.verdict, _ERRORS: " ".join(case.errors)}


def _csv(cases: Sequence[SampleCase]) -> str:
    out = io.StringIO()
    rows = [_row(each) for each in cases]
    written = csv.DictWriter(out, [*rows[0]], lineterminator="\r\n")
    written.writeheader()
    written.writerows(rows)
    return out.getvalue()


def _parquet(cases: Sequence[SampleCase]) -> bytes:
    try:
        import polars
    except ImportError:
        raise InputError(messages.NO_EXTRA) from None
    out = io.BytesIO()
    polars.DataFrame([_row(each) for each in cases]).write_parquet(out)
    return out.getvalue()


def _pytest(title: str, cases: Sequence[SampleCase]) -> str:
    """A test module; texts stand in it as Python writes them, so that none of them is code."""
    lines = [f"TEMPLATE = {title!r}", "ROWS = ["]
    for number, each in enumerate(cases, 1):
        lines += [
            "    pytest.param(",
            f"        {dict(each.values)!r},",
            f"        {each.verdict!r},",
            f"        {list(each.errors)!r},",
            f"        id={f'{number}-{each.kind}'!r},",
            "    ),",
        ]
    return _HEAD + "\n".join([*lines, "]"]) + _TEST


_HEAD = '''"""What sending each row of values would return. Written by `smslint samples`.

Define a fixture `accepts` in conftest.py: a function that takes the values and says whether your program sends them.
"""

import pytest

'''
_TEST = """


@pytest.mark.parametrize(("values", "verdict", "errors"), ROWS)
def test_only_what_can_be_sent_is_sent(accepts, values, verdict, errors):
    if verdict == "risky":
        accepts(values)  # either answer is right, but it must not fail
    else:
        assert accepts(values) == (verdict == "accepted"), errors
"""
