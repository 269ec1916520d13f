"""`smslint help`: the same as `smslint --help`, or of a command."""

from __future__ import annotations

import click

from smslint.cli.terminal import LocalizedCommand
from smslint.io.sink import print_out
from smslint.messages.cli import COMMANDS


@click.command(cls=LocalizedCommand, about=COMMANDS["help"])
@click.argument("command", nargs=-1)
@click.pass_context
def command(context: click.Context, command: tuple[str, ...]) -> None:
    """Shows the help of the program, or of the command that is named."""
    root = context.find_root()
    for name in command:
        group = root.command
        if not isinstance(group, click.Group):
            break
        _, found, _ = group.resolve_command(root, [name])
        if found is None:
            break
        root = click.Context(found, parent=root, info_name=name, obj=root.obj)
    print_out(*root.get_help().splitlines())
