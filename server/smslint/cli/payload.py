"""`smslint payload`: the request by which the vendor's API takes each template, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from smslint.cli import inputs
from smslint.cli.project import Project
from smslint.cli.terminal import LocalizedCommand
from smslint.documents import Document
from smslint.documents.entry import TemplateEntry
from smslint.documents.payload import ApiRequest, NoRequest, request_of
from smslint.io.sink import print_error, standard_output
from smslint.messages import Bilingual
from smslint.messages import api as messages
from smslint.messages.cli import COMMANDS
from smslint.workspace.check import check_document, check_template
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.rule_resolver import FileRules


@click.command(cls=LocalizedCommand, about=COMMANDS["payload"], options=messages.PAYLOAD_OPTIONS)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--allow-errors", is_flag=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--language", type=click.Choice(["en", "zh"]))
@click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def command(
    paths: tuple[Path, ...], allow_errors: bool, output: Path | None, language: str | None, config: Path | None
) -> int:
    """Writes all requests that can be made; exits with 1 where a template has none."""
    project = Project(config, language)
    builder = _RequestBuilder(project, allow_errors)
    lines = [
        json.dumps(request.body, ensure_ascii=False)
        for found, document in project.documents(paths)
        for request in builder.requests(found, document)
    ]
    with inputs.output(standard_output(), output) as out:
        out.writelines(f"{line}\n" for line in lines)
    return 1 if builder.refused else 0


class _RequestBuilder:
    """Makes the requests of documents, and reports why a template has none."""

    def __init__(self, project: Project, allow_errors: bool) -> None:
        self._project = project
        self._allow_errors = allow_errors
        self._language = project.language
        self.refused = 0

    def requests(self, found: DiscoveredFile, document: Document) -> Iterator[ApiRequest]:
        """The requests of one document."""
        file_rules = self._project.file_rules(found)
        self._check_document(document, found.shown, file_rules)
        for entry in document.entries():
            title = template_title(entry)
            if not self._allow_errors and self._has_errors(entry, file_rules, found.shown, title):
                continue
            try:
                if entry.template is None:
                    raise NoRequest(messages.NOT_A_TEMPLATE)
                request = request_of(entry.template, entry.review)
            except NoRequest as error:
                self._refuse(messages.NO_REQUEST.fill(path=found.shown, template=title, reason=error.reason))
                continue
            for note in request.notes:
                print_error(messages.NOTE.text(self._language, path=found.shown, template=title, note=note))
            yield request

    def _check_document(self, document: Document, shown: str, file_rules: FileRules) -> None:
        """Reports what is wrong with a document as a whole; its templates are written all the same."""
        for each in check_document(document, file_rules):
            self._refuse(Bilingual(*(f"{shown}: {each.message(language)}" for language in ("en", "zh"))))

    def _has_errors(self, entry: TemplateEntry, file_rules: FileRules, shown: str, title: Bilingual) -> bool:
        checked = check_template(entry.parsed, file_rules, date.today())
        errors = [each for each in checked.findings if each.severity == "error"]
        if errors:
            first = errors[0].message(self._language)
            self._refuse(messages.HAS_ERRORS.fill(path=shown, template=title, count=len(errors), first=first))
        return bool(errors)

    def _refuse(self, reason: Bilingual) -> None:
        self.refused += 1
        print_error(reason.text(self._language))


def template_title(entry: TemplateEntry) -> Bilingual:
    """What a message calls a template: its name, its code, else its number in the document."""
    template = entry.template
    name = template and (template.name or template.code)
    return Bilingual(name, name) if name else messages.TEMPLATE_NUMBER.fill(number=entry.index + 1)
