"""`smslint payload`: the request by which the vendor's API takes each template, one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO

import click

from smslint.cli.terminal import LocalizedCommand, chosen_language, say
from smslint.documents import Document
from smslint.documents.entry import TemplateEntry
from smslint.documents.payload import NoRequest, Request, request_of
from smslint.messages import Bilingual, Language
from smslint.messages import api as messages
from smslint.messages.cli import COMMANDS
from smslint.workspace.check import check_document, check_template
from smslint.workspace.discovery import DiscoveredFile, discover
from smslint.workspace.loading import load_document
from smslint.workspace.rule_resolver import FileRules, RuleResolver
from smslint.workspace.settings_resolver import SettingsResolver


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
    settings = SettingsResolver(Path.cwd(), config)
    rule_resolver = RuleResolver(settings)
    chosen = chosen_language(language, settings.of(Path.cwd()).settings.language)
    writer = _Writer(rule_resolver, allow_errors, chosen)
    lines = [
        json.dumps(request.body, ensure_ascii=False)
        for found in discover(paths, settings)
        for request in writer.requests(found)
    ]
    if output is None:
        _write(lines, sys.stdout)
    else:
        with output.open("w", encoding="utf-8", newline="\n") as file:
            _write(lines, file)
    return 1 if writer.refused else 0


def _write(lines: list[str], file: IO[str]) -> None:
    file.writelines(f"{line}\n" for line in lines)


class _Writer:
    """Makes the requests of documents, and tells why a template has none."""

    def __init__(self, rule_resolver: RuleResolver, allow_errors: bool, language: Language) -> None:
        self._session = rule_resolver
        self._allow_errors = allow_errors
        self._language = language
        self.refused = 0

    def requests(self, found: DiscoveredFile) -> Iterator[Request]:
        """The requests of one document."""
        file_rules = self._session.file_rules(found.resolved, found.shown)
        document = load_document(found)
        self._tell_of(document, found.shown, file_rules)
        for entry in document.entries():
            title = title_of(entry)
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
                say(messages.NOTE.text(self._language, path=found.shown, template=title, note=note))
            yield request

    def _tell_of(self, document: Document, shown: str, file_rules: FileRules) -> None:
        """What is wrong with a document as a whole: its templates, if any, are written nevertheless."""
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
        say(reason.text(self._language))


def title_of(entry: TemplateEntry) -> Bilingual:
    """What a message calls a template: its name, its code, else its number in the document."""
    template = entry.template
    name = template and (template.name or template.code)
    return Bilingual(name, name) if name else messages.TEMPLATE_NUMBER.fill(number=entry.index + 1)
