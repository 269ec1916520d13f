"""`smslint check`: what the rules have to say about documents."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from smslint import __version__
from smslint.cli.terminal import Spoken, chosen_language
from smslint.language.cli import COMMANDS
from smslint.report import FORMATS, Context, reporter
from smslint.workspace.discovery import discover
from smslint.workspace.governing import SettingsByPath
from smslint.workspace.located import Located
from smslint.workspace.run import Run
from smslint.workspace.session import Session


@click.command(cls=Spoken, about=COMMANDS["check"])
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", type=click.Choice(FORMATS), default="full")
@click.option("--fail-on", type=click.Choice(["error", "warning", "info", "never"]))
@click.option("--language", type=click.Choice(["en", "zh"]))
def command(paths: tuple[Path, ...], format: str, fail_on: str | None, language: str | None) -> int:
    settings = SettingsByPath(Path.cwd())
    run = Run(Session(settings))
    governing = settings.of(Path.cwd())
    report = reporter(format, sys.stdout, language=chosen_language(language, governing.settings.language), version=__version__)
    report.begin()
    for told in run.check(discover(paths or (Path(),), settings)):
        if isinstance(told, Located):
            report.finding(told)
        else:
            report.review(told)
    code = 0 if fail_on == "never" else int(bool(run.summary.error))
    report.end(run.summary, Context(exit_code=code))
    return code
