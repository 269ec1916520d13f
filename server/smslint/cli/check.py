"""`smslint check`: what the rules have to say about documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from smslint import __version__
from smslint.cli import inputs
from smslint.cli.progress import ProgressLine
from smslint.cli.project import Project
from smslint.cli.terminal import USAGE, LocalizedCommand, LocalizedUsageError, origin_text
from smslint.core.nearest import nearest_name
from smslint.dataclass import dataclass
from smslint.io.sink import print_error, standard_error, standard_output
from smslint.messages import Language
from smslint.messages.cli import CHECK, COMMANDS
from smslint.report import FORMATS, OUTPUT_FORMATS, Reporter, reporter
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.discovery import DiscoveredFile, discover
from smslint.workspace.rule_resolver import expanded, known_names
from smslint.workspace.run import CONFIDENCES, DisplayFilter, Run, RunEvent
from smslint.workspace.settings import ResolvedSettings
from smslint.workspace.settings_resolver import Overrides

if TYPE_CHECKING:
    from smslint.documents import Document
    from smslint.workspace.fix_files import FileFixer

_LEVELS = ("error", "warning", "info")


@click.command(cls=LocalizedCommand, about=COMMANDS["check"], options=CHECK)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--fix", is_flag=True)
@click.option("--unsafe-fixes", is_flag=True)
@click.option("--diff", is_flag=True)
@click.option("--format", type=click.Choice(FORMATS), default="full")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--select", multiple=True)
@click.option("--ignore", multiple=True)
@click.option("--fail-on", type=click.Choice([*_LEVELS, "never"]))
@click.option("--min-severity", type=click.Choice(_LEVELS), default="info")
@click.option("--min-confidence", type=click.Choice(CONFIDENCES), default="low")
@click.option("--baseline", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--stdin-filename")
@click.option("--files-from", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False))
@click.option("--force-exclude", is_flag=True)
@click.option("--whole-run", is_flag=True)
@click.option("--language", type=click.Choice(["en", "zh"]))
@click.option("--statistics", is_flag=True)
@click.option("--jobs", type=click.IntRange(min=0), default=0)
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--no-cache", is_flag=True)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto")
@click.option("--quiet", "-q", is_flag=True)
def command(**options: Any) -> int:
    return CheckCommand(CheckOptions(**options)).run()


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What was asked for, as the command line gives it."""

    paths: tuple[Path, ...]
    fix: bool
    unsafe_fixes: bool
    diff: bool
    format: str
    output: Path | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: str | None
    min_severity: Any
    min_confidence: Any
    baseline: Path | None
    stdin_filename: str | None
    files_from: Path | None
    force_exclude: bool
    whole_run: bool
    language: Language | None
    statistics: bool
    jobs: int
    config: Path | None
    no_cache: bool
    color: str
    quiet: bool

    def overrides(self) -> Overrides:
        """What stands above every settings file."""
        return Overrides(
            select=inputs.names(self.select) if self.select else None,
            ignore=inputs.names(self.ignore),
            baseline=str(self.baseline.absolute()) if self.baseline else None,
        )


