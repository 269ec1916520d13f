"""`smslint check-catalog`: whether a folder of rules keeps to the format, and its rules do what their examples say."""

from __future__ import annotations

from pathlib import Path

import click

from smslint.catalog.check import Defect, check_folder
from smslint.catalog.paths import rules_folder
from smslint.cli.terminal import LocalizedCommand, chosen_language
from smslint.io.sink import print_out
from smslint.messages import Language
from smslint.messages.catalog import DEFECT, DEFECTS, NO_DEFECT
from smslint.messages.cli import COMMANDS
from smslint.workspace.patterns import relative
from smslint.workspace.rule_examples import example_runner


@click.command(cls=LocalizedCommand, about=COMMANDS["check-catalog"])
@click.argument(
    "folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@click.option("--language", type=click.Choice(["en", "zh"]))
def command(folder: Path | None, language: str | None) -> int:
    """Checks `folder`, or all of the program's own rules if it is one of their folders or not given."""
    chosen = chosen_language(language)
    defects = check_folder(folder or rules_folder(), example_runner)
    for defect in sorted(defects, key=lambda each: (str(each.path or ""), each.line or 0)):
        print_out(_line(defect, chosen))
    if defects:
        print_out(DEFECTS.text(chosen, count=len(defects)))
        return 1
    print_out(NO_DEFECT.text(chosen))
    return 0


def _line(defect: Defect, language: Language) -> str:
    """A defect after its `path:line`, which is relative to the working directory if the file is in it."""
    if defect.path is None:
        return defect.text.text(language)
    path = relative(defect.path, Path.cwd())
    return DEFECT.text(language, path=f"{path}:{defect.line}" if defect.line else path, text=defect.text)
