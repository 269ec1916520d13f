"""`smslint preview`: the shortest, a typical and the longest message of each template, as recipients see them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

import click

from smslint.cli.payload import template_title
from smslint.cli.project import Project, open_output, with_project
from smslint.cli.terminal import LocalizedCommand, LocalizedUsageError, print_json
from smslint.core.account import lines_as_sent
from smslint.core.analysis import Analysis
from smslint.core.checks.media import LARGEST
from smslint.core.segments.bounds import SingleSegmentLimit, VariableCost
from smslint.core.template import MAINLAND
from smslint.documents.parsed_template import TemplateEntry
from smslint.io.escape import visible
from smslint.io.sink import print_out, standard_output
from smslint.messages import Bilingual, Language, LazyText
from smslint.messages import api as api_messages
from smslint.messages import preview as preview_messages
from smslint.messages import template as template_messages
from smslint.messages import values as value_messages
from smslint.messages.cli import COMMANDS
from smslint.messages.counts import count
from smslint.messages.template import TYPE_NAMES
from smslint.values.digital_preview import file_line, frames_json, frames_shown, size_line, total_size
from smslint.values.preview import Preview, PreviewMessage

_BAR: Final = 24
"""The width of the bar that shows how much of the largest size a digital message takes."""

_Shown: TypeAlias = tuple[str, TemplateEntry, Preview, float | None]
"""The path of a file, a template of it, its preview, and the price of a segment."""


@click.command(cls=LocalizedCommand, about=COMMANDS["preview"], options=preview_messages.OPTIONS)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", type=click.Choice(["text", "json", "html"]), default="text")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False))
@with_project("config")
def command(project: Project, paths: tuple[Path, ...], format: str, output: Path | None) -> int:
    """Shows every template; exits with 1 if a document or a template cannot be read."""
    if format == "html":
        from smslint.report.preview_page import preview_page

        with open_output(project, standard_output(), output) as out:
            articles = ((path, entry.index, preview) for path, entry, preview, _ in _previews(project, paths))
            out.writelines(f"{line}\n" for line in preview_page(articles, project.language))
        return int(project.failures > 0)
    if output is not None:
        raise LocalizedUsageError(preview_messages.NO_OUTPUT)
    previews: list[dict[str, Any]] = []
    for path, entry, shown, price in _previews(project, paths):
        if format == "json":
            previews.append(_identity(path, entry, shown.analysis) | shown.as_json(price) | frames_json(shown))
        else:
            print_out(*_lines(path, entry, shown, price, project.language))
    if format == "json":
        print_json({"version": 1, "previews": previews})
    return int(project.failures > 0)


def _previews(project: Project, paths: tuple[Path, ...]) -> Iterator[_Shown]:
    """The templates; reports what cannot be read."""
    for found, document in project.documents(paths):
        file_rules = project.rule_resolver.of(found)
        project.fail_unreadable(document, found.display_path)
        for entry in document.entries():
            if entry.template is None:
                title, note = template_title(None, entry.index), api_messages.NOT_A_TEMPLATE
                project.fail(api_messages.NOTE.fill(path=found.display_path, template=title, note=note))
                continue
            shown = Preview(file_rules.read(entry.template, document.file))
            yield found.display_path, entry, shown, file_rules.resolved.settings.price.of(shown.analysis.type)


def _identity(path: str, entry: TemplateEntry, analysis: Analysis) -> dict[str, Any]:
    template = analysis.template
    identity = {"name": template.name, "code": template.code, "index": entry.index}
    return {"path": path, "template": identity | {"type": analysis.type, "type_inferred": analysis.type_inferred}}


def _lines(path: str, entry: TemplateEntry, preview: Preview, price: float | None, language: Language) -> Iterator[str]:
    """A template as text: its name and type, its messages by segment, and its variables."""
    analysis = preview.analysis
    title = value_messages.PREVIEW_TITLE_INFERRED if analysis.type_inferred else value_messages.PREVIEW_TITLE
    template = template_title(entry.template, entry.index)
    yield visible(title.text(language, path=path, template=template, type=TYPE_NAMES[analysis.type]))
    if not preview.bounds.parts.signature:
        yield f"  {value_messages.NO_SIGNATURE.text(language)}"
    for placeholder in analysis.placeholders:
        if placeholder.kind != "variable":
            text = visible(analysis.content[placeholder.start : placeholder.end])
            yield f"  {value_messages.BROKEN.text(language, text=text)}"
    if analysis.template.frames:
        yield from _frames(preview, language)
    else:
        for message in preview.distinct:
            yield from _message(message, price, language)
    for cost in preview.bounds.costs:
        yield f"  {_variable(cost, preview, language)}"
    yield ""


def _frames(preview: Preview, language: Language) -> Iterator[str]:
    """The frames of a digital message: each file with what is known of it, and the text with each set of values."""
    frames = frames_shown(preview.analysis)
    for frame in frames:
        yield f"  {preview_messages.FRAME.text(language, number=frame.number)}"
        for media in frame.media:
            yield f"    {visible(file_line(media)[0].text(language))}"
        texts = frame.texts(preview.distinct)
        for message in texts:
            if len(texts) > 1:
                yield f"    {value_messages.MESSAGE_KINDS[message.kind].text(language)}"
            yield from (f"    | {visible(line)}" for line in lines_as_sent(frame.filled(message.values)).split("\n"))
    size = total_size(preview.analysis, frames)
    full = min(size * _BAR // LARGEST, _BAR)
    yield f"  [{'#' * full}{'-' * (_BAR - full)}] {size_line(preview.analysis, frames).text(language)}"


def _message(message: PreviewMessage, price: float | None, language: Language) -> Iterator[str]:
    counted = message.count
    length = count(counted.encoding, counted.length)
    if message.wide is not None:
        both = template_messages.BOTH_READINGS.fill(length=counted.length, wide=message.wide)
        unit = template_messages.UNITS[counted.encoding]
        length = LazyText(template_messages.LENGTH, {"length": both, "unit": unit})
    several = counted.segments > 1
    segments = count("segment", counted.segments)
    kind = value_messages.MESSAGE_KINDS[message.kind]
    text = value_messages.MESSAGE.text(language, kind=kind, length=length, segments=segments)
    if price is not None:
        text = value_messages.MESSAGE_COST.text(language, message=text, cost=f"{counted.segments * price:g}")
    yield f"  {text}"
    for number, part in enumerate(message.parts, 1):
        mark = f"{number} | " if several else "| "
        for line in part.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            yield f"    {mark}{visible(line)}"
            mark = " " * (len(mark) - 2) + "| "


def _variable(cost: VariableCost, preview: Preview, language: Language) -> str:
    variable, analysis = cost.variable, preview.analysis
    single = len(preview.bounds.parts.variables) == 1
    if variable.attribute:
        attribute: object = (analysis.catalog.attributes[variable.attribute].title, variable.attribute)
    else:
        attribute = value_messages.NO_ATTRIBUTE if analysis.type in MAINLAND else value_messages.PLAIN_LIMIT
    return value_messages.VARIABLE.text(
        language,
        name=visible(variable.name),
        attribute=attribute,
        characters=_characters(cost),
        uses=value_messages.USES.fill(count=cost.uses) if cost.uses > 1 else "",
        rooms=""
        if analysis.template.frames  # a digital message has no segments
        else "".join(_room(room, single).text(language) for room in cost.single_segment),
    )


def _characters(cost: VariableCost) -> LazyText:
    low, high, other = cost.variable.shortest, cost.variable.longest, cost.variable.longest_other
    if other != high:
        return LazyText(value_messages.TWO_LIMITS, {"low": low, "high": high, "other": other})
    return count("characters", high) if low == high else LazyText(value_messages.CHARACTERS, {"low": low, "high": high})


def _room(room: SingleSegmentLimit, single: bool) -> Bilingual:
    """How long a value may be for one segment in one encoding; `single`: there is no other variable."""
    known = value_messages.ENCODINGS.get(room.encoding)
    encoding = value_messages.IN.fill(encoding=known) if known else ""
    if room.alone is None:
        return value_messages.NO_ROOM.fill(encoding=encoding)
    if single or room.alone == room.always:
        return value_messages.ROOM_ONE.fill(encoding=encoding, alone=room.alone)
    always = value_messages.IMPOSSIBLE if room.always is None else value_messages.AT_MOST.fill(count=room.always)
    return value_messages.ROOM.fill(encoding=encoding, alone=room.alone, always=always)
