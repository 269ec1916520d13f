"""`smslint value`: checks values against their attribute."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

import click

from smslint.cli.project import Project, opened_input, with_project
from smslint.cli.terminal import LocalizedUsageError, ValuesCommand, print_json
from smslint.io.sink import print_out
from smslint.messages import Language
from smslint.messages import values as messages
from smslint.messages.cli import COMMANDS
from smslint.values.judge import JudgedValue, ValueRequest, judge_values, parse_requests


@click.command(cls=ValuesCommand, about=COMMANDS["value"], options=messages.VALUE_OPTIONS)
@click.argument("code", required=False)
@click.argument("values", nargs=-1)
@click.option("--input", "source", metavar="FILENAME", callback=opened_input)
@with_project("format")
def command(project: Project, code: str | None, values: tuple[str, ...], source: IO[bytes] | None, format: str) -> int:
    """Exits with 1 if a value is rejected."""
    if (code is None) == (source is None) or (source is None and not values):
        raise LocalizedUsageError(messages.VALUE_USAGE)
    try:
        requests = (
            parse_requests(source.read().decode("utf-8"))
            if source
            else (ValueRequest(code or "", value) for value in values)
        )
        answers = list(judge_values(requests, project.catalog, project.settings.value_length))
    except UnicodeDecodeError:
        raise LocalizedUsageError(messages.NOT_UTF8) from None
    if format == "json":
        print_json({"version": 1, "values": [answer.as_json(project.language) for answer in answers]})
    else:
        for answer in answers:
            print_out(*_lines(answer, project.language))
    return int(any(answer.verdict.verdict == "rejected" for answer in answers))


def _lines(answer: JudgedValue, language: Language) -> Iterator[str]:
    """A verdict for people: the value, every reason with its place, and what would do."""
    value = answer.request.value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    yield f"{messages.VERDICTS[answer.verdict.verdict].text(language)}  {text}"
    for reason in answer.verdict.reasons:
        where = f"{reason.start + 1}–{reason.end}: " if reason.end > reason.start + 1 else f"{reason.start + 1}: "
        predicted = f" [{reason.predicts}]" if reason.predicts else ""
        place = where if isinstance(value, str) and reason.end else ""
        yield f"  {place}{reason.message.text(language)} ({reason.id}){predicted}"
    if answer.verdict.suggestion is not None:
        yield "  " + messages.SUGGESTION.text(language, value=answer.verdict.suggestion)
