"""`smslint dossier`: the paper of an application for each template, and the use case description ready to paste."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from smslint.cli.manifest_names import file_stem, free_file_name
from smslint.cli.project import Project, leads_out, tell_other_names, with_project, write_file
from smslint.cli.terminal import LocalizedCommand, file_error, print_json
from smslint.documents.problem import UNREADABLE
from smslint.io.escape import json_text
from smslint.io.sink import print_error, print_out, standard_output
from smslint.messages import Bilingual, Language
from smslint.messages import dossier as messages
from smslint.messages.api import LEADS_OUT, NOT_A_TEMPLATE
from smslint.messages.api import UNREADABLE as CANNOT_READ
from smslint.messages.cli import COMMANDS, NO_OUTPUT
from smslint.report.dossier import dossiers_json, html_page, markdown_text
from smslint.workspace.dossier import Dossier, Outcome, dossier_of

if TYPE_CHECKING:
    from smslint.documents import Document
    from smslint.workspace.discovery import DiscoveredFile

_ENDINGS = {"markdown": ".md", "html": ".html", "json": ".json"}
_OUTCOMES: Final[Mapping[Outcome, Bilingual]] = {
    "written": messages.WRITTEN,
    "current": messages.CURRENT,
    "kept": messages.KEPT,
    "refused": messages.NOT_WRITTEN,
}


@click.command(cls=LocalizedCommand, about=COMMANDS["dossier"], options=messages.OPTIONS)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", type=click.Choice(list(_ENDINGS)), default="markdown")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False))
@click.option("--write", is_flag=True)
@with_project("config")
def command(project: Project, paths: tuple[Path, ...], format: str, output: Path | None, write: bool) -> int:
    """Prints or writes the dossiers, in Chinese unless asked otherwise, as the console is; exits with 1 if a template
    cannot be read or written."""
    language = project.given_language or "zh"
    dossiers: list[Dossier] = []
    for found, document in project.documents(paths):
        project.fail_unreadable(document, found.display_path)
        file_rules = project.rule_resolver.of(found)
        read: list[Dossier] = []
        for entry in document.entries():
            dossier = dossier_of(document, entry, found.display_path, file_rules, date.today())
            if dossier is not None:
                read.append(dossier)
                continue
            reasons = [each.match.values["reason"] for each in entry.problems if each.rule == UNREADABLE]
            project.fail(CANNOT_READ.fill(path=found.display_path, reason=reasons[0] if reasons else NOT_A_TEMPLATE))
        dossiers += read
        if write:
            _write(project, found, document, read)
    if output is not None:
        _write_files(project, dossiers, format, language, output)
    elif not write:
        _print(dossiers, format, language)
    return int(project.failures > 0)


def _print(dossiers: Sequence[Dossier], format: str, language: Language) -> None:
    if format == "json":
        print_json(dossiers_json(dossiers, language))
    elif format == "html":
        standard_output().write(html_page(dossiers, language))
    else:
        standard_output().write("\n".join(markdown_text(each, language) for each in dossiers))


def _write_files(project: Project, dossiers: Sequence[Dossier], format: str, language: Language, folder: Path) -> None:
    """Writes one file a template, and prints its name."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_error(NO_OUTPUT, folder, error) from None
    taken: set[str] = set()
    for each in dossiers:
        path = folder / f"{free_file_name(file_stem(each.template), taken)}{_ENDINGS[format]}"
        if leads_out(path, folder):
            project.fail(LEADS_OUT.fill(path=path))
            continue
        write_file(project, path, _text(each, format, language))
        print_out(path.as_posix())


def _text(dossier: Dossier, format: str, language: Language) -> str:
    if format == "json":
        return json_text(dossiers_json([dossier], language), True, 2) + "\n"
    return html_page([dossier], language) if format == "html" else markdown_text(dossier, language)


def _write(project: Project, found: DiscoveredFile, document: Document, dossiers: Sequence[Dossier]) -> None:
    """Writes the remarks into a document, and says what became of each."""
    from smslint.workspace.dossier import with_remarks
    from smslint.workspace.fix_files import rewritten

    text, outcomes = with_remarks(document, dossiers)
    if text is not None:
        reason, other_names = rewritten(found, document, text)
        if reason is not None:
            project.fail(messages.FILE_NOT_WRITTEN.fill(path=found.display_path, why=reason))
            return
        tell_other_names(found.path, project.language, other_names)
    for each in dossiers:
        told = _OUTCOMES[outcomes[each.index]].fill(path=found.display_path, template=each.title)
        if outcomes[each.index] == "refused":
            project.fail(told)
        elif outcomes[each.index] == "kept":
            print_error(told.text(project.language))
        else:
            print_out(told.text(project.language))
