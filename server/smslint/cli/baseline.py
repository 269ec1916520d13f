"""`smslint baseline`: records the present findings, so that later runs report only new ones."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path

import click

from smslint.cli.project import Project, given_paths, leads_out, with_project, write_file
from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError
from smslint.io.sink import print_error
from smslint.messages import cli as messages
from smslint.workspace.baseline import Baseline, load_baseline
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.discovery import discover
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.run import DisplayFilter, Run
from smslint.workspace.settings_resolver import Overrides

DEFAULT = "smslint-baseline.json"


@click.command(cls=LocalizedCommand, about=messages.COMMANDS["baseline"], options=messages.BASELINE)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--prune", is_flag=True)
@click.option("--yes", is_flag=True)
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False))
@with_project()
def command(project: Project, paths: tuple[Path, ...], output: Path | None, prune: bool, yes: bool) -> None:
    files = given_paths(paths)
    for path in files:
        if not os.path.lexists(path):
            raise LocalizedUsageError(messages.NO_SUCH_PATH.fill(path=path))
    project.path = files[0]
    resolved = project.resolved
    named = output.absolute() if output else Path(resolved.settings.baseline or resolved.root / DEFAULT)
    before = load_baseline(named) if os.path.lexists(named) else Baseline()
    if output is None and leads_out(named, resolved.root):
        raise LocalizedUsageError(messages.BASELINE_OUTSIDE.fill(path=named))
    settings = project.settings_resolver.with_overrides(Overrides(baseline=str(named)))
    run = Run(RuleResolver(settings), DisplayFilter(fixes=False, urls=False, baseline=False))
    documents = list(discover(files, settings))
    paths_there = {
        found.display_path: found.resolved.baseline_path(found.resolved.settings_path(found.display_path))
        for found in documents
    }
    checked = set(paths_there.values())
    now = Baseline()
    for event in chain(run.check(documents), run.cross_file_findings()):
        if isinstance(event, Diagnostic):
            now.add(event, paths_there[event.path])
    folder = settings.of(project.path).baseline_folder
    after = before.pruned(now, checked, folder) if prune else before.renewed(now, checked)
    removed = before.size - after.size
    if prune and not yes and removed * 2 > before.size:
        raise LocalizedUsageError(messages.BASELINE_SHRINKS.fill(removed=removed, before=before.size))
    write_file(project, named, after.file_text(), replaces=named)
    print_error(messages.BASELINE_WRITTEN.text(project.language, path=named, findings=after.size, before=before.size))
    if resolved.settings.baseline is None and output is None:
        print_error(messages.BASELINE_NOT_SET.text(project.language, name=DEFAULT))
