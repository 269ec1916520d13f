"""`smslint rehearse`: checks a template with every row of a table before it is sent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from smslint.cli.progress import ProgressLine
from smslint.cli.project import Project
from smslint.cli.rehearse_text import lines
from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError, print_json
from smslint.core.analysis import Analysis
from smslint.dataclass import dataclass
from smslint.documents.entry import TemplateEntry
from smslint.io.sink import print_error, print_out
from smslint.messages import Language
from smslint.messages import rehearse as messages
from smslint.messages.cli import COMMANDS, NO_SUCH_PATH
from smslint.messages.counts import count
from smslint.values.rehearsal import ProgressCallback
from smslint.values.rehearsal.summary import Rehearsal
from smslint.values.tables.batch import TableError


@click.command(cls=LocalizedCommand, about=COMMANDS["rehearse"], options=messages.OPTIONS)
@click.argument("template", type=click.Path(path_type=Path))
@click.option("--data", required=True)
@click.option("--name")
@click.option("--code")
@click.option("--map", multiple=True)
@click.option("--price", type=click.FloatRange(min=0))
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local")
@click.option("--format", type=click.Choice(["text", "json"]), default="text")
@click.option("--fail-on", type=click.Choice(["error", "warning", "never"]))
@click.option("--language", type=click.Choice(["en", "zh"]))
@click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--quiet", "-q", is_flag=True)
def command(**options: Any) -> int:
    """Exits with 1 if a row would be refused."""
    return _Rehearse(RehearseOptions(**options)).run()


@dataclass(frozen=True, slots=True)
class RehearseOptions:
    """The arguments of the command line."""

    template: Path
    data: str
    name: str | None
    code: str | None
    map: tuple[str, ...]
    price: float | None
    output: Path | None
    engine: str
    format: str
    fail_on: str | None
    language: Language | None
    config: Path | None
    quiet: bool

    @property
    def mapping(self) -> dict[str, str]:
        """The variables of `--map`, by column; the last `=` separates them, since names of variables contain none."""
        found: dict[str, str] = {}
        for given in self.map:
            column, sign, variable = given.rpartition("=")
            if not sign or not column.strip() or not variable.strip():
                raise LocalizedUsageError(messages.BAD_MAP.fill(given=given))
            found[column.strip()] = variable.strip()
        return found


class _Rehearse:
    def __init__(self, options: RehearseOptions) -> None:
        self.options = options
        self.project = Project(options.config, options.language)
        if not options.template.exists():
            raise LocalizedUsageError(NO_SUCH_PATH.fill(path=options.template))
        self.project.path = options.template
        self.language = self.project.language
        fail_on = options.fail_on or self.project.settings.fail_on
        self.fail_on = "warning" if fail_on == "info" else fail_on

    def run(self) -> int:
        """Rehearse, print the report, and return the exit code."""
        options = self.options
        mapping = options.mapping
        analysis = self._chosen_template()
        progress = ProgressLine(self.language, not options.quiet)
        try:
            made = self._rehearse(analysis, mapping, progress.show_rehearsal)
        except TableError as error:
            raise LocalizedUsageError(error.text) from None
        finally:
            progress.clear()
        if options.format == "json":
            print_json(made.as_json(self.language, options.price))
        else:
            print_out("\n".join(lines(made, self.language, options.price)))
        failed = made.refused if self.fail_on == "error" else made.refused + made.doubtful
        return int(self.fail_on != "never" and failed > 0)

    def _rehearse(self, analysis: Analysis, mapping: dict[str, str], progress: ProgressCallback) -> Rehearsal:
        options = self.options
        if options.engine == "ray":
            from smslint.values.rehearsal.on_ray import rehearse_on_ray as rehearse
        else:
            from smslint.values.rehearsal import rehearse
        if options.output is None:
            return rehearse(analysis, options.data, mapping, progress)
        from smslint.values.rehearsal.faulty_rows import FORMATS, FaultyRowsWriter

        if options.output.suffix.lower() not in FORMATS:
            raise LocalizedUsageError(messages.BAD_OUTPUT.fill(path=options.output))
        with FaultyRowsWriter(options.output, self.language) as rows:
            made = rehearse(analysis, options.data, mapping, progress, rows)
        if not options.quiet:
            print_error(
                messages.WRITTEN.text(self.language, path=options.output, rows=count("row", rows.written, grouped=True))
            )
        return made

    def _chosen_template(self) -> Analysis:
        """The one template that was asked for."""
        options = self.options
        for found, document in self.project.documents((options.template,)):
            entries = [entry for entry in document.entries() if entry.template is not None]
            chosen = [entry for entry in entries if self._is_wanted(entry)]
            if not entries:
                break
            known = tuple(dict.fromkeys(_label(entry) for entry in entries[:20]))
            if not chosen:
                raise LocalizedUsageError(messages.NO_SUCH_TEMPLATE.fill(path=options.template, known=known))
            if len(chosen) > 1:
                text = messages.SEVERAL_TEMPLATES
                raise LocalizedUsageError(text.fill(path=options.template, count=len(chosen), known=known))
            assert chosen[0].template
            return self.project.file_rules(found).linter.read(chosen[0].template)
        raise LocalizedUsageError(messages.NO_TEMPLATE.fill(path=options.template))

    def _is_wanted(self, entry: TemplateEntry) -> bool:
        template, options = entry.template, self.options
        assert template
        code = template.code or (entry.review.code if entry.review else None)
        return (options.name is None or template.name == options.name) and (
            options.code is None or code == options.code
        )


def _label(entry: TemplateEntry) -> str:
    template = entry.template
    return (template and (template.name or template.code)) or f"#{entry.index + 1}"
