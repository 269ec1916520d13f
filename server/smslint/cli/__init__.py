"""The command line: one module a command, imported only when its command is called."""

from __future__ import annotations

from importlib import import_module

import click

from smslint import __version__
from smslint.cli.terminal import LocalizedGroup
from smslint.io.sink import print_out
from smslint.messages.cli import COMMANDS, PROGRAM

_MODULES = {"import": "import_"}


class _Commands(LocalizedGroup):
    """The commands by name; module `smslint.cli.<name>` holds an object `command`."""

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module("smslint.cli." + _MODULES.get(name, name.replace("-", "_")))
        found: click.Command = module.command
        return found


command = _Commands(
    name="smslint",
    about=PROGRAM,
    subcommands=COMMANDS,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[
        click.Option(
            ["-V", "--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=lambda context, option, given: _version(context) if given else None,
        )
    ],
)


def _version(context: click.Context) -> None:
    print_out(f"smslint {__version__}")
    context.exit()
