"""`smslint suggest`: the attributes that accept the given values, the most specific first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from smslint.cli.project import Project, with_project
from smslint.cli.terminal import LocalizedUsageError, ValuesCommand, in_pipeline, print_json
from smslint.core.template import TemplateType
from smslint.io.sink import print_out
from smslint.messages import Language
from smslint.messages import values as messages
from smslint.messages.cli import COMMANDS
from smslint.values.suggest import MOST_SHOWN, Candidate, suggest
from smslint.values.tables.column import column_values


@click.command(cls=ValuesCommand, about=COMMANDS["suggest"], options=messages.SUGGEST_OPTIONS)
@click.argument("values", nargs=-1)
@click.option("--column")
@click.option(
    "--type", "kind", type=click.Choice(["verification", "notification", "promotional"]), default="notification"
)
@click.option("--mask/--no-mask", default=in_pipeline)
@with_project("format")
def command(
    project: Project, values: tuple[str, ...], column: str | None, kind: TemplateType, mask: bool, format: str
) -> int:
    """Exits with 1 if no attribute accepts the values."""
    if bool(values) == bool(column):
        raise LocalizedUsageError(messages.SUGGEST_USAGE)
    given: list[object] = list(values)
    if column:
        file, _, name = column.rpartition(":")
        if not file or not name:
            raise LocalizedUsageError(messages.COLUMN_USAGE.fill(given=column))
        given = column_values(Path(file), name)
    language = project.language
    found = suggest(given, kind, project.catalog, value_length=project.settings.value_length)
    if column and mask:
        found = tuple(candidate.masked() for candidate in found)
    if format == "json":
        suggestions = [candidate.as_json(language) for candidate in found]
        print_json({"version": 1, "type": kind, "values": len(given), "suggestions": suggestions})
    else:
        print_out(*_lines(found, len(given), language))
    return 0 if found else 1


def _lines(found: tuple[Candidate, ...], total: int, language: Language) -> Iterator[str]:
    """The suggestions as text; the first two with values that they do not accept."""
    if not found:
        yield messages.NOTHING_FITS.text(language)
    for number, candidate in enumerate(found, 1):
        attribute = candidate.attribute
        accepted, risky, rejected = candidate.accepted, candidate.risky, candidate.rejected
        counts = messages.COUNTS.text(language, accepted=accepted, total=total, risky=risky, rejected=rejected)
        disputed = messages.DISPUTED.text(language) if candidate.disputed else ""
        yield f"{number}. {attribute.code} ({attribute.title.text(language)}){disputed}: {counts}"
        if number == 2 and not candidate.counterexamples:
            best = found[0].attribute.code
            within = attribute.code in found[0].attribute.within
            text = messages.LESS_SPECIFIC if within else messages.WIDER if candidate.told else messages.UNTOLD
            yield "   " + text.text(language, code=attribute.code, best=best)
        if number <= 2:
            for one in candidate.counterexamples[:MOST_SHOWN]:
                yield f"   {one.value}: {one.verdict.reasons[0].message.text(language)}"
