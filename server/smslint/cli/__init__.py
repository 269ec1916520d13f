"""The command line: one module a command, imported only when its command is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from smslint import __version__
from smslint.cli.terminal import Spoken, help_language, run
from smslint.language.cli import COMMANDS, COMMANDS_HEADING, PROGRAM

_MODULES = {"import": "import_"}


class _Commands(Spoken, click.Group):
    """The commands by name; module `smslint.cli.<name>` holds an object `command`."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module("smslint.cli." + _MODULES.get(name, name.replace("-", "_")))
        command: click.Command = module.command
        return command

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(context, formatter)
        language = help_language()
        with formatter.section(COMMANDS_HEADING.text(language)):
            formatter.write_dl([(name, text.text(language)) for name, text in COMMANDS.items()])


command = _Commands(
    name="smslint",
    about=PROGRAM,
    no_args_is_help=True,
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=lambda context, option, given: _version(context) if given else None,
        )
    ],
)


def _version(context: click.Context) -> None:
    click.echo(f"smslint {__version__}")
    context.exit()


def main() -> None:
    """The `smslint` command."""
    sys.exit(run(command))
