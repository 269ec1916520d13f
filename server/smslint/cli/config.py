"""`smslint config show`: every setting that applies to a path, and where it comes from."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import click

from smslint.cli.project import Project
from smslint.cli.terminal import LocalizedCommand, LocalizedGroup, origin_text, print_json
from smslint.io.sink import print_error, print_out
from smslint.messages.cli import (
    COMMANDS,
    CONFIG_DEFAULT,
    CONFIG_FILE,
    CONFIG_NO_FILE,
    CONFIG_PER_FILE,
    CONFIG_SHOW,
    SHOW_OPTIONS,
)
from smslint.workspace.patterns import matches, relative
from smslint.workspace.settings import KEYS, setting_key

command = LocalizedGroup("config", about=COMMANDS["config"], subcommands={"show": CONFIG_SHOW})


@command.command(cls=LocalizedCommand, about=CONFIG_SHOW, options=SHOW_OPTIONS)
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", type=click.Choice(["text", "json"]), default="text")
@click.option("--language", type=click.Choice(["en", "zh"]))
def show(path: Path, config: Path | None, format: str, language: str | None) -> None:
    project = Project(config, language)
    project.path = path.absolute()
    resolved, chosen = project.resolved, project.language
    rows: list[dict[str, Any]] = []
    for key in KEYS:
        origin = resolved.origins.get(key)
        rows.append(
            {
                "key": key,
                "value": plain(getattr(resolved.settings, key.replace("-", "_"))),
                "file": str(origin.file) if origin else None,
                "line": origin.line if origin else None,
            }
        )
    if format == "json":
        file = str(resolved.file) if resolved.file else None
        answer = {"version": 1, "file": file, "root": str(resolved.root), "settings": rows}
        print_json(answer, indent=1)
    else:
        head = CONFIG_FILE.text(chosen, file=resolved.file) if resolved.file else CONFIG_NO_FILE.text(chosen)
        shown = relative(path, resolved.root)
        for pattern in (each for each in resolved.settings.per_file if matches((each,), shown)):
            head += "\n" + CONFIG_PER_FILE.text(chosen, pattern=pattern)
        print_out(head + "\n")
        for row in rows:
            where = f"{row['file']}:{row['line']}" if row["line"] else row["file"] or CONFIG_DEFAULT.text(chosen)
            print_out(f"{row['key']} = {toml(row['value'])}  # {where}")
    for warning in project.rule_resolver.warnings(resolved):
        print_error(origin_text(warning.origin) + warning.text.text(chosen))


def plain(value: Any) -> Any:
    """A setting as plain data."""
    if is_dataclass(value):
        given = {setting_key(each.name): plain(getattr(value, each.name)) for each in fields(value)}
        return {key: one for key, one in given.items() if one not in (None, [], {})}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return value if isinstance(value, str | int | bool | None) else str(value)


def toml(value: Any) -> str:
    """A plain value as TOML writes it in one line; nothing is shown as a pair of quotes would be, by a dash."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ", ".join(toml(part) for part in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(key)} = {toml(part)}" for key, part in value.items()) + "}"
    return str(value)
