"""`smslint payload`: the request by which the vendor's API takes each template, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import click

from smslint.cli.project import Project, open_output, with_project
from smslint.cli.terminal import LocalizedCommand
from smslint.core.template import Template
from smslint.documents import Document
from smslint.documents.payload import ApiRequest, NoRequest, request_of
from smslint.documents.schemas import CREATE, IGNORED
from smslint.documents.vendor_import import unread
from smslint.io.escape import is_unicode, json_text
from smslint.io.sink import print_error, standard_output
from smslint.messages import Bilingual
from smslint.messages import api as messages
from smslint.messages.cli import COMMANDS
from smslint.messages.report import template_named
from smslint.workspace.check import check_document, check_template
from smslint.workspace.discovery import DiscoveredFile

_NO_PARAMETERS: Final = IGNORED - CREATE.keys.keys()
"""What an answer of the API holds and no request does."""


@click.command(cls=LocalizedCommand, about=COMMANDS["payload"], options=messages.PAYLOAD_OPTIONS)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--allow-errors", is_flag=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@with_project("config")
def command(project: Project, paths: tuple[Path, ...], allow_errors: bool, output: Path | None) -> int:
    """Writes all requests that can be made; exits with 1 if a template has none."""
    requests = [
        request
        for found, document in project.documents(paths)
        for request in _requests(project, found, document, allow_errors)
    ]
    with open_output(project, standard_output(), output) as out:
        out.writelines(json_text(request.body, is_unicode(out)) + "\n" for request in requests)
    return int(project.failures > 0)


def _requests(project: Project, found: DiscoveredFile, document: Document, allow_errors: bool) -> Iterator[ApiRequest]:
    """The requests of one document; reports why a template has none.

    Findings about the document itself are reported, too, but its templates are still written.
    """
    file_rules, path = project.rule_resolver.of(found), found.display_path
    for each in check_document(document, file_rules):
        project.fail(Bilingual(*(f"{path}: {each.message(language)}" for language in ("en", "zh"))))
    for entry in document.entries():
        title = template_title(entry.template, entry.index)
        if not allow_errors:
            findings = check_template(entry.parsed, file_rules, date.today()).findings
            errors = [each for each in findings if each.severity == "error"]
            if errors:
                first = errors[0].message(project.language)
                project.fail(messages.HAS_ERRORS.fill(path=path, template=title, count=len(errors), first=first))
                continue
        try:
            if entry.template is None:
                raise NoRequest(messages.NOT_A_TEMPLATE)
            request = request_of(entry.template, entry.review)
        except NoRequest as error:
            project.fail(messages.NO_REQUEST.fill(path=path, template=title, reason=error.reason))
            continue
        for note in (*unread(document, entry, _NO_PARAMETERS), *request.notes):
            print_error(messages.NOTE.text(project.language, path=path, template=title, note=note))
        yield request


def template_title(template: Template | None, index: int) -> Bilingual:
    """What a message calls a template: its name, its code, else its number in the document."""
    name = template and (template.name or template.code)
    return Bilingual(name, name) if name else template_named(index, None)
