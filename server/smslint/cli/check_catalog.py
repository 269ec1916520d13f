"""`smslint check-catalog`: whether a folder of rules keeps to the format, and its rules do what their examples say."""

from __future__ import annotations

from pathlib import Path

import click

from smslint.catalog.check import Defect, check_folder
from smslint.catalog.paths import rules_folder
from smslint.cli.terminal import LocalizedCommand, chosen_language
from smslint.io.sink import print_out
from smslint.messages.catalog import DEFECT, DEFECTS, NO_DEFECT
from smslint.messages.cli import COMMANDS
from smslint.workspace.rule_examples import example_runner


@click.command(cls=LocalizedCommand, about=COMMANDS["check-catalog"])
@click.argument(
    "folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@click.option("--language", type=click.Choice(["en", "zh"]))
def command(folder: Path | None, language: str | None) -> int:
    """Checks `folder`, or the program's own rules."""
    chosen = chosen_language(language)
    defects = check_folder(folder or rules_folder(), example_runner)
    for defect in defects:
        print_out(DEFECT.text(chosen, path=_place(defect), text=defect.text))
    if defects:
        print_out(DEFECTS.text(chosen, count=len(defects)))
        return 1
    print_out(NO_DEFECT.text(chosen))
    return 0


def _place(defect: Defect) -> str:
    """`path:line`, relative to the working directory if the file is in it."""
    path, here = defect.path, Path.cwd()
    path_text = (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()
    return f"{path_text}:{defect.line}" if defect.line else path_text
