"""What all commands share: the language of help and messages, the progress line, and how a command ends.

Exit codes: 2 for wrong usage, unusable settings and faults of the program; 130 on Ctrl-C; 141 when the output pipe is
closed.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from smslint.core.nearest import nearest_name
from smslint.io import sink
from smslint.messages import Bilingual, Language, environment_language
from smslint.messages import cli as messages

if TYPE_CHECKING:
    from smslint.values.rehearsal import RehearsalProgress
    from smslint.workspace.diagnostic import Summary
    from smslint.workspace.settings import SettingsError, SettingsWarning

USAGE, INTERRUPTED, PIPE_CLOSED = 2, 130, 141
COMPLETION = "_SMSLINT_COMPLETE"
"""The variable by which a shell asks for completions."""
_LONG = 1.0
"""After how many seconds a progress line appears."""
_EVERY = 0.1
_CELLS = 24


class LocalizedCommand(click.Command):
    """A command whose help is in the reader's language.

    `about` is its description, `options` are those of its parameters by name.
    """

    def __init__(
        self, *args: Any, about: Bilingual | None = None, options: Mapping[str, Bilingual] | None = None, **others: Any
    ) -> None:
        super().__init__(*args, **others)
        self.about = about
        self.options = options or {}
        self._help: click.Option | None = None

    def get_help_option(self, context: click.Context) -> click.Option | None:
        """The option as click makes it, without the text that `format_options` replaces: it imports `inspect`."""
        if self._help is None:
            names = self.get_help_option_names(context)
            self._help = click.Option(names, is_flag=True, expose_value=False, is_eager=True, callback=_show_help)
        return self._help

    def format_usage(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        prefix = messages.USAGE.text(help_language(context.find_root().obj))
        formatter.write_usage(context.command_path, " ".join(self.collect_usage_pieces(context)), prefix)

    def format_help_text(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        if self.about:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(self.about.text(help_language(context.find_root().obj)))

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        language = help_language(context.find_root().obj)
        records: list[tuple[str, str]] = []
        for parameter in self.get_params(context):
            if isinstance(parameter, click.Option):
                name = parameter.opts[-1].lstrip("-").replace("-", "_")
                named = self.options.get(name) or self.options.get(parameter.name or "") or messages.COMMON.get(name)
                parameter.help = named.text(language) if named else parameter.help
                record = parameter.get_help_record(context)
                if record:
                    records.append(record)
        if records:
            with formatter.section(messages.OPTIONS_HEADING.text(language)):
                formatter.write_dl(records)


def _show_help(context: click.Context, _option: click.Parameter, given: bool) -> None:
    if given and not context.resilient_parsing:
        sink.print_out(*context.get_help().split("\n"))
        context.exit()


class ValuesCommand(LocalizedCommand):
    """A command whose argument `values` takes what begins with a hyphen and no letter, such as -3."""

    def __init__(self, *args: Any, **others: Any) -> None:
        super().__init__(*args, **others, context_settings={"ignore_unknown_options": True})

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        given = args[: args.index("--")] if "--" in args else list(args)
        rest = super().parse_args(context, args)
        for value in context.params["values"]:
            if value in given and value.lstrip("-")[:1].isalpha() and value.startswith("-"):
                near = nearest_name(value, [name for each in self.params for name in each.opts])
                raise click.NoSuchOption(value, possibilities=[near] if near else None, ctx=context)
        return rest


class LocalizedGroup(LocalizedCommand, click.Group):
    """A command with subcommands; `subcommands` describes each, so that help need not import them."""

    def __init__(self, *args: Any, subcommands: Mapping[str, Bilingual], **others: Any) -> None:
        super().__init__(*args, **others)
        self.subcommands = subcommands

    def list_commands(self, context: click.Context) -> list[str]:
        return list(self.subcommands)

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(context, formatter)
        language = help_language(context.find_root().obj)
        with formatter.section(messages.COMMANDS_HEADING.text(language)):
            formatter.write_dl([(name, about.text(language)) for name, about in self.subcommands.items()])


def help_language(arguments: Sequence[str] | None = None) -> Language:
    """The language of help and of usage errors, decided before the arguments are parsed."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for index, argument in enumerate(given):
        value = argument.partition("=")[2] if argument.startswith("--language=") else None
        if argument == "--language" and index + 1 < len(given):
            value = given[index + 1]
        if value in ("en", "zh"):
            return value  # type: ignore[return-value]
    return environment_language() or "en"


