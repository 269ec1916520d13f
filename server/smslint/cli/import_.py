"""`smslint import`: an answer of the vendor's API, or any document, as manifests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from smslint.cli.project import Project
from smslint.cli.terminal import LocalizedCommand
from smslint.core.patterns import lazy_pattern
from smslint.core.template import Template
from smslint.documents import Document, format_named
from smslint.documents.manifest import manifest_text
from smslint.documents.vendor_import import ImportedTemplate, import_templates
from smslint.io.sink import print_error, print_out
from smslint.io.writer import replace
from smslint.messages import Bilingual, Language
from smslint.messages import api as messages
from smslint.messages.cli import COMMANDS

_NOT_IN_NAMES: Final = lazy_pattern(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED: Final = lazy_pattern(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z", re.IGNORECASE)
_LONGEST_NAME: Final = 80


@click.command(cls=LocalizedCommand, about=COMMANDS["import"], options=messages.IMPORT_OPTIONS)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--to", type=click.Choice(["sms", "yaml"]), default="sms")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--overwrite", is_flag=True)
@click.option("--language", type=click.Choice(["en", "zh"]))
def command(file: Path, to: str, output: Path, overwrite: bool, language: str | None) -> int:
    """Writes the manifests; exits with 1 where a template or a file could not be written."""
    project = Project(language=language)
    ((found, document),) = project.documents([file])
    importer = _Importer(found.shown, project.language)
    importer.report_problems(document)
    templates = list(importer.named(import_templates(document)))
    if not templates:
        importer.fail(messages.NOTHING_FOUND.fill(path=found.shown))
    made = _single_files(templates, importer) if to == "sms" else _one_file(file, templates, importer)
    for name, text in made:
        importer.write(output / name, text, overwrite)
    return 1 if importer.failures else 0


def _single_files(templates: Sequence[tuple[Bilingual, Template]], importer: _Importer) -> Iterator[tuple[str, str]]:
    """A file a template: `.sms`, or `.sms.yaml` for a content that only YAML can hold."""
    taken: set[str] = set()
    for title, template in templates:
        stem = _free(file_stem(template), taken)
        text = manifest_text([template], format_named("sms"))
        if text is not None:
            yield f"{stem}.sms", text
        elif (text := manifest_text([template], format_named("yaml"))) is not None:
            yield f"{stem}.sms.yaml", text
        else:
            importer.skip(title, messages.CANNOT_HOLD)


def _one_file(
    source: Path, templates: Sequence[tuple[Bilingual, Template]], importer: _Importer
) -> Iterator[tuple[str, str]]:
    """All templates in one `.sms.yaml` file, named like the source."""
    holdable = []
    for title, template in templates:
        if manifest_text([template], format_named("yaml")) is None:
            importer.skip(title, messages.CANNOT_HOLD)
        else:
            holdable.append(template)
    if holdable:
        text = manifest_text(holdable, format_named("yaml"))
        assert text is not None, "what can be held alone can be held in a list"
        stem = source.name.split(".")[0] or "templates"
        yield f"{stem}.sms.yaml", text


def file_stem(template: Template) -> str:
    """A file name without its ending: the template's name or code, in characters that every system allows."""
    name = _NOT_IN_NAMES.sub("_", template.name or template.code or "").strip(" ._")[:_LONGEST_NAME].rstrip(" .")
    return f"_{name}" if _RESERVED.match(name) else name or "template"


def _free(stem: str, taken: set[str]) -> str:
    """A name that no other template of the run has, where letters differ in more than their case."""
    number, free = 1, stem
    while free.casefold() in taken:
        number += 1
        free = f"{stem}-{number}"
    taken.add(free.casefold())
    return free


class _Importer:
    """Writes files, and reports on standard error what is lost."""

    def __init__(self, source: str, language: Language) -> None:
        self._source = source
        self._language = language
        self.failures = 0

    def report_problems(self, document: Document) -> None:
        """Reports why a document cannot be read."""
        for problem in document.problems:
            if problem.rule == "unreadable-document":
                self.fail(messages.UNREADABLE.fill(path=self._source, reason=problem.match.values["reason"]))

    def named(self, found: Iterable[ImportedTemplate]) -> Iterator[tuple[Bilingual, Template]]:
        """The templates with their titles; what each loses is reported."""
        for each in found:
            title = messages.TEMPLATE_NUMBER.fill(number=each.index + 1)
            if each.template is None:
                self.skip(title, messages.NOT_A_TEMPLATE)
                continue
            name = each.template.name or each.template.code
            title = Bilingual(name, name) if name else title
            for loss in each.losses:
                print_error(messages.NOTE.text(self._language, path=self._source, template=title, note=loss))
            yield title, each.template

    def skip(self, title: Bilingual, reason: Bilingual) -> None:
        """Reports a template that is not written."""
        self.fail(messages.NOTE.fill(path=self._source, template=title, note=reason))

    def fail(self, reason: Bilingual) -> None:
        """Reports something that makes the command fail."""
        self.failures += 1
        print_error(reason.text(self._language))

    def write(self, path: Path, text: str, overwrite: bool) -> None:
        """Writes one file, and prints its path."""
        if path.exists() and not overwrite:
            self.fail(messages.EXISTS.fill(path=path))
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, text.encode("utf-8"))
        print_out(path.as_posix())
