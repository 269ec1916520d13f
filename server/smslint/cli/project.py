"""What commands start from: the settings of a path with their rules and language, the paths of their arguments, and
their output."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property, partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, TypeAlias

import click

from smslint.cli.terminal import LocalizedUsageError, chosen_language, file_error, help_language
from smslint.documents import format_of
from smslint.io import opener
from smslint.io.sink import print_error
from smslint.messages import Bilingual, Language
from smslint.messages import cli as messages
from smslint.workspace.discovery import IGNORE_FILES
from smslint.workspace.patterns import repository_of
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.settings_file import NAME, PYPROJECT
from smslint.workspace.settings_resolver import Overrides, SettingsResolver

if TYPE_CHECKING:
    from smslint.core.rule import Catalog
    from smslint.documents import Document
    from smslint.workspace.discovery import DiscoveredFile
    from smslint.workspace.settings import ResolvedSettings, Settings

Function: TypeAlias = Callable[..., int | None]

STANDARD_INPUT = Path("-")
_ESCAPES = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


class Project:
    """The files around the working directory, as their settings describe them.

    `path` is the file or folder whose settings decide the language and the catalog; it may be set until either is first
    asked for. `config` and `language` are the options of those names. `failures` counts what `fail` reported. `listed`
    are files that the command reads though no argument names them. Raises SettingsError here and in most members.
    """

    def __init__(
        self,
        config: Path | None = None,
        language: str | None = None,
        overrides: Overrides | None = None,
        in_repository: bool = False,
    ) -> None:
        self.path = Path.cwd()
        self.base = (repository_of(self.path) if in_repository else None) or self.path
        self.settings_resolver = SettingsResolver(self.path, config, overrides=overrides, base=self.base)
        self.rule_resolver = RuleResolver(self.settings_resolver)
        self.failures = 0
        self.listed: list[Path] = []
        self._language = language

    def override(self, overrides: Overrides) -> None:
        """Sets what this command wants above all settings files, before anything is resolved."""
        self.settings_resolver = self.settings_resolver.with_overrides(overrides)
        self.rule_resolver = RuleResolver(self.settings_resolver)

    @cached_property
    def resolved(self) -> ResolvedSettings:
        """The settings of `path`, with their origins."""
        return self.settings_resolver.of(self.path)

    @property
    def settings(self) -> Settings:
        """The settings of `path`."""
        return self.resolved.settings

    @cached_property
    def catalog(self) -> Catalog:
        """The rules, attributes and words."""
        return self.rule_resolver.catalog(self.resolved)

    @property
    def given_language(self) -> Language | None:
        """The option `--language`; None if it is not given."""
        return chosen_language(self._language, None) if self._language else None

    @cached_property
    def language(self) -> Language:
        """The language of messages."""
        return chosen_language(self._language, self.settings.language)

    def documents(self, paths: Iterable[Path]) -> Iterator[tuple[DiscoveredFile, Document]]:
        """The documents at and below some paths, each loaded when it is its turn.

        Raises LocalizedUsageError if there is none.
        """
        from smslint.workspace.discovery import discover
        from smslint.workspace.loading import load_document

        found = None
        for found in discover(paths, self.settings_resolver):
            yield found, load_document(found)
        if found is None:
            raise LocalizedUsageError(messages.NO_DOCUMENT)

    def fail(self, reason: Bilingual) -> None:
        """Reports something that makes the command fail in the end."""
        self.failures += 1
        print_error(reason.text(self.language))

    def fail_unreadable(self, document: Document, path: str) -> None:
        """Reports why a document cannot be read, if it cannot."""
        from smslint.documents.problem import UNREADABLE
        from smslint.messages.api import UNREADABLE as CANNOT_READ

        for problem in document.problems:
            if problem.rule == UNREADABLE:
                self.fail(CANNOT_READ.fill(path=path, reason=problem.match.values["reason"]))


def with_project(*shared: str) -> Callable[[Function], Function]:
    """Gives a command its project as the first argument, and the option `--language` after its own.

    An `InputError` of the command is wrong usage.

    `shared` may name `format` (text or JSON) and `config` (a settings file that must exist), to be added as well.
    """
    options = {
        "format": click.option("--format", type=click.Choice(["text", "json"]), default="text"),
        "language": click.option("--language", type=click.Choice(["en", "zh"])),
        "config": click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False)),
    }

    def decorate(function: Function) -> Function:
        @wraps(function)
        def run(config: Path | None = None, language: str | None = None, **arguments: Any) -> int | None:
            from smslint.values.tables.batch import InputError

            try:
                return function(Project(config, language), **arguments)
            except InputError as error:
                raise LocalizedUsageError(error.text) from None

        for name in reversed(options):
            if name == "language" or name in shared:
                run = options[name](run)
        return run

    return decorate


def given_paths(given: Sequence[Path], files_from: Path | None = None) -> list[Path]:
    """The paths of the arguments and of a list of files; a check reports those that do not exist.

    Without either it is the current folder. A list may be empty: that of the files that a commit changes often is.
    """
    listed = list(given)
    if files_from is not None:
        try:
            is_piped = files_from == STANDARD_INPUT
            data = opener.standard_input().read() if is_piped else opener.read_bytes(files_from, opener.DATA_SIZE)
        except OSError as error:
            raise file_error(messages.NO_LIST, files_from, error) from None
        listed += _paths_in(data)
    elif not listed:
        listed = [Path()]
    return listed


def _paths_in(data: bytes) -> list[Path]:
    """The paths of a list: one a line and perhaps quoted as Git does, or with NULs between them and never quoted.

    Windows PowerShell writes such lists in UTF-16, other programs there without a mark: half of its bytes are NUL.
    """
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding, high in (("utf-16", b"\0" * marked), ("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if high.count(0) * 2 > len(high):
            data = data.decode(encoding, "replace").encode("utf-8", "replace")
            break
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in data:
        names = data.split(b"\0")
    else:
        names = [_unquoted(line.rstrip(b"\r")) for line in data.split(b"\n")]
    return [Path(os.fsdecode(name)) for name in names if name.strip()]


def _unquoted(name: bytes) -> bytes:
    """A name as it was before Git put it into quotes, with odd bytes in octal."""
    if not (len(name) > 1 and name[:1] == name[-1:] == b'"'):
        return name

    def plain(found: re.Match[bytes]) -> bytes:
        what = found[1]
        return bytes([int(what, 8) & 0xFF]) if what.isdigit() else _ESCAPES.get(what, what)

    return re.sub(rb"\\([0-7]{1,3}|.)", plain, name[1:-1])


def opened_input(context: click.Context, parameter: click.Parameter, given: str | None) -> BinaryIO | None:
    """The value of an option that names a file to be read, or "-" for standard input."""
    if given is None:
        return None
    try:
        return opener.standard_input() if given == "-" else opener.open_file(given)
    except OSError as error:
        raise file_error(messages.NO_INPUT, Path(given), error) from None


@contextmanager
def open_output(project: Project, stream: TextIO, file: Path | None) -> Iterator[TextIO]:
    """The output of a command: a stream, or a file that replaces the old one once it is complete."""
    if file is None:
        yield stream
        return
    from smslint.io import writer

    refuse_inputs(project, file)
    tell = partial(tell_other_names, file, project.language)
    in_place = file.exists() and not file.is_file()  # a device or a pipe must stay what it is
    try:
        with ExitStack() as stack:
            try:
                out = stack.enter_context(writer.open_in_place(file) if in_place else writer.replacing_text(file, tell))
            except OSError as error:
                raise file_error(messages.NO_OUTPUT, file, error) from None
            yield out
            refuse_inputs(project, file)  # meanwhile the settings of all documents are known
    except OSError as error:
        error.filename = error.filename or str(file)  # the error of a full disk has none
        raise


def write_file(project: Project | None, file: Path, content: str | bytes, replaces: Path | None = None) -> None:
    """Writes a whole file, texts in UTF-8 with U+FFFD for what it cannot hold; `replaces` is a file that is read to be
    written. Raises LocalizedUsageError."""
    from smslint.io import writer
    from smslint.io.escape import without_surrogates

    refuse_inputs(project, file, replaces)
    data = without_surrogates(content).encode("utf-8") if isinstance(content, str) else content
    try:
        other_names = writer.replace(file, data)
    except OSError as error:
        raise file_error(messages.NO_OUTPUT, file, error) from None
    tell_other_names(file, project.language if project else help_language(), other_names)


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path leads out of a folder and of its repository, as links may: nobody named what is written there."""
    target = Path(os.path.realpath(path))
    return not any(target.is_relative_to(os.path.realpath(top)) for top in (folder, repository_of(folder) or folder))


