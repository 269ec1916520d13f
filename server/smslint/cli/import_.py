"""`smslint import`: writes the templates of an answer of the vendor's API, or of any document, as manifests."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from smslint.cli.manifest_names import file_stem, free_file_name
from smslint.cli.payload import template_title
from smslint.cli.project import Project, leads_out, with_project, write_file
from smslint.cli.terminal import USAGE, LocalizedCommand, LocalizedUsageError, file_error
from smslint.core.template import Template
from smslint.documents import format_named
from smslint.documents.manifest import manifest_text
from smslint.documents.vendor_import import ImportedTemplate, import_templates
from smslint.io.sink import print_error, print_out
from smslint.messages import Bilingual
from smslint.messages import api as messages
from smslint.messages.cli import COMMANDS, NO_OUTPUT


@click.command(cls=LocalizedCommand, about=COMMANDS["import"], options=messages.IMPORT_OPTIONS)
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option("--to", type=click.Choice(["sms", "yaml"]), default="sms")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--overwrite", is_flag=True)
@with_project()
def command(project: Project, file: Path, to: str, output: Path, overwrite: bool) -> int:
    """Writes the manifests; exits with 1 if a template or a file is left out, with 2 if a file cannot be written."""
    if file.is_dir():
        from smslint.cli.import_code import code_manifests

        return _written(project, code_manifests(project, file, to), output, overwrite)
    ((found, document),) = project.documents([file])
    importer = Importer(project, found.display_path)
    project.fail_unreadable(document, found.display_path)
    imported = list(import_templates(document))
    templates = list(importer.titled(imported))
    if any(each.lacks_attributes for each in imported):
        print_error(messages.LIST_LACKS_ATTRIBUTES.text(project.language, path=found.display_path))
    if any(each.answer for each in imported):
        print_error(messages.NOTHING_MOVES.text(project.language, path=found.display_path))
    if not templates:
        project.fail(messages.NOTHING_FOUND.fill(path=found.display_path))
    files = importer.single_files(templates) if to == "sms" else importer.one_file(file, templates)
    return _written(project, files if templates else (), output, overwrite)


def _written(project: Project, files: Iterable[tuple[str, str]], output: Path, overwrite: bool) -> int:
    """Writes files by their names, and gives the exit code."""
    code = 0
    for number, (name, text) in enumerate(files):
        if not number:
            try:
                output.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise file_error(NO_OUTPUT, output, error) from None
        path = output / name
        if leads_out(path, output):
            project.fail(messages.LEADS_OUT.fill(path=path))
            continue
        if os.path.lexists(path) and not overwrite:
            project.fail(messages.EXISTS.fill(path=path))
            continue
        try:
            write_file(project, path, text)
        except LocalizedUsageError as error:  # the others are still written
            project.fail(error.text)
            code = USAGE
        else:
            print_out(path.as_posix())
    return code or int(project.failures > 0)


class Importer:
    """Turns templates into the names and texts of files, and reports what is lost on standard error."""

    def __init__(self, project: Project, path: str) -> None:
        self._project = project
        self._path = path

    def titled(self, found: Iterable[ImportedTemplate]) -> Iterator[tuple[Bilingual, Template]]:
        """The templates with their titles; what each loses is reported."""
        for each in found:
            title = template_title(each.template, each.index)
            if each.template is None or not each.template.content.strip():
                self._skip(title, messages.NOT_A_TEMPLATE)
                continue
            for loss in each.losses:
                note = messages.NOTE.fill(path=self._path, template=title, note=loss)
                print_error(note.text(self._project.language))
            yield title, each.template

    def single_files(self, templates: Sequence[tuple[Bilingual, Template]]) -> Iterator[tuple[str, str]]:
        """One file for each template: `.sms`, or `.sms.yaml` for a content that only YAML can hold."""
        taken: set[str] = set()
        for title, template in templates:
            stem = free_file_name(file_stem(template), taken)
            text = manifest_text([template], format_named("sms"))
            if text is not None:
                yield f"{stem}.sms", text
            elif (text := manifest_text([template], format_named("yaml"))) is not None:
                yield f"{stem}.sms.yaml", text
            else:
                self._skip(title, messages.CANNOT_HOLD)

    def one_file(self, source: Path, templates: Sequence[tuple[Bilingual, Template]]) -> Iterator[tuple[str, str]]:
        """All templates in one `.sms.yaml` file, named like the source."""
        kept = []
        for title, template in templates:
            if manifest_text([template], format_named("yaml")) is None:
                self._skip(title, messages.CANNOT_HOLD)
            else:
                kept.append(template)
        if kept:
            text = manifest_text(kept, format_named("yaml"))
            assert text is not None, "templates that YAML can hold one by one, it can hold in a list"
            yield f"{source.name.split('.')[0] or 'templates'}.sms.yaml", text

    def _skip(self, title: Bilingual, reason: Bilingual) -> None:
        self._project.fail(messages.NOTE.fill(path=self._path, template=title, note=reason))
