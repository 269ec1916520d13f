"""`smslint baseline`: accepts the findings of today, so that later runs speak of new ones."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path

import click

from smslint.cli import inputs
from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError, chosen_language, say
from smslint.messages import Language
from smslint.messages import cli as messages
from smslint.workspace.baseline import Baseline, load
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.discovery import DiscoveredFile
from smslint.workspace.rule_resolver import RuleResolver
from smslint.workspace.run import DisplayFilter, Run
from smslint.workspace.settings_resolver import SettingsResolver

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
    settings = SettingsResolver(Path.cwd(), config)
    files = inputs.paths(paths, None)
    resolved = settings.of(files[0])
    named = output.absolute() if output else Path(resolved.settings.baseline or resolved.root / DEFAULT)
    before = load(named) if os.path.lexists(named) else Baseline()
    run = Run(RuleResolver(settings), DisplayFilter(fixes=False, urls=False, baseline=False))
    checked: list[str] = []

    def noted(found: DiscoveredFile) -> DiscoveredFile:
        checked.append(found.shown)
        return found

    now = Baseline()
    documents = (noted(found) for found in inputs.found(files, settings, False))
    for told in chain(run.check(documents), run.cross_file_findings()):
        if isinstance(told, Diagnostic):
            now.add(told)
    after = before.pruned(now, checked, resolved.root) if prune else before.renewed(now, checked)
    try:
        after.write(named)
    except OSError as error:
        from smslint.messages.system import os_error_text

        raise LocalizedUsageError(messages.NO_OUTPUT.fill(path=named, why=os_error_text(error))) from None
    spoken = chosen_language(language, resolved.settings.language)
    say(messages.BASELINE_WRITTEN.text(spoken, path=named, findings=after.size, before=before.size))
    if resolved.settings.baseline is None and output is None:
        say(messages.BASELINE_NOT_SET.text(spoken, name=DEFAULT))
    return 0
