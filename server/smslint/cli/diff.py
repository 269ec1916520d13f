"""`smslint diff`: the templates of files beside the account that the lock keeps."""

from __future__ import annotations

from pathlib import Path

import click

from smslint.cli.lock import existing_lock, named_lock
from smslint.cli.project import Project, given_paths, with_project
from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError, print_json
from smslint.documents.account.lockfile import account_of
from smslint.io.sink import print_out
from smslint.messages import cli as cli_messages
from smslint.messages import diff as messages
from smslint.report.comparison import as_json, markdown_lines, text_lines
from smslint.workspace.comparison import ComparedTemplate, compared_entry, gone


@click.command(cls=LocalizedCommand, about=cli_messages.COMMANDS["diff"], options=messages.OPTIONS)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--lock", "named", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", type=click.Choice(["full", "json", "markdown"]), default="full")
@click.option("--fail-on", type=click.Choice(["update", "new-template", "never"]))
@click.option("--remote", is_flag=True)
@with_project("config")
def command(
    project: Project, paths: tuple[Path, ...], named: Path | None, format: str, fail_on: str | None, remote: bool
) -> int:
    """Prints the verdicts; exits with 1 if one fails, or if a file cannot be read."""
    files = given_paths(paths)
    for path in files:
        if not path.exists():
            raise LocalizedUsageError(cli_messages.NO_SUCH_PATH.fill(path=path))
    project.path = files[0]
    path = named_lock(project.resolved, named)
    lock = existing_lock(path)
    account = account_of(lock)
    found: list[ComparedTemplate] = []
    contents: list[str | None] = []
    for file, document in project.documents(files):
        file_rules = project.rule_resolver.of(file)
        project.fail_unreadable(document, file.display_path)
        for entry in document.entries():
            each = compared_entry(entry, file.display_path, file_rules, account)
            if each is not None:
                found.append(each)
                contents.append(entry.template.content if entry.template else None)
    if remote:
        rest = list(gone(account, found))
        found += rest
        contents += [None] * len(rest)
    if format == "json":
        print_json(as_json(found, path.as_posix(), lock.seen, project.language))
    elif format == "markdown":
        print_out(*markdown_lines(found, contents, lock.seen, project.language))
    else:
        print_out(*text_lines(found, contents, lock.seen, project.language))
    return int(project.failures > 0 or any(each.fails(fail_on) for each in found))
