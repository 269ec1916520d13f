"""`smslint clean`: removes the results that checks kept beside the settings."""

from __future__ import annotations

import click

from smslint.cli.project import Project, with_project
from smslint.cli.terminal import LocalizedCommand
from smslint.io.sink import print_out
from smslint.messages.cli import CLEANED, COMMANDS, NOTHING_KEPT
from smslint.workspace.result_cache import FOLDER, remove_results


@click.command(cls=LocalizedCommand, about=COMMANDS["clean"])
@with_project("config")
def command(project: Project) -> None:
    """Removes the folder of the settings in force, and says which."""
    folder = project.resolved.root / FOLDER
    text = CLEANED if remove_results(folder) else NOTHING_KEPT
    print_out(text.text(project.language, path=str(folder)))
