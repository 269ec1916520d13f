"""`smslint payload`: the request by which the vendor's API takes each template, one JSON object a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

import click

from smslint.cli.project import Project, open_output, with_project
from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError, file_error
from smslint.core.account import Account
from smslint.core.finding import Finding
from smslint.core.template import Review, Template
from smslint.documents import Document
from smslint.documents.payload import ApiRequest, NoRequest, request_of
from smslint.documents.schemas import CREATE, IGNORED
from smslint.documents.vendor_import import unread
from smslint.io.escape import is_unicode, json_text
from smslint.io.opener import DATA_SIZE, read_bytes
from smslint.io.sink import print_error, standard_output
from smslint.messages import Bilingual
from smslint.messages import api as messages
from smslint.messages.cli import COMMANDS, NO_INPUT
from smslint.messages.report import template_named
from smslint.syntax.tree import plain_value
from smslint.workspace.check import check_document, check_template
from smslint.workspace.discovery import DiscoveredFile

_NO_PARAMETERS: Final = IGNORED - CREATE.keys.keys()
"""What an answer of the API holds and no request does."""


@click.command(cls=LocalizedCommand, about=COMMANDS["payload"], options=messages.PAYLOAD_OPTIONS)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--allow-errors", is_flag=True)
@click.option("--changed", is_flag=True)
@click.option("--keys", "keys_file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@with_project("config")
def command(
    project: Project,
    paths: tuple[Path, ...],
    allow_errors: bool,
    changed: bool,
    keys_file: Path | None,
    output: Path | None,
) -> int:
    """Writes all requests that can be made; exits with 1 if a template has none."""
    account = _account(project) if changed else None
    keys = _keys(keys_file) if keys_file else {}
    requests = [
        request
        for found, document in project.documents(paths)
        for request in _requests(project, found, document, allow_errors, account, keys, output is not None)
    ]
    with open_output(project, standard_output(), output) as out:
        out.writelines(json_text(request.body, is_unicode(out)) + "\n" for request in requests)
    return int(project.failures > 0)


def _keys(path: Path) -> dict[str, str]:
    """The keys of uploaded files by their paths. Raises LocalizedUsageError."""
    from smslint.documents.decoding import decode_text
    from smslint.syntax.json.reader import read_json

    try:
        got = decode_text(read_bytes(path, DATA_SIZE), False)
    except OSError as error:
        raise file_error(NO_INPUT, path, error) from None
    node, issues = read_json(got.text) if got.text is not None else (None, [])
    found = plain_value(node) if node is not None and not issues else None
    if isinstance(found, dict) and all(isinstance(each, str) for each in found.values()):
        return {name: str(key) for name, key in found.items()}
    reason = issues[0].reason if issues else got.reason or messages.NOT_TEXTS
    raise LocalizedUsageError(messages.KEYS_NOT_READ.fill(path=path, reason=reason))


def _account(project: Project) -> Account:
    """The account that the lock keeps. Raises LocalizedUsageError if there is none."""
    from smslint.cli.lock import existing_lock, named_lock
    from smslint.documents.account.lockfile import account_of

    return account_of(existing_lock(named_lock(project.resolved, None)))


def _as_account_knows(
    template: Template, review: Review | None, account: Account, project: Project, found: DiscoveredFile
) -> tuple[Template, Review | None] | None:
    """A template that needs a request, as the account has it; None for one that needs none."""
    from smslint.core.comparison import compare
    from smslint.workspace.comparison import CHANGED

    analysis = project.rule_resolver.of(found).read(template, None)
    compared = compare(analysis, account, review.code if review else None)
    if compared.verdict not in CHANGED:
        return None
    if compared.verdict == "update" and compared.record is not None:
        return template, Review("rejected", compared.code, compared.record.reason)
    return replace(template, code=None), None


def _requests(
    project: Project,
    found: DiscoveredFile,
    document: Document,
    allow_errors: bool,
    account: Account | None,
    keys: Mapping[str, str],
    whole: bool,
) -> Iterator[ApiRequest]:
    """The requests of one document; reports why a template has none. With an account, only of what it has otherwise.

    The requests of digital templates hold the bytes of their files only if they are to be `whole`.
    Findings about the document itself are reported, too, but its templates are still written.
    """
    file_rules, path = project.rule_resolver.of(found), found.display_path
    for each in check_document(document, file_rules):
        project.fail(Bilingual(*(f"{path}: {each.message(language)}" for language in ("en", "zh"))))
    for entry in document.entries():
        title = template_title(entry.template, entry.index)
        template, review = entry.template, entry.review
        if account is not None and template is not None:
            needed = _as_account_knows(template, review, account, project, found)
            if needed is None:
                continue
            template, review = needed
        if not allow_errors:
            findings = check_template(entry.parsed, file_rules, date.today(), document.file).findings
            errors = [each for each in findings if each.severity == "error" and not _is_expected(each, account)]
            if errors:
                first = errors[0].message(project.language)
                project.fail(messages.HAS_ERRORS.fill(path=path, template=title, count=len(errors), first=first))
                continue
        try:
            if template is None:
                raise NoRequest(messages.NOT_A_TEMPLATE)
            request = request_of(template, review, keys, file_rules.files(template, document.file), whole)
        except NoRequest as error:
            project.fail(messages.NO_REQUEST.fill(path=path, template=title, reason=error.reason))
            continue
        for note in (*unread(document, entry, _NO_PARAMETERS), *request.notes):
            print_error(messages.NOTE.text(project.language, path=path, template=title, note=note))
        yield request


def _is_expected(finding: Finding, account: Account | None) -> bool:
    """Whether a finding only says why a request is made."""
    return account is not None and finding.rule.id == "approved-template-changed"


def template_title(template: Template | None, index: int) -> Bilingual:
    """What a message calls a template: its name, its code, else its number in the document."""
    name = template and (template.name or template.code)
    return Bilingual(name, name) if name else template_named(index, None)
