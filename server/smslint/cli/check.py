"""`smslint check`: reports what the rules find in documents, or fixes it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TextIO

import click

from smslint import __version__
from smslint.cli.project import STANDARD_INPUT, Project, given_paths, open_output
from smslint.cli.terminal import USAGE, LocalizedCommand, LocalizedUsageError, ProgressLine, settings_message
from smslint.core.lint import MOST_TIMEOUTS
from smslint.core.nearest import nearest_name
from smslint.io.sink import print_error, standard_bytes, standard_error, standard_output, write_bytes
from smslint.messages import cli as messages
from smslint.messages.counts import count
from smslint.report import OUTPUT_FORMATS, Renderer, Reporter, ReportOptions, reporter
from smslint.workspace.diagnostic import Diagnostic, SinceCounts, TemplateOutline
from smslint.workspace.discovery import DiscoveredFile, discover, excluded
from smslint.workspace.loading import load_standard_input
from smslint.workspace.patterns import displayed, relative
from smslint.workspace.rule_resolver import expanded, known_names
from smslint.workspace.run import (
    CONFIDENCES,
    DisplayFilter,
    RenderedFindings,
    Run,
    RunEvent,
    unused_patterns,
    unused_suppressions,
)
from smslint.workspace.settings import ResolvedSettings
from smslint.workspace.settings_resolver import Overrides

if TYPE_CHECKING:
    from smslint.documents import Document
    from smslint.workspace.fix_files import FileFixer
    from smslint.workspace.last_review import LastReview
    from smslint.workspace.result_cache import ResultCache

_LEVELS = ("error", "warning", "info")
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(cls=LocalizedCommand, about=messages.COMMANDS["check"], options=messages.CHECK)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--fix", is_flag=True)
@click.option("--unsafe-fixes", is_flag=True)
@click.option("--show-fixes", is_flag=True)
@click.option("--diff", is_flag=True)
@click.option("--format", type=click.Choice(tuple(OUTPUT_FORMATS)), default="full")
@click.option("--output", type=_FILE)
@click.option("--select", multiple=True)
@click.option("--ignore", multiple=True)
@click.option("--fail-on", type=click.Choice([*_LEVELS, "never"]))
@click.option("--min-severity", type=click.Choice(_LEVELS), default="info")
@click.option("--min-confidence", type=click.Choice(CONFIDENCES), default="low")
@click.option("--baseline", type=_FILE)
@click.option("--since", type=_FILE)
@click.option("--sheet")
@click.option("--stdin-filename")
@click.option("--no-suppressions", is_flag=True)
@click.option("--show-suppressed", is_flag=True)
@click.option("--files-from", type=click.Path(path_type=Path, allow_dash=True, dir_okay=False))
@click.option("--force-exclude", is_flag=True)
@click.option("--allow-empty", is_flag=True)
@click.option("--whole-run", is_flag=True)
@click.option("--code", is_flag=True)
@click.option("--min-certainty", type=click.Choice(["certain", "likely"]))
@click.option("--language", type=click.Choice(["en", "zh"]))
@click.option("--statistics", is_flag=True)
@click.option("--raw-cells", is_flag=True)
@click.option("--jobs", type=click.IntRange(min=0), default=0)
@click.option("--config", type=_FILE)
@click.option("--no-cache", is_flag=True)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto")
@click.option("--quiet", "-q", is_flag=True)
def command(**options: Any) -> int:
    check = CheckCommand(SimpleNamespace(**options))
    return check.diff() if check.options.diff else check.report()


class CheckCommand:
    """One call of `smslint check`; `options` holds the arguments and options of `command` by name."""

    def __init__(self, options: SimpleNamespace) -> None:
        self.options = options
        if options.no_cache:
            from smslint.catalog.cache import disable_cache

            disable_cache()
        select, ignore = _rule_names(options.select), _rule_names(options.ignore)
        baseline = str(options.baseline.absolute()) if options.baseline else None
        overrides = Overrides(
            select if options.select else None,
            ignore,
            baseline,
            suppressions=not options.no_suppressions,
            sheet=options.sheet,
            code=options.code,
            min_certainty=options.min_certainty,
        )
        format = OUTPUT_FORMATS[options.format]
        in_repository = format.in_repository and not options.diff
        self.project = project = Project(options.config, options.language, overrides, in_repository)
        paths = given_paths(options.paths, options.files_from)
        project.listed = paths
        self.files = [path for path in paths if path != STANDARD_INPUT]
        self.reads_input = STANDARD_INPUT in paths
        self._may_be_empty = options.allow_empty or not paths
        self._checked: set[str] = set()
        # The first path decides how the report looks.
        first = paths[0] if paths else Path()
        project.path = Path(options.stdin_filename or "-").absolute() if first == STANDARD_INPUT else first
        self.language = project.language
        self.fail_on = options.fail_on or project.settings.fail_on
        fixes = format.fixes and not options.diff
        self.run = Run(
            project.rule_resolver,
            DisplayFilter(
                options.min_severity,
                options.min_confidence,
                fixes,
                format.urls,
                suppressed=options.show_suppressed,
                for_people=format.for_people,
                others=format.others,
                templates=format.templates,
                asides=options.since is not None,
            ),
        )
        for name in (*select, *ignore):
            if not expanded((name,), project.catalog):
                near = nearest_name(name, known_names(project.catalog))
                text = messages.UNKNOWN_RULE_NEAREST if near else messages.UNKNOWN_RULE
                raise LocalizedUsageError(text.fill(name=name, nearest=near))

    def report(self) -> int:
        """Checks, reports, and gives the exit code."""
        progress = ProgressLine(self.language, not self.options.quiet)
        self.run.watch = progress.show_check
        last = self._last_review()
        # Fixed standard input is written to standard output.
        opened = standard_error if self.options.fix and self.reads_input else standard_output
        color = self.options.output is None and _is_colored(self.options.color, opened())
        format = OUTPUT_FORMATS[self.options.format]
        if format.binary:
            self._refuse_text(opened())
        stream = standard_bytes() if format.binary else opened(colors=color, commands=format.commands)
        with open_output(self.project, stream, self.options.output) as out:
            self._report = report = self._reporter(out, color)
            report.begin()
            for event in self._events():
                progress.clear()
                if isinstance(event, Diagnostic):
                    event = event if last is None else last.mark(event)
                    if not event.aside:
                        report.finding(event)
                elif isinstance(event, RenderedFindings):
                    for rendered in event.findings:
                        report.write_rendered(rendered)
                elif isinstance(event, TemplateOutline):
                    report.template(event)
                else:
                    report.review(event)
                del event  # it holds the whole text of its document, and the next may be another
            progress.clear()
            self._print_skipped()
            code = self._exit_code()
            if last is not None:
                self._tell_gone(last, report)
            self.run.summary.loosened = self._loosened()
            report.end(self.run.summary, exit_code=code)
        return code

    def _refuse_text(self, out: TextIO) -> None:
        """Raises LocalizedUsageError where a workbook cannot be made, or would be written to a terminal."""
        from importlib.util import find_spec

        if find_spec("xlsxwriter") is None:
            raise LocalizedUsageError(messages.NO_WORKBOOKS)
        if self.options.output is None and (out.isatty() or (self.options.fix and self.reads_input)):
            raise LocalizedUsageError(messages.NEEDS_OUTPUT.fill(format=self.options.format))

    def _last_review(self) -> LastReview | None:
        if self.options.since is None:
            return None
        from smslint.workspace.last_review import load_last_review

        return load_last_review(self.options.since, self.project.base or self.project.resolved.root)

    def _tell_gone(self, last: LastReview, report: Reporter) -> None:
        """Tells the reporter what is no longer there, and counts what changed since the last review."""
        rules = self.project.rule_resolver.file_rules(self.project.resolved, "").wanted
        gone = 0
        for found in last.gone(self._checked, rules, self.options.min_severity):
            report.gone(found)
            gone += found.count
        self.run.summary.since = SinceCounts(last.new, last.same, gone)

    def _reporter(self, out: TextIO, color: bool) -> Reporter:
        options = ReportOptions(
            language=self.language,
            version=__version__,
            color=color,
            width=None if self.options.output else _width(out),
            quiet=self.options.quiet,
            statistics=self.options.statistics,
            raw_cells=self.options.raw_cells,
            documents=self.run.cross_file.numbers,
            fail_on=None if self.fail_on == "never" else self.fail_on,
        )
        return reporter(self.options.format, out, options)

    def _events(self) -> Iterator[RunEvent]:
        """All findings, those about the run and about the settings last."""
        run = self.run
        if self.options.whole_run:
            run.whole = True
            run.add_context(self._context())
        if self.options.fix:
            from smslint.workspace.fix_files import FileFixer

            fixer = FileFixer(run, self.options.unsafe_fixes, self.options.show_fixes)
            yield from fixer.check(self._documents())
            yield from self._input(fixer)
            self._print_remarks(fixer)
        else:
            from smslint.workspace.parallel import check

            renderer, cache = self._renderer(), self._open_cache if self._keeps_results() else None
            settings = self.project.settings_resolver
            yield from check(run, self._documents(), self.options.jobs or None, settings, renderer, cache)
            yield from self._input(None)
        yield from run.cross_file_findings()
        folders = [path for path in self.files if os.path.isdir(path)]
        if folders and not self.options.quiet:
            for warning in unused_patterns(run, folders):
                print_error(settings_message(warning, self.language))
        if any(resolved.settings.suppress for resolved in run.resolved.values()):
            yield from unused_suppressions(run, folders, {displayed(path, self.project.base) for path in self.files})

    def _renderer(self) -> Renderer | None:
        """What other processes need to render findings as the report does; None if it must have the findings."""
        report = self._report
        if not report.renders_apart or self.options.since is not None:
            return None
        return Renderer(self.options.format, replace(report.options, documents={}), report.unicode)

    def _keeps_results(self) -> bool:
        return not self.options.no_cache and self.project.settings.cache

    def _open_cache(self) -> ResultCache:
        from smslint.workspace.result_cache import FOLDER, ResultCache

        folder = self.project.resolved.root / FOLDER
        return ResultCache(folder, self.project.rule_resolver, self.run.display, self.run.today, self._renderer())

    def _context(self) -> Iterator[DiscoveredFile]:
        """The documents of the settings' folder that the paths do not name."""
        settings = self.project.settings_resolver
        named = {os.path.realpath(each.file) for each in discover(self.files, settings, self.options.force_exclude)}
        for each in discover([self.project.resolved.root], settings):
            if os.path.realpath(each.file) not in named:
                yield each

    def _input(self, fixer: FileFixer | None) -> Iterator[RunEvent]:
        """The findings of standard input, if it is to be read; with `--fix`, its text is written to standard output."""
        if not self.reads_input:
            return
        found, document = self._read_input()
        self._warn(found.resolved)
        file_rules = self.project.rule_resolver.of(found)
        named = found.display_path != "-"
        left_out = self.options.force_exclude and named and excluded(found.path.absolute(), found.resolved)
        original = document
        if fixer is not None and not left_out:
            result = fixer.fix(document, found.display_path, file_rules)
            document = result.document
            fixer.count(found.display_path, result)
        if fixer is not None and document.text is not None:
            write_bytes(original.encode(document.text.value))
        if not left_out:
            self._found += 1
            self._checked.add(found.display_path)
            yield from self.run.document(document, found.display_path, file_rules, lambda: document)

    def _read_input(self) -> tuple[DiscoveredFile, Document]:
        """Standard input, under the name of the file that it stands for."""
        name = self.options.stdin_filename
        path = Path(name or "-")
        resolved = self.project.settings_resolver.of(path.absolute())
        display_path = resolved.display_path(path.absolute()) if name else "-"
        found = DiscoveredFile(os.fspath(path), display_path, resolved, None)
        document = load_standard_input(None if display_path == "-" else path.name, resolved)
        document.file = found.file if name else None
        return found, document

    def diff(self) -> int:
        """Prints what fixing would change, and gives the exit code."""
        from smslint.workspace.fix_files import FileFixer, difference, top_of

        fixer = FileFixer(self.run, self.options.unsafe_fixes, self.options.show_fixes)
        changed, top = 0, top_of(self.files)
        with open_output(self.project, standard_output(), self.options.output) as out:
            for text in fixer.diffs(self._documents(), top):
                changed += out.write(text)
            if self.reads_input:
                self._found += 1
                found, document = self._read_input()
                result = fixer.fix(document, found.display_path, self.project.rule_resolver.of(found))
                fixer.count(found.display_path, result)
                changed += out.write(difference(relative(found.path, top), document, result.document))
        self._print_remarks(fixer)
        self._print_skipped()
        return USAGE if self._failed or self._is_unread() else int(changed > 0)

    def _exit_code(self) -> int:
        if self._failed or self._is_unread() or self._has_slow_rules():
            return USAGE
        levels = _LEVELS[: _LEVELS.index(self.fail_on) + 1] if self.fail_on != "never" else ()
        return int(any(getattr(self.run.summary, level) for level in levels))

    _failed = False
    _found = 0
    """How many documents there are, also those of source code that were not read."""

    def _is_unread(self) -> bool:
        """Whether a grammar is missing, or no document was found and read where there should be some, which it says."""
        if self.run.summary.skipped["grammar"]:
            return True
        if self._found > self.run.summary.skipped.total() or self._may_be_empty:
            return False
        print_error(messages.NOTHING_CHECKED.text(self.language))
        return True

    def _loosened(self) -> int:
        """How many further settings files make fewer findings fail the run than the first one does.

        One that leaves files out counts even if no document is left to which it applies.
        """
        project, resolver = self.project, self.project.rule_resolver
        hiding = [each for each in project.settings_resolver.resolved if each.file and each.settings.exclude]
        applied = (*self.run.resolved.values(), *hiding)
        files = {each.file: each for each in applied if each.file != project.resolved.file}
        if not files:
            return 0
        first = resolver.file_rules(project.resolved, "")
        return sum(resolver.file_rules(each, "").is_looser_than(first) for each in files.values())

    def _has_slow_rules(self) -> bool:
        """Whether rules ran into the time limit so often that the run proves nothing; names them."""
        slow = tuple(rule for rule, templates in self.run.timeouts.items() if templates > MOST_TIMEOUTS)
        if slow:
            print_error(messages.SLOW_RULES.text(self.language, rules=slow, most=MOST_TIMEOUTS))
        return bool(slow)

    def _print_skipped(self) -> None:
        """Says which files of source code were not read, and why."""
        skipped = +self.run.summary.skipped
        if not skipped:
            return
        from smslint.messages import code as code_messages

        if skipped["grammar"]:
            files = count("file", skipped["grammar"])
            print_error(code_messages.NO_GRAMMAR.text(self.language, files=files))
        parts = tuple(text.fill(count=skipped[why]) for why, text in code_messages.SKIPPED.items() if skipped[why])
        if parts and not self.options.quiet:
            print_error(code_messages.NOT_READ.text(self.language, parts=parts))

    def _print_remarks(self, fixer: FileFixer) -> None:
        self._failed = fixer.failed
        for path, rule, title in fixer.made:
            print_error(messages.FIX_MADE.text(self.language, path=path, title=title, rule=rule))
        for path, text in fixer.remarks:
            print_error(f"{path}: {text.text(self.language)}")

    def _documents(self) -> Iterator[DiscoveredFile]:
        """The documents; warnings about their settings are printed before the first of them."""
        for found in discover(self.files, self.project.settings_resolver, self.options.force_exclude):
            self._found += 1
            self._warn(found.resolved)
            if self.options.since is not None:
                settings_path = found.resolved.settings_path(found.display_path)
                self._checked |= {found.display_path, found.resolved.baseline_path(settings_path)}
            yield found

    def _warn(self, resolved: ResolvedSettings) -> None:
        if not self.options.quiet:
            for warning in self.project.rule_resolver.warnings(resolved):
                print_error(settings_message(warning, self.language))


def _rule_names(given: Iterable[str]) -> tuple[str, ...]:
    """Ids and categories; one option may hold several with commas between them."""
    return tuple(name.strip() for option in given for name in option.split(",") if name.strip())


def _is_colored(choice: str, out: TextIO) -> bool:
    """Whether a report is coloured: as asked for, else on a terminal unless `NO_COLOR` is set."""
    if choice != "auto" or os.environ.get("NO_COLOR"):
        return choice == "always"
    return bool(os.environ.get("FORCE_COLOR")) or out.isatty()


def _width(out: TextIO) -> int | None:
    """The cells of a terminal's line."""
    if not out.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns
