"""What is wrong with a command line, in both languages: click says it in English alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from smslint.core.nearest import nearest_name
from smslint.messages import Bilingual
from smslint.messages import cli as messages

_DETAILS: dict[str, Bilingual] = {
    r"(?P<value>.*) is not a valid integer.*": messages.NO_INTEGER,
    r"(?P<value>.*) is not a valid float.*": messages.NO_NUMBER,
    r"(?P<value>.*) is not in the range (?P<range>.*)\.": messages.OUT_OF_RANGE,
    r"\w+ (?P<value>.*) does not exist\.": messages.NOT_THERE,
    r"\w+ (?P<value>.*) is a file\.": messages.IS_FILE,
    r"\w+ (?P<value>.*) is a directory\.": messages.IS_FOLDER,
    r"\w+ (?P<value>.*) is not (?:readable|writable)\.": messages.NO_ACCESS,
    r"Got unexpected extra arguments? \((?P<value>.*)\)": messages.TOO_MANY_ARGUMENTS,
    r"Missing command\.": messages.COMMAND_MISSING,
}
"""click's sentences, whose values follow one another."""


def usage_lines(error: click.ClickException) -> Iterator[Bilingual]:
    """The error in the program's own words; click's words where it has none. Help has a line each."""
    if type(error).__name__ == "NoArgsIsHelpError":
        yield from (Bilingual(line, line) for line in error.format_message().splitlines())
    else:
        yield _sentence(error)


def _sentence(error: click.ClickException) -> Bilingual:
    own = getattr(error, "text", None)
    if isinstance(own, Bilingual):
        return own
    if isinstance(error, click.NoSuchOption):
        near = tuple(error.possibilities or ())
        text = messages.NO_OPTION_NEAREST if near else messages.NO_OPTION
        return text.fill(name=error.option_name, nearest=near[:3])
    if isinstance(error, click.MissingParameter):
        return messages.MISSING.fill(name=_name(error))
    if isinstance(error, click.BadOptionUsage):
        text = messages.TAKES_NO_VALUE if "does not take" in error.message else messages.NO_VALUE
        return text.fill(name=error.option_name)
    if isinstance(error, click.BadParameter):
        kind = error.param.type if error.param else None
        if isinstance(kind, click.Choice):
            return messages.NO_CHOICE.fill(name=_name(error), allowed=tuple(str(each) for each in kind.choices))
        return messages.BAD_VALUE.fill(name=_name(error), detail=_detail(error.message))
    if type(error).__name__ == "NoSuchCommand" and isinstance(error, click.UsageError) and error.ctx is not None:
        return _no_command(getattr(error, "command_name", ""), error.ctx)
    return _detail(error.format_message())


def _no_command(name: str, context: click.Context) -> Bilingual:
    group = context.command
    known = group.list_commands(context) if isinstance(group, click.Group) else []
    near = nearest_name(name, known)
    text = messages.NO_COMMAND_NEAREST if near else messages.NO_COMMAND
    return text.fill(name=name, nearest=near, allowed=tuple(known))


def _detail(message: str) -> Bilingual:
    for pattern, text in _DETAILS.items():
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return text.fill(**found.groupdict())
    return Bilingual(message, message)


def _name(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return str(error.param_hint or "")
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name