def refuse_inputs(project: Project | None, output: Path, but: Path | None = None) -> None:
    """Raises LocalizedUsageError if a command would write over a file that it reads (`but` one), by whatever name."""
    if not output.is_file():
        return
    decides = output.resolve().name in (NAME, PYPROJECT, *IGNORE_FILES)
    if decides or any(_reads(path, output) for path in _inputs(project) if path != but):
        raise LocalizedUsageError(messages.OUTPUT_IS_INPUT.fill(path=output))


def _inputs(project: Project | None) -> Iterator[Path]:
    """The paths that the arguments and options of the command name, and those of its settings."""
    context = click.get_current_context()
    for parameter in context.command.params:
        if not isinstance(parameter.type, click.Path) or parameter.name in (None, "output", "repair"):
            continue
        given = context.params.get(parameter.name)
        if isinstance(given, (list, tuple)):
            yield from map(Path, given or [""])
        elif given is not None:
            yield Path(given)
    if project is not None:
        yield from project.listed
        for resolved in (project.resolved, *project.settings_resolver.resolved):
            yield from (origin.file for origin in resolved.origins.values() if origin.file is not None)
            named = (resolved.file, resolved.settings.baseline, *resolved.settings.rules)
            yield from (Path(each) for each in named if each)


def _reads(path: Path, output: Path) -> bool:
    """Whether a command that is given a path reads a file, which exists."""
    try:
        state = os.fstat(0) if path == STANDARD_INPUT else os.stat(path)
        if stat.S_ISDIR(state.st_mode):
            is_read = output.suffix == ".toml" or format_of(output.name, named=False) is not None
            return is_read and output.resolve().is_relative_to(path.resolve())
        return os.path.samestat(state, os.stat(output))
    except OSError:
        return False


def tell_other_names(file: Path, language: Language, count: int) -> None:
    """Says how many hard links to a file that was replaced keep the old text."""
    if count:
        from smslint.messages.workspace import OTHER_NAMES

        print_error(f"{file}: {OTHER_NAMES.text(language, count=count)}")
