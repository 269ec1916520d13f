"""`smslint rehearse`: checks a template with every row of a table before it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import click

from smslint.cli.chosen_template import chosen_template, look_at
from smslint.cli.project import Project, refuse_inputs, tell_other_names
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
from smslint.io.escape import visible
from smslint.io.sink import print_error, print_out
from smslint.messages import Bilingual, Language
from smslint.messages import explain as explain_messages
from smslint.messages import rehearse as messages
from smslint.messages.cli import COMMANDS, NO_OUTPUT
from smslint.messages.counts import count
from smslint.values.fitting import fitting_columns
from smslint.values.rehearsal import ProgressCallback
from smslint.values.rehearsal.row_counts import Cause, CauseKey
from smslint.values.rehearsal.summary import Rehearsal
from smslint.values.tables.batch import InputError

if TYPE_CHECKING:
    from smslint.core.sending import SendProblem


@click.command(cls=LocalizedCommand, about=COMMANDS["rehearse"], options=messages.OPTIONS)
@click.argument("template", type=click.Path(path_type=Path))
@click.option("--data", required=True, type=click.Path())
@click.option("--name")
@click.option("--code")
@click.option("--map", multiple=True)
@click.option("--signature", multiple=True)
@click.option("--allow-unapproved", is_flag=True)
@click.option("--price", type=click.FloatRange(min=0))
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--raw-cells", is_flag=True)
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

    def run(self) -> int:
        """Rehearse, print the report, and return the exit code."""
        options = self.options
        mapping = _mapping(options.map)
        analysis = chosen_template(self.project, options.template, options.name, options.code).analysis
        template = analysis.template
        given = options.signature or (template.every_signature if template.signatures else ())
        names = sorted(dict.fromkeys(given), key=lambda name: (-len(name), name))
        price = options.price
        if price is None:
            price = getattr(self.project.settings.price, analysis.type)
        others: list[tuple[str, Rehearsal]] = []
        progress = ProgressLine(self.language, not options.quiet)
        try:
            rehearsal = self._rehearse(_signed(analysis, names[:1]), mapping, progress.show_rehearsal)
            rows, options.output = options.output, None  # rows are written once, with the longest signature
            show = progress.show_rehearsal
            others = [(name, self._rehearse(_signed(analysis, [name]), mapping, show)) for name in names[1:]]
            options.output = rows
        except InputError as error:
            raise LocalizedUsageError(error.text) from None
        finally:
            progress.clear()
        fitting = fitting_columns(rehearsal) if options.engine == "local" else {}
        if options.mask:
            rehearsal = rehearsal.masked()
        problems = self._problems(analysis, names)
        if options.format == "json":
            codes = {variable: [each.code for each in found] for variable, found in fitting.items()}
            told = self._account_json(problems, names[:1], rehearsal, others)
            print_json({**rehearsal.as_json(self.language, price), "fitting": codes, **told})
        else:
            lines = [_every_row(each, self.language) for each in problems]
            lines += _lines(rehearsal, self.language, price, fitting)
            lines += [_with_signature(name, other, self.language, price) for name, other in others]
            print_out(*lines)
        failed = rehearsal.refused if self.fail_on == "error" else rehearsal.refused + rehearsal.doubtful
        return int(self.fail_on != "never" and (failed > 0 or (bool(problems) and not options.allow_unapproved)))

    def _problems(self, analysis: Analysis, names: Sequence[str]) -> list[SendProblem]:
        """What every row would return, as far as the account is known."""
        if analysis.account is None:
            return []
        from smslint.core.sending import send_problems

        signatures = names or [analysis.template.signature or ""]
        found = (each for name in signatures for each in send_problems(analysis, analysis.account, name))
        return list(dict.fromkeys(found))

    def _account_json(
        self,
        problems: Sequence[SendProblem],
        names: Sequence[str],
        rehearsal: Rehearsal,
        others: Sequence[tuple[str, Rehearsal]],
    ) -> dict[str, Any]:
        """The keys of JSON that are there where the account is known, or signatures are given."""
        found: dict[str, Any] = {}
        if problems:
            found["every_row"] = [
                {"error": each.error, "message": each.reason.text(self.language)} for each in problems
            ]
        if names:
            every = [(names[0], rehearsal), *others]
            found["signatures"] = [{"name": name, "billed": each.billed} for name, each in every]
        return found

    def _rehearse(self, analysis: Analysis, mapping: dict[str, str], progress: ProgressCallback) -> Rehearsal:
        options = self.options
        if options.engine == "ray":
            from smslint.values.rehearsal.on_ray import rehearse_on_ray as rehearse
        else:
            from smslint.values.rehearsal import rehearse
        if options.output is None:
            return rehearse(analysis, options.data, mapping, progress)
        from smslint.values.rehearsal.faulty_rows import ENDINGS, FaultyRowsWriter

        if options.output.suffix.lower() not in ENDINGS:
            raise LocalizedUsageError(messages.BAD_OUTPUT.fill(path=options.output))
        refuse_inputs(self.project, options.output)
        try:
            writer = FaultyRowsWriter(options.output, self.language, options.data, options.raw_cells)
        except OSError as error:
            raise file_error(NO_OUTPUT, options.output, error) from None
        with writer as rows:
            rehearsal = rehearse(analysis, options.data, mapping, progress, rows)
        tell_other_names(options.output, self.language, rows.other_names)
        if not options.quiet:
            written = count("row", rows.written, grouped=True)
            print_error(messages.WRITTEN.text(self.language, path=options.output, rows=written))
        return rehearsal


def _signed(analysis: Analysis, names: Sequence[str]) -> Analysis:
    """The analysis of a template that is sent with a signature, if one is given."""
    return analysis.with_template(replace(analysis.template, signature=names[0])) if names else analysis


def _every_row(problem: SendProblem, language: Language) -> str:
    return visible(messages.EVERY_ROW.text(language, error=problem.error, reason=problem.reason))


def _with_signature(name: str, rehearsal: Rehearsal, language: Language, price: float | None) -> str:
    cost = "" if price is None else messages.COST_OF.fill(cost=f"{rehearsal.billed * price:,.2f}")
    billed = count("segment", rehearsal.billed, grouped=True)
    return visible(messages.WITH_SIGNATURE.text(language, signature=name, billed=billed, cost=cost))


def _mapping(given: Iterable[str]) -> dict[str, str]:
    """The variables of `--map`, by column; the last `=` separates them, since names of variables contain none."""
    found: dict[str, str] = {}
    for each in given:
        column, sign, variable = each.rpartition("=")
        if not sign or not column.strip() or not variable.strip():
            raise LocalizedUsageError(messages.BAD_MAP.fill(given=each))
        found[column.strip()] = variable.strip()
    return found


def _lines(
    rehearsal: Rehearsal, language: Language, price: float | None, fitting: Mapping[str, tuple[Attribute, ...]]
) -> Iterator[str]:
    """The lines of the output."""
    template = rehearsal.analysis.template
    title = visible(template.name or template.code or "-")
    rows = count("row", rehearsal.rows, grouped=True)
    yield messages.TITLE.text(language, template=title, data=rehearsal.source, rows=rows)
    yield from (f"  {line}" for line in _column_lines(rehearsal, language))
    told: set[str] = set()
    for cause in rehearsal.causes:
        yield ""
        yield from _cause_lines(cause, language)
        variable = cause.key.variable
        if variable in fitting and variable not in told:
            told.add(variable)
            titles = tuple(f"{each.title.text(language)} ({each.code})" for each in fitting[variable])
            text = explain_messages.FITTING if titles else explain_messages.FITTING_NONE
            yield f"  {text.text(language, attributes=titles)}"
    if rehearsal.rows:
        yield ""
        yield from _segments(rehearsal, language, price)
    for one in rehearsal.unchanging:
        yield messages.UNCHANGING.text(language, value=visible(one.value), column=one.column, variable=one.variable)
    yield ""
    yield _verdict(rehearsal, language)


def _column_lines(rehearsal: Rehearsal, language: Language) -> Iterator[str]:
    column_mapping = rehearsal.column_mapping
    for variable, near in column_mapping.missing.items():
        if near is None:
            yield messages.MISSING_COLUMN.text(language, variable=variable)
        else:
            option = f"{near}={variable}"
            option = f"'{option}'" if not near.isalnum() else option
            text = messages.MISSING_NEAREST
            yield text.text(language, variable=variable, column=visible(near), option=visible(option))
    for name in column_mapping.repeated:
        yield messages.REPEATED.text(language, name=visible(name))
    for variable in rehearsal.undeclared:
        yield messages.UNDECLARED.text(language, variable=variable)
    if column_mapping.extra:
        more = ("…",) if len(column_mapping.extra) > 20 else ()
        names = (*(visible(name) for name in column_mapping.extra[:20]), *more)
        yield messages.EXTRA.text(language, names=names)


def _cause_lines(cause: Cause, language: Language) -> Iterator[str]:
    if cause.key.severity == "warning":
        error: Bilingual | str = messages.DOUBTFUL.fill(reason=cause.key.reason)
    else:
        error = cause.key.error or messages.REFUSED_UNNAMED.fill(reason=cause.key.reason)
    rows = count("row", cause.count, grouped=True)
    yield messages.CAUSE.text(language, rows=rows, error=error, place=_place(cause.key))
    yield f"  {visible(cause.message.text(language))}"
    for sample in cause.samples:
        text = messages.SAMPLE if sample.value else messages.SAMPLE_EMPTY
        value = sample.value[:60] + "…" if len(sample.value) > 60 else sample.value
        yield f"    {text.text(language, row=f'{sample.row:,}', value=visible(value))}"
        if cause.key.reason == "no-json" and sample.message != cause.samples[0].message:
            yield f"      {visible(sample.message.text(language))}"


def _place(key: CauseKey) -> Bilingual | str:
    if key.column and key.variable and key.column != key.variable:
        return messages.PLACE_VARIABLE.fill(column=visible(key.column), variable=key.variable)
    if key.column:
        return messages.PLACE.fill(column=visible(key.column))
    return messages.PLACE_NO_COLUMN.fill(variable=key.variable) if key.variable else ""


def _segments(rehearsal: Rehearsal, language: Language, price: float | None) -> Iterator[str]:
    if not rehearsal.segments:
        return
    yield messages.SEGMENTS_HEADING.text(language)
    sent = sum(rehearsal.segments.values())
    for number, rows in rehearsal.segments.items():
        counted = count("row", rows, grouped=True)
        yield f"  {messages.SEGMENTS.text(language, segments=number, rows=counted, share=_share(rows, sent))}"
    yield f"  {messages.LENGTHS.text(language, shortest=rehearsal.shortest, longest=rehearsal.longest)}"
    if not rehearsal.analysis.template.signature:
        yield f"  {messages.NO_SIGNATURE.text(language)}"
    billed = count("segment", rehearsal.billed, grouped=True)
    if price is None:
        yield f"  {messages.BILLED.text(language, billed=billed)}"
    else:
        yield f"  {messages.COST.text(language, billed=billed, price=price, cost=f'{rehearsal.billed * price:,.2f}')}"


def _share(part: int, whole: int) -> str:
    """A percentage that is 0 or 100 only if `part` is nothing or everything."""
    share = part / whole * 100 if whole else 0.0
    if 0 < share < 0.1:
        return "<0.1%"
    return f"{min(share, 99.9) if part < whole else share:.1f}%"


def _verdict(rehearsal: Rehearsal, language: Language) -> str:
    if not rehearsal.rows:
        return messages.NO_ROWS.text(language)
    sentences = []
    if rehearsal.refused:
        refused, share = count("row", rehearsal.refused, grouped=True), _share(rehearsal.refused, rehearsal.rows)
        sentences.append(messages.VERDICT_REFUSED.text(language, refused=refused, share=share))
    if rehearsal.doubtful:
        sentences.append(messages.VERDICT_DOUBTFUL.text(language, doubtful=f"{rehearsal.doubtful:,}"))
    return ("" if language == "zh" else " ").join(sentences) or messages.VERDICT_FINE.text(language)
