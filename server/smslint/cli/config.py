"""`smslint config show`: every setting that applies to a path, and where it comes from."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import click

from smslint.cli.project import Project, with_project
from smslint.cli.terminal import LocalizedCommand, LocalizedGroup, print_json, settings_message
from smslint.io.sink import print_error, print_out
from smslint.messages import cli as messages
from smslint.workspace.patterns import matches, relative
from smslint.workspace.settings import KEYS, setting_key

command = LocalizedGroup("config", about=messages.COMMANDS["config"], subcommands={"show": messages.CONFIG_SHOW})


@command.command(cls=LocalizedCommand, about=messages.CONFIG_SHOW, options=messages.SHOW_OPTIONS)
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False))
@with_project("format")
def show(project: Project, path: Path, format: str) -> None:
    project.path = path.absolute()
    resolved, chosen = project.resolved, project.language
    rows: list[dict[str, Any]] = []
    for key in KEYS:
        origin, value = resolved.origins.get(key), _plain(getattr(resolved.settings, key.replace("-", "_")))
        place = {"file": str(origin.file) if origin else None, "line": origin.line if origin else None}
        rows.append({"key": key, "value": value, **place})
    if format == "json":
        file = str(resolved.file) if resolved.file else None
        print_json({"version": 1, "file": file, "root": str(resolved.root), "settings": rows}, indent=1)
    else:
        text = messages.CONFIG_FILE if resolved.file else messages.CONFIG_NO_FILE
        lines = [text.text(chosen, file=resolved.file)]
        lines += [
            messages.CONFIG_PER_FILE.text(chosen, pattern=pattern)
            for pattern in resolved.settings.per_file
            if matches((pattern,), relative(path, resolved.root))
        ]
        print_out(*lines, "")
        for row in rows:
            where = row["file"] or messages.CONFIG_DEFAULT.text(chosen)
            where += f":{row['line']}" if row["line"] else ""
            print_out(f"{row['key']} = {_toml(row['value'])}  # {where}")
    for warning in project.rule_resolver.warnings(resolved):
        print_error(settings_message(warning, chosen))


def _plain(value: Any) -> Any:
    """A setting as plain data."""
    if is_dataclass(value):
        given = {setting_key(each.name): _plain(getattr(value, each.name)) for each in fields(value)}
        return {key: one for key, one in given.items() if one not in (None, [], {})}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return value if isinstance(value, str | int | bool | None) else str(value)


def _toml(value: Any) -> str:
    """A plain value as TOML writes it in one line; None is a dash."""
    if value is None:
        return "-"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(part) for part in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(key)} = {_toml(part)}" for key, part in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)
