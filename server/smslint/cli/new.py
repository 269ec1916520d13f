"""`smslint new`: a template to start from, which itself passes every check.

A digital message is made in a folder, with a picture to be replaced.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError, chosen_language
from smslint.core.template import TYPES, TemplateType
from smslint.io.sink import print_error
from smslint.messages import Language
from smslint.messages import cli as messages

PICTURE: Final = "media/picture.png"
"""The picture of a new digital message, beside its file."""


@click.command(cls=LocalizedCommand, about=messages.COMMANDS["new"], options=messages.NEW)
@click.argument("name")
@click.option("--type", "kind", type=click.Choice(TYPES), required=True)
@click.option("--signature")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True)
@click.option("--language", type=click.Choice(["en", "zh"]))
def command(
    name: str, kind: TemplateType, signature: str | None, output: Path | None, force: bool, language: Language | None
) -> None:
    from smslint.cli.project import write_file
    from smslint.documents.manifest import starting_text

    if output is None and (name in ("", ".", "..") or set(name) & set('/\\:*?"<>|\0')):
        raise LocalizedUsageError(messages.NEW_NAME.fill(name=name))
    path = output or (Path(name, f"{name}.sms") if kind == "digital" else Path(f"{name}.sms"))
    if os.path.lexists(path) and not force:
        raise LocalizedUsageError(messages.NEW_EXISTS.fill(path=path))
    text = starting_text(name, kind, signature, picture=PICTURE if kind == "digital" else None)
    if text is None:
        raise LocalizedUsageError(messages.NEW_NAME.fill(name=name))
    if kind == "digital":
        _write_picture(path.parent / PICTURE)
        text = text.replace("frames:", f"# {messages.NEW_PICTURE.text(chosen_language(language))}\nframes:", 1)
    write_file(None, path, text)
    print_error(messages.NEW_WRITTEN.text(chosen_language(language), path=path))


def _write_picture(path: Path) -> None:
    """Writes a placeholder, unless there is a picture. Raises LocalizedUsageError."""
    from smslint.cli.project import write_file
    from smslint.cli.terminal import file_error
    from smslint.documents.placeholder_picture import placeholder_picture

    if os.path.lexists(path):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_error(messages.NO_OUTPUT, path, error) from None
    write_file(None, path, placeholder_picture())