class CheckCommand:
    """One call of `smslint check`."""

    def __init__(self, options: CheckOptions) -> None:
        self.options = options
        if options.no_cache:
            from smslint.catalog.cache import disable_cache

            disable_cache()
        self.project = project = Project(options.config, options.language, options.overrides())
        self.settings, self.rule_resolver = project.settings_resolver, project.rule_resolver
        self.paths = inputs.paths(options.paths, options.files_from)
        project.path = self._first()
        self.language = project.language
        self.fail_on = options.fail_on or project.settings.fail_on
        format = OUTPUT_FORMATS[options.format]
        fixes = format.fixes and not options.diff
        self.shown = DisplayFilter(options.min_severity, options.min_confidence, fixes, format.urls)
        self._check_names()

    def _first(self) -> Path:
        """The path whose settings decide how the report looks."""
        first = self.paths[0] if self.paths else Path()
        return Path(self.options.stdin_filename or "-").absolute() if first == inputs.STANDARD_INPUT else first

    def _check_names(self) -> None:
        catalog = self.project.catalog if self.options.select or self.options.ignore else None
        for name in inputs.names((*self.options.select, *self.options.ignore)):
            if catalog is not None and not expanded((name,), catalog):
                raise LocalizedUsageError(inputs.unknown_rule(name, nearest_name(name, known_names(catalog))))

    def run(self) -> int:
        """Checks, reports, and gives the exit code."""
        run = Run(self.rule_resolver, self.shown)
        if self.options.diff:
            return self._diff(run)
        progress = ProgressLine(self.language) if not self.options.quiet else None
        if progress:
            run.watch = progress.show_check
        with inputs.output(self._stream(), self.options.output) as out:
            report = self._reporter(out)
            report.begin()
            for event in self._events(run):
                if progress:
                    progress.clear()
                if isinstance(event, Diagnostic):
                    report.finding(event)
                else:
                    report.review(event)
                del event  # it holds the whole text of its document, and the next may be another
            if progress:
                progress.clear()
            code = self._exit_code(run)
            report.end(run.summary, exit_code=code)
        return code

    def _stream(self) -> TextIO:
        """Where the report goes: fixed standard input is written to standard output."""
        to_error = self.options.fix and inputs.STANDARD_INPUT in self.paths
        return standard_error() if to_error else standard_output()

    def _reporter(self, out: TextIO) -> Reporter:
        plain = self.options.output is not None
        return reporter(
            self.options.format,
            out,
            language=self.language,
            version=__version__,
            color=not plain and inputs.colored(self.options.color, out),
            width=None if plain else inputs.width(out),
            quiet=self.options.quiet,
            statistics=self.options.statistics,
            fail_on=None if self.fail_on == "never" else self.fail_on,  # type: ignore[arg-type]
        )

    def _events(self, run: Run) -> Iterator[RunEvent]:
        """All findings, those about the run and about the settings last."""
        files = [path for path in self.paths if path != inputs.STANDARD_INPUT]
        if self.options.whole_run:
            run.add_context(inputs.beside(files, self.project.resolved, self.settings, self.options.force_exclude))
        documents = self._noted(discover(files, self.settings, self.options.force_exclude))
        if self.options.fix:
            from smslint.workspace.fix_files import FileFixer

            fixer = FileFixer(run, self.options.unsafe_fixes)
            yield from fixer.check(documents)
            yield from self._input(run, fixer)
            self._remark(fixer)
        else:
            yield from inputs.checked(run, documents, self.options.jobs, self.settings)
            yield from self._input(run, None)
        yield from run.cross_file_findings()
        yield from inputs.left_over(run, files)

    def _input(self, run: Run, fixer: FileFixer | None) -> Iterator[RunEvent]:
        """The findings of standard input, where it was asked for."""
        if inputs.STANDARD_INPUT not in self.paths:
            return
        found = inputs.standard_input_file(self.options.stdin_filename, self.settings)
        self._warn(found.resolved)
        file_rules = self.rule_resolver.file_rules(found.resolved, found.shown)
        document = inputs.read_standard_input(found)
        if not inputs.asked_for(found, self.options.force_exclude):
            if fixer and document.text is not None:
                inputs.write_standard_output(document, document)
            return
        original: Document = document
        if fixer is not None:
            result = fixer.fix(document, found.shown, file_rules)
            document = result.document
            run.summary.fixed += result.fixed
            inputs.write_standard_output(original, document)
        yield from run.document(document, found.shown, file_rules, lambda: document)

    def _diff(self, run: Run) -> int:
        from smslint.workspace.fix_files import FileFixer, difference

        fixer = FileFixer(run, self.options.unsafe_fixes)
        files = [path for path in self.paths if path != inputs.STANDARD_INPUT]
        printed = False
        with inputs.output(standard_output(), self.options.output) as out:
            for text in fixer.diffs(self._noted(discover(files, self.settings, self.options.force_exclude))):
                out.write(text)
                printed = printed or bool(text)
            if inputs.STANDARD_INPUT in self.paths:
                found = inputs.standard_input_file(self.options.stdin_filename, self.settings)
                document = inputs.read_standard_input(found)
                file_rules = self.rule_resolver.file_rules(found.resolved, found.shown)
                text = difference(found.shown, document, fixer.fix(document, found.shown, file_rules).document)
                out.write(text)
                printed = printed or bool(text)
        self._remark(fixer)
        return int(printed)

    def _exit_code(self, run: Run) -> int:
        if self._failed:
            return USAGE
        levels = _LEVELS[: _LEVELS.index(self.fail_on) + 1] if self.fail_on != "never" else ()
        return int(any(getattr(run.summary, level) for level in levels))

    _failed = False

    def _remark(self, fixer: FileFixer) -> None:
        self._failed = fixer.failed
        for path, text in fixer.remarks:
            print_error(f"{path}: {text.text(self.language)}")

    def _noted(self, documents: Iterator[DiscoveredFile]) -> Iterator[DiscoveredFile]:
        """The documents; warnings about their settings are printed before the first of them."""
        for found in documents:
            self._warn(found.resolved)
            yield found

    def _warn(self, resolved: ResolvedSettings) -> None:
        if not self.options.quiet:
            for warning in self.rule_resolver.warnings(resolved):
                print_error(origin_text(warning.origin) + warning.text.text(self.language))
