"""`smslint rehearse`: checks templates with every row of a table before they are sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import time
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import click

from smslint.cli.chosen_template import chosen_templates, look_at, only_one
from smslint.cli.project import Project, refuse_inputs, tell_other_names
from smslint.cli.rehearsal_text import every_row_line, rehearsal_lines, signature_line, total_lines
from smslint.cli.terminal import (
    LocalizedCommand,
    LocalizedUsageError,
    ProgressLine,
    file_error,
    in_pipeline,
    print_json,
)
from smslint.core.analysis import Analysis
from smslint.core.attribute import Attribute
from smslint.core.sending import SendProblem
from smslint.dataclass import dataclass
from smslint.io.escape import visible
from smslint.io.sink import print_error, print_out
from smslint.messages import Bilingual, Language
from smslint.messages import recipients as recipient_messages
from smslint.messages import rehearse as messages
from smslint.messages.cli import COMMANDS, NO_OUTPUT, NO_WORKBOOKS
from smslint.messages.counts import count
from smslint.values.fitting import fitting_columns
from smslint.values.rehearsal import ProgressCallback, TableOptions, table_columns
from smslint.values.rehearsal.summary import Rehearsal
from smslint.values.tables.batch import InputError
from smslint.values.tables.place import TablePlace

if TYPE_CHECKING:
    from smslint.values.rehearsal.faulty_rows import FaultyRowsWriter
    from smslint.values.rehearsal.repaired_table import RepairedTableWriter

_TIME = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ])?([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?")
_MORNING, _EVENING = time(8), time(20)
"""Promotional messages cannot be sent before the one and after the other."""


@click.command(cls=LocalizedCommand, about=COMMANDS["rehearse"], options=messages.OPTIONS)
@click.argument("template", type=click.Path(path_type=Path))
@click.option("--data", required=True, type=click.Path())
@click.option("--name")
@click.option("--code")
@click.option("--map", multiple=True)
@click.option("--phone")
@click.option("--sheet")
@click.option("--header-row", type=click.IntRange(min=1))
@click.option("--at")
@click.option("--signature", multiple=True)
@click.option("--allow-unapproved", is_flag=True)
@click.option("--price", type=click.FloatRange(min=0))
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--raw-cells", is_flag=True)
@click.option("--repair", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--mask/--no-mask", default=in_pipeline)
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local")
@click.option("--format", type=click.Choice(["text", "json"]), default="text")
@click.option("--fail-on", type=click.Choice(["error", "warning", "never"]))
@click.option("--language", type=click.Choice(["en", "zh"]))
@click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--quiet", "-q", is_flag=True)
def command(**options: Any) -> int:
    """Exits with 1 if a row would be refused."""
    return _Rehearse(SimpleNamespace(**options)).run()


class _Rehearse:
    """One call of `smslint rehearse`; `options` holds the arguments and options of `command` by name."""

    def __init__(self, options: SimpleNamespace) -> None:
        self.options = options
        self.project = Project(options.config, options.language)
        look_at(self.project, options.template)
        self.language = self.project.language
        fail_on = options.fail_on or self.project.settings.fail_on
        self.fail_on = "warning" if fail_on == "info" else fail_on
        self.names: list[str] = []
        place = TablePlace(options.sheet, options.header_row)
        self.table = TableOptions(_mapping(options.map), options.phone, place, not options.signature)

    def run(self) -> int:
        """Rehearse, print the report, and return the exit code."""
        options = self.options
        night = _night(options.at)
        others: list[tuple[str, list[Rehearsal]]] = []
        progress = ProgressLine(self.language, not options.quiet)
        try:
            analyses = self._analyses()
            names = self.names = self._names(analyses)
            made = self._written([_signed(each, names[:1]) for each in analyses], progress.show_rehearsal)
            for name in names[1:]:  # rows are written once, with the longest signature
                signed = [_signed(each, [name]) for each in analyses]
                others.append((name, self._rehearsed(signed, progress.show_rehearsal)))
        except InputError as error:
            raise LocalizedUsageError(error.text) from None
        finally:
            progress.clear()
        shown = [number for number, each in enumerate(made) if each.rows] or [0]
        told = [self._told(made[number], [(name, every[number]) for name, every in others], night) for number in shown]
        problems = [problem for each in told for problem in each.problems]
        if options.format == "json":
            print_json(told[0].json() if len(analyses) == 1 else self._several_json(told))
        else:
            lines = list(told[0].lines())
            for each in told[1:]:
                lines += ["", *each.lines()]
            if len(told) > 1:
                templates = count("template", len(told))
                lines += ["", *total_lines([each.rehearsal for each in told], templates, self.language)]
            print_out(*lines)
        failed = sum(each.refused + (self.fail_on != "error" and each.doubtful) for each in made)
        return int(self.fail_on != "never" and (failed > 0 or (bool(problems) and not options.allow_unapproved)))

    def _analyses(self) -> list[Analysis]:
        """The template; or all of a path that have a code, where the table says which row is sent with which."""
        options = self.options
        found = chosen_templates(self.project, options.template, options.name, options.code)
        coded = [each.analysis for each in found if each.analysis.template.code]
        if len(coded) > 1 and options.engine == "local":
            columns = table_columns(coded, options.data, self.table)
            if any(each.code is not None for each in columns):
                return list({each.template.code: each for each in reversed(coded)}.values())[::-1]
        return [only_one(options.template, found).analysis]

    def _names(self, analyses: Sequence[Analysis]) -> list[str]:
        """The signatures to send with, the longest first: those given, else all of the template unless each row has its
        own."""
        given: Iterable[str] = self.options.signature
        template = analyses[0].template
        if not given and len(analyses) == 1 and template.signatures:
            (columns,) = table_columns(analyses, self.options.data, self.table)
            given = template.every_signature if columns.signature is None else ()
        return sorted(dict.fromkeys(given), key=lambda name: (-len(name), name))

    def _told(self, rehearsal: Rehearsal, others: Sequence[tuple[str, Rehearsal]], night: Bilingual | None) -> _Told:
        options, analysis = self.options, rehearsal.analysis
        price = options.price
        if price is None:
            price = self.project.settings.price.of(analysis.type)
        fitting = fitting_columns(rehearsal) if options.engine == "local" else {}
        problems = self._problems(analysis, rehearsal.column_mapping.signature is None)
        if night is not None and analysis.type == "promotional":
            problems.append(SendProblem("", night))
        shown = rehearsal.masked() if options.mask else rehearsal
        return _Told(shown, others, self.names, price, fitting, problems, self.language)

    def _problems(self, analysis: Analysis, signed: bool) -> list[SendProblem]:
        """What every row would return, as far as the account is known."""
        if analysis.account is None:
            return []
        from smslint.core.sending import send_problems

        signatures = self.names or [(analysis.template.signature or "") if signed else ""]
        found = (each for name in signatures for each in send_problems(analysis, analysis.account, name))
        return list(dict.fromkeys(found))

    def _several_json(self, told: Sequence[_Told]) -> dict[str, Any]:
        """The output for several templates, version 1."""
        templates = [each.json() for each in told]
        costs = [each["cost"]["total"] for each in templates if each["cost"]]
        counted = {name: sum(each[name] for each in templates) for name in ("rows", "refused", "doubtful", "billed")}
        cost = {"cost": round(sum(costs), 6) if costs else None}
        return {"version": 1, "data": self.options.data, **counted, **cost, "templates": templates}

    def _rehearsed(
        self,
        analyses: Sequence[Analysis],
        progress: ProgressCallback,
        rows: FaultyRowsWriter | None = None,
        repaired: RepairedTableWriter | None = None,
    ) -> list[Rehearsal]:
        if self.options.engine == "ray":
            from smslint.values.rehearsal.on_ray import rehearse_on_ray

            return [rehearse_on_ray(analyses[0], self.options.data, self.table, progress, rows)]
        from smslint.values.rehearsal import rehearse_all

        return rehearse_all(analyses, self.options.data, self.table, progress, rows, repaired)

    def _written(self, analyses: Sequence[Analysis], progress: ProgressCallback) -> list[Rehearsal]:
        """The rehearsals; the rows with problems go to the file of `--output`, the repaired table to that of
        `--repair`."""
        options = self.options
        if options.output is None and options.repair is None:
            return self._rehearsed(analyses, progress)
        from smslint.values.rehearsal import repaired_table
        from smslint.values.rehearsal.faulty_rows import ENDINGS, FaultyRowsWriter

        if options.output is not None and options.output.suffix.lower() not in ENDINGS:
            raise LocalizedUsageError(messages.BAD_OUTPUT.fill(path=options.output))
        if options.repair is not None and options.repair.suffix.lower() not in repaired_table.ENDINGS:
            raise LocalizedUsageError(messages.BAD_REPAIR.fill(path=options.repair))
        if options.repair is not None and options.repair.suffix.lower() == ".xlsx" and not find_spec("xlsxwriter"):
            raise LocalizedUsageError(NO_WORKBOOKS)
        if options.repair is not None and options.engine == "ray":
            raise LocalizedUsageError(messages.REPAIR_HERE)
        if options.repair is not None and options.output is not None and _is_same(options.repair, options.output):
            raise LocalizedUsageError(messages.ONE_FILE_TWICE.fill(path=options.repair))
        rows = repaired = None
        with ExitStack() as stack:
            if options.output is not None:
                with self._named(options.output):
                    rows = FaultyRowsWriter(options.output, self.language, options.data, options.raw_cells)
                stack.enter_context(rows)
            if options.repair is not None:
                with self._named(options.repair):
                    repaired = repaired_table.RepairedTableWriter(options.repair, options.data)
                stack.enter_context(repaired)
            made = self._rehearsed(analyses, progress, rows, repaired)
        for each in (rows, repaired):
            if each is not None:
                tell_other_names(each.path, self.language, each.other_names)
        if rows is not None and not options.quiet:
            written = count("row", rows.written, grouped=True)
            print_error(messages.WRITTEN.text(self.language, path=options.output, rows=written))
        if repaired is not None:
            self._tell_repaired(repaired)
        return made

    @contextmanager
    def _named(self, path: Path) -> Iterator[None]:
        """Errors while a file is opened are told as one of that file; an input is refused."""
        refuse_inputs(self.project, path)
        try:
            yield
        except OSError as error:
            raise file_error(NO_OUTPUT, path, error) from None

    def _tell_repaired(self, repaired: RepairedTableWriter) -> None:
        if repaired.left_out:
            left_out = count("row", repaired.left_out, grouped=True)
            print_error(messages.LEFT_OUT.text(self.language, path=repaired.path, rows=left_out))
        if self.options.quiet:
            return
        columns = tuple(
            messages.REPAIRED_COLUMN.fill(column=visible(name), cells=f"{cells:,}")
            for name, cells in repaired.repaired.most_common()
        )
        text = messages.REPAIRED.text(
            self.language,
            path=repaired.path,
            rows=count("row", repaired.written, grouped=True),
            cells=count("cell", repaired.repaired.total(), grouped=True),
            columns=messages.REPAIRED_COLUMNS.fill(columns=columns) if columns else "",
        )
        print_error(text)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of one template: the rehearsal, those with other signatures, and what every row would return."""

    rehearsal: Rehearsal
    others: Sequence[tuple[str, Rehearsal]]
    names: Sequence[str]
    price: float | None
    fitting: Mapping[str, tuple[Attribute, ...]]
    problems: Sequence[SendProblem]
    language: Language

    def lines(self) -> Iterator[str]:
        yield from (every_row_line(each, self.language) for each in self.problems)
        yield from rehearsal_lines(self.rehearsal, self.language, self.price, self.fitting)
        yield from (signature_line(name, other, self.language, self.price) for name, other in self.others)

    def json(self) -> dict[str, Any]:
        """The output for one template, with what is there only where the account is known, or signatures are given."""
        found = self.rehearsal.as_json(self.language, self.price)
        found["fitting"] = {variable: [each.code for each in fitting] for variable, fitting in self.fitting.items()}
        if self.problems:
            found["every_row"] = [
                {"error": each.error or None, "message": each.reason.text(self.language)} for each in self.problems
            ]
        if self.names:
            every = [(self.names[0], self.rehearsal), *self.others]
            found["signatures"] = [{"name": name, "billed": each.billed} for name, each in every]
        return found


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _night(at: str | None) -> Bilingual | None:
    """Why promotional messages are not sent at a time; None if they are, or no time is given."""
    if at is None:
        return None
    found = _TIME.fullmatch(at.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise LocalizedUsageError(recipient_messages.BAD_TIME.fill(given=at))
    moment = time(int(found[1]), int(found[2]))
    if _MORNING <= moment < _EVENING:
        return None
    return recipient_messages.AT_NIGHT.fill(time=f"{moment:%H:%M}")


def _signed(analysis: Analysis, names: Sequence[str]) -> Analysis:
    """The analysis of a template that is sent with a signature, if one is given."""
    return analysis.with_template(replace(analysis.template, signature=names[0])) if names else analysis


def _mapping(given: Iterable[str]) -> dict[str, str]:
    """The variables of `--map`, by column; the last `=` separates them, since names of variables contain none."""
    found: dict[str, str] = {}
    for each in given:
        column, sign, variable = each.rpartition("=")
        if not sign or not column.strip() or not variable.strip():
            raise LocalizedUsageError(messages.BAD_MAP.fill(given=each))
        found[column.strip()] = variable.strip()
    return found
