"""`smslint completion`: a script for a shell, which then completes commands, options and their values."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

from smslint.cli.terminal import COMPLETION, LocalizedCommand
from smslint.io.sink import print_out
from smslint.messages.cli import COMMANDS


@click.command(cls=LocalizedCommand, about=COMMANDS["completion"])
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Prints the script that the shell evaluates; click answers what the script asks."""
    made = get_completion_class(shell)
    assert made is not None, "click knows all three shells"
    # The class for Bash would start one to ask for its version.
    script = ShellComplete.source(made(context.find_root().command, {}, "smslint", COMPLETION))
    print_out(*script.splitlines())
