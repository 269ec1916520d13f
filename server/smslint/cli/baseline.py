"""`smslint baseline`: records the present findings, so that later runs report only new ones."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path

import click

from smslint.cli import inputs
from smslint.cli.project import Project
from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError
from smslint.io.sink import print_error
from smslint.messages import Language
from smslint.messages import cli as messages
from smslint.workspace.baseline import Baseline, load_baseline
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.discovery import DiscoveredFile, discover
from smslint.workspace.run import DisplayFilter, Run

DEFAULT = "smslint-baseline.json"


@click.command(cls=LocalizedCommand, about=messages.COMMANDS["baseline"], options=messages.BASELINE)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--prune", is_flag=True)
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--language", type=click.Choice(["en", "zh"]))
def command(
    paths: tuple[Path, ...], output: Path | None, prune: bool, config: Path | None, language: Language | None
) -> int:
    project = Project(config, language)
    files = inputs.paths(paths, None)
    project.path = files[0]
    resolved = project.resolved
    named = output.absolute() if output else Path(resolved.settings.baseline or resolved.root / DEFAULT)
    before = load_baseline(named) if os.path.lexists(named) else Baseline()
    run = Run(project.rule_resolver, DisplayFilter(fixes=False, urls=False, baseline=False))
    checked: list[str] = []

    def listed(found: DiscoveredFile) -> DiscoveredFile:
        checked.append(found.shown)
        return found

    now = Baseline()
    documents = (listed(found) for found in discover(files, project.settings_resolver))
    for event in chain(run.check(documents), run.cross_file_findings()):
        if isinstance(event, Diagnostic):
            now.add(event)
    after = before.pruned(now, checked, resolved.root) if prune else before.renewed(now, checked)
    try:
        after.write(named)
    except OSError as error:
        from smslint.messages.system import os_error_text

        raise LocalizedUsageError(messages.NO_OUTPUT.fill(path=named, why=os_error_text(error))) from None
    print_error(messages.BASELINE_WRITTEN.text(project.language, path=named, findings=after.size, before=before.size))
    if resolved.settings.baseline is None and output is None:
        print_error(messages.BASELINE_NOT_SET.text(project.language, name=DEFAULT))
    return 0