def in_pipeline() -> bool:
    """Whether a pipeline runs the program, so that many people read what it prints: the variable `CI` says so."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def chosen_language(option: str | None, settings: Language | None = None) -> Language:
    """The language of messages: the option, else the settings, else the environment."""
    return option or settings or environment_language() or "en"  # type: ignore[return-value]


def print_json(value: object, indent: int = 2) -> None:
    """Prints a value as JSON, readable as it stands."""
    from smslint.io.escape import is_unicode, json_text

    out = sink.standard_output()
    out.write(json_text(value, is_unicode(out), indent) + "\n")


def run_command(command: click.Command, arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and gives its exit code. The user reads a sentence instead of a traceback."""
    sink.prepare_streams()
    try:
        _refuse_ambiguous(sys.argv[1:] if arguments is None else arguments)
        result = command.main(arguments, prog_name="smslint", standalone_mode=False, obj=arguments)
        sink.standard_output().flush()  # raises BrokenPipeError if nobody reads it
        return result if isinstance(result, int) else 0
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as error:
        from smslint.cli.usage import usage_lines

        language = help_language(arguments)
        path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "smslint"
        lines = [line.text(language) for line in usage_lines(error)]
        sink.print_error(*lines, messages.HELP_HINT.text(language, command=path))
        return USAGE
    except (BrokenPipeError, SystemExit) as error:  # click ends the process itself when a pipe breaks
        if isinstance(error, SystemExit) and COMPLETION in os.environ:
            return USAGE if error.code else 0
        sink.close_unread()
        return PIPE_CLOSED
    except Exception as error:
        return _failed(error, help_language(arguments))


def _refuse_ambiguous(arguments: Sequence[str]) -> None:
    """Raises LocalizedUsageError for an option that is the name of a file, too, as `smslint check *` may pass it.

    After `--` there are no options, so whoever writes that has separated the two.
    """
    for argument in () if "--" in arguments else arguments:
        if argument.startswith("-") and argument != "-" and os.path.lexists(argument):
            raise LocalizedUsageError(messages.OPTION_IS_FILE.fill(name=argument))


def _failed(error: Exception, language: Language) -> int:
    from smslint.workspace.settings import SettingsError

    if isinstance(error, SettingsError):
        sink.print_error(settings_message(error, language))
    elif isinstance(error, OSError):
        from smslint.io.opener import RefusedFileError
        from smslint.messages.system import os_error_text

        text = messages.REFUSED if isinstance(error, RefusedFileError) else messages.SYSTEM
        sink.print_error(text.text(language, path=_failed_file(error), detail=os_error_text(error)))
    elif isinstance(error, MemoryError):
        sink.print_error(messages.NO_MEMORY.text(language))
    else:
        if os.environ.get("SMSLINT_TRACEBACK") == "1":
            import traceback

            sink.print_error(*traceback.format_exc().splitlines())
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        sink.print_error(messages.INTERNAL_ERROR.text(language, what=what))
    return USAGE


def _failed_file(error: OSError) -> Bilingual | str:
    """What an error is about: a file, else the working directory or a standard stream."""
    if error.filename:
        return click.format_filename(error.filename)
    try:
        os.getcwd()
    except OSError:
        return messages.WORKING_FOLDER
    if sink.is_writable() and error.errno != errno.ENOSPC:
        return messages.STANDARD_INPUT if error.errno in (errno.EBADF, errno.EISDIR) else "smslint"
    sink.close_unread()
    return messages.STANDARD_OUTPUT


def settings_message(found: SettingsError | SettingsWarning, language: Language) -> str:
    """What is wrong with the settings, after the file and the line as far as they are known."""
    file, line = found.origin.file, found.origin.line
    place = f"{file}:{line}: " if line else f"{file}: "
    return (place if file else "") + found.text.text(language)


class LocalizedUsageError(click.UsageError):
    """A usage error that a command finds itself, in both languages."""

    def __init__(self, text: Bilingual) -> None:
        super().__init__(text.en)
        self.text = text


def file_error(text: Bilingual, path: Path, error: OSError) -> LocalizedUsageError:
    """The usage error about a file that the system does not let us read or write."""
    from smslint.messages.system import os_error_text

    return LocalizedUsageError(text.fill(path=path, why=os_error_text(error)))


class ProgressLine:
    """How far a long command is: one line on a terminal's standard error, written over itself after a second."""

    def __init__(self, language: Language, enabled: bool = True) -> None:
        self._language = language
        self._terminal = enabled and sink.standard_error().isatty()
        self._due = monotonic() + _LONG
        self._visible = False

    def show_check(self, name: str, done: float, summary: Summary) -> None:
        """A check has read the part `done`, from 0 to 1, of the document `name`."""
        if self._is_due():
            templates = f"{summary.templates:,}"
            counted = messages.PROGRESS.text(self._language, documents=summary.documents, templates=templates)
            self._show(done, f"{counted} {name}")

    def show_rehearsal(self, progress: RehearsalProgress) -> None:
        """A rehearsal has checked some rows."""
        if self._is_due():
            from smslint.messages.counts import count
            from smslint.messages.rehearse import PROGRESS

            rows = count("row", progress.rows, grouped=True)
            self._show(progress.done, PROGRESS.text(self._language, rows=rows, refused=f"{progress.refused:,}"))

    def _is_due(self) -> bool:
        """Whether it is time to write the line again; if so, the next time is a while later."""
        if not self._terminal or monotonic() < self._due:
            return False
        self._due = monotonic() + _EVERY
        return True

    def _show(self, done: float | None, text: str) -> None:
        """Writes the line: a bar if the part that is done is known, and a text."""
        bar = ""
        if done is not None:
            filled = round(min(done, 1.0) * _CELLS)
            bar = f"[{'#' * filled}{'.' * (_CELLS - filled)}] "
        sink.write_status(f"{bar}{text}")
        self._visible = True

    def clear(self) -> None:
        """Clears the line before something else is written."""
        if self._visible:
            sink.write_status("")
            self._visible = False
