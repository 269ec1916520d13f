"""`smslint rule`: what a rule demands and why, with its examples, or the list of all rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import click

from smslint.catalog.pages import messages_of, page, page_uri
from smslint.cli.project import Project, with_project
from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError, print_json
from smslint.core.nearest import nearest_name
from smslint.core.rule import Catalog, Rule
from smslint.io.sink import print_out
from smslint.messages import Language
from smslint.messages.catalog import LABELLED, NO_RULE, NO_RULE_NEAREST, PAGE
from smslint.messages.cli import COMMANDS


@click.command(cls=LocalizedCommand, about=COMMANDS["rule"])
@click.argument("rule", required=False, metavar="[ID]")
@with_project("format", "config")
def command(project: Project, rule: str | None, format: str) -> None:
    """Explains one rule of the settings in force, or lists all."""
    catalog, chosen = project.catalog, project.language
    rules = list(catalog.rules.values()) if rule is None else [_named(rule, catalog)]
    if format == "json":
        print_json({"version": 1, "rules": [_as_json(each) for each in rules]})
    elif rule is None:
        print_out(*_listed(rules, chosen))
    else:
        print_out(*plain_lines(page(rules[0], [chosen]).split("\n")))
        print_out(LABELLED.text(chosen, name=PAGE, value=page_uri(rules[0]) or "-"))


def plain_lines(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a page in Markdown as a terminal shows them: without its marks, examples indented."""
    fence = ""
    for line in lines:
        if fence or line.startswith("```"):
            if not fence:
                fence = line.removesuffix("text")
            elif line == fence:
                fence = ""
            else:
                yield f"    {line}"
            continue
        line = re.sub(r"\[([^]]+)\]\(([^)]+)\)", r"\1: \2", re.sub(r"^#+ |^>(?= |$)", "", line))
        parts = re.split(r"(`+)( ?)(.+?)\2\1", line)
        parts[::4] = [re.sub(r"\*\*(.+?)\*\*|\*(.+?)\*", _unmarked, part) for part in parts[::4]]
        yield "".join(part for number, part in enumerate(parts) if number % 4 in (0, 3)).rstrip()


def _unmarked(found: re.Match[str]) -> str:
    """Strong text as it is; an emphasised one names what a message is filled with."""
    return found[1] or f"<{found[2]}>"


def _named(name: str, catalog: Catalog) -> Rule:
    if name in catalog.rules:
        return catalog.rules[name]
    near = nearest_name(name, catalog.rules)
    raise LocalizedUsageError(NO_RULE_NEAREST.fill(name=name, nearest=near) if near else NO_RULE.fill(name=name))


def _listed(rules: list[Rule], language: Language) -> Iterator[str]:
    """All rules by category, each with its severity and title."""
    width = max(len(rule.id) for rule in rules)
    for category in dict.fromkeys(sorted(rule.category for rule in rules)):
        yield category
        for rule in sorted((rule for rule in rules if rule.category == category), key=lambda rule: rule.id):
            yield f"  {rule.id:{width}}  {rule.severity:7}  {rule.title.text(language)}"


def _as_json(rule: Rule) -> dict[str, Any]:
    """A rule as other programs read it; texts stand in both languages."""
    file = dict(rule.file)
    return {
        "id": rule.id,
        "category": rule.category,
        "severity": rule.severity,
        "confidence": rule.confidence,
        "types": sorted(rule.types),
        "scope": rule.scope,
        "since": file["since"],
        **{key: file[key] for key in ("title", "why", "remedy")},
        "messages": [text._asdict() for text in messages_of(rule)],
        "fix": {"safety": rule.fix.safety, "title": rule.fix.title._asdict()} if rule.fix else None,
        "yields_to": [other.rule for other in rule.yields_to],
        "sources": file["sources"],
        "examples": file["examples"],
        "url": page_uri(rule),
    }
