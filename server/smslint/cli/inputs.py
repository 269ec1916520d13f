"""Where a check's documents come from and where its report goes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

import click

from smslint.cli.terminal import LocalizedUsageError
from smslint.io import opener, sink
from smslint.messages import Bilingual
from smslint.messages import cli as messages
from smslint.workspace.discovery import DiscoveredFile, discover, excluded
from smslint.workspace.loading import STANDARD_INPUT, load_standard_input
from smslint.workspace.patterns import relative

if TYPE_CHECKING:
    from smslint.documents import Document
    from smslint.workspace.diagnostic import Diagnostic
    from smslint.workspace.run import Run, RunEvent
    from smslint.workspace.settings import ResolvedSettings
    from smslint.workspace.settings_resolver import SettingsResolver

__all__ = ["STANDARD_INPUT"]


def names(given: Iterable[str]) -> tuple[str, ...]:
    """Ids and categories; one option may hold several with commas between them."""
    return tuple(name.strip() for option in given for name in option.split(",") if name.strip())


def unknown_rule(name: str, near: str | None) -> Bilingual:
    """What to say of a name that is neither rule nor category."""
    return (messages.UNKNOWN_RULE_NEAREST if near else messages.UNKNOWN_RULE).fill(name=name, nearest=near)


def paths(given: Sequence[Path], files_from: Path | None) -> list[Path]:
    """The paths of the arguments and of a list of files, one a line; each must exist.

    Without either it is the current folder. A list may be empty: that of the files that a commit changes often is.
    """
    listed = list(given)
    if files_from is not None:
        listed += _lines(files_from)
    elif not listed:
        listed = [Path()]
    for path in listed:
        if path != STANDARD_INPUT and not os.path.lexists(path):
            raise LocalizedUsageError(messages.NO_SUCH_PATH.fill(path=path))
    return listed


def _lines(file: Path) -> list[Path]:
    try:
        data = opener.standard_input().read() if file == STANDARD_INPUT else opener.read_bytes(file)
    except OSError as error:
        from smslint.messages.system import os_error_text

        raise LocalizedUsageError(messages.NO_LIST.fill(path=file, why=os_error_text(error))) from None
    separator = b"\0" if b"\0" in data else b"\n"
    return [Path(os.fsdecode(line.rstrip(b"\r"))) for line in data.split(separator) if line.strip()]


def beside(
    files: Sequence[Path], resolved: ResolvedSettings, settings: SettingsResolver, force_exclude: bool
) -> Iterator[DiscoveredFile]:
    """The documents of the settings' folder that the paths do not name."""
    named = {os.path.realpath(each.file) for each in discover(files, settings, force_exclude)}
    for each in discover([resolved.root], settings):
        if os.path.realpath(each.file) not in named:
            yield each


def standard_input_file(name: str | None, settings: SettingsResolver) -> DiscoveredFile:
    """Standard input as a document, under the name of the file that it stands for."""
    path = Path(name or "-")
    resolved = settings.of(path.absolute())
    shown = relative(path.absolute(), resolved.root) if name else "-"
    return DiscoveredFile(os.fspath(path), shown, resolved, None)


def asked_for(document: DiscoveredFile, force_exclude: bool) -> bool:
    """Whether standard input is to be checked."""
    return not (force_exclude and document.shown != "-" and excluded(document.path.absolute(), document.resolved))


def read_standard_input(document: DiscoveredFile) -> Document:
    """What standard input holds."""
    return load_standard_input(None if document.shown == "-" else document.path.name, document.resolved)


def write_standard_output(original: Document, document: Document) -> None:
    """The fixed text, with the encoding, byte order mark and line breaks that came in."""
    if document.text is not None:
        sink.write_bytes(original.encode(document.text.value))


def checked(run: Run, documents: Iterator[DiscoveredFile], jobs: int, settings: SettingsResolver) -> Iterator[RunEvent]:
    """The findings of some documents, by several processes where that pays."""
    if jobs == 1:
        return run.check(documents)
    from smslint.workspace.parallel import check

    return check(run, documents, jobs or None, settings)


def left_over(run: Run, files: Sequence[Path]) -> Iterator[Diagnostic]:
    """Suppressions of the settings that silenced nothing."""
    if any(resolved.settings.suppress for resolved in run.resolved.values()):
        from smslint.workspace.unused_suppressions import unused_suppressions

        folders = [path for path in files if path.is_dir()]
        yield from unused_suppressions(run, folders, {path.as_posix() for path in files})


@contextmanager
def output(stream: TextIO, file: Path | None) -> Iterator[TextIO]:
    """Where a report is written: a stream, or a file that is put in its place when it is complete."""
    if file is None:
        yield stream
        return
    try:
        with _written(file) as out:
            yield out
    except OSError as error:
        error.filename = error.filename or str(file)  # the error of a full disk has none
        raise


@contextmanager
def _written(file: Path) -> Iterator[TextIO]:
    from smslint.io import writer

    if file.exists() and not file.is_file():  # a device or a pipe must stay what it is
        with writer.open_in_place(file) as out:
            yield out
        return
    try:
        replacing = writer.replacing_text(file)
    except OSError as error:
        from smslint.messages.system import os_error_text

        raise LocalizedUsageError(messages.NO_OUTPUT.fill(path=file, why=os_error_text(error))) from None
    with replacing as out:
        yield out


def opened_input(context: click.Context, parameter: click.Parameter, given: str | None) -> BinaryIO | None:
    """The value of an option that names a file to be read, or "-" for standard input."""
    if given is None:
        return None
    try:
        return opener.standard_input() if given == "-" else opener.open_file(given)
    except OSError as error:
        raise click.BadParameter(f"'{click.format_filename(given)}': {error.strerror}", context, parameter) from None


def colored(choice: str, out: TextIO) -> bool:
    """Whether a report is coloured: as asked for, else on a terminal unless `NO_COLOR` is set."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or out.isatty()


def width(out: TextIO) -> int | None:
    """The cells of a terminal's line."""
    if not out.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns
