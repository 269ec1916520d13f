"""`smslint preview`: the shortest, a typical and the longest message of each template, as recipients see them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from smslint.cli.payload import title_of
from smslint.cli.terminal import Spoken, chosen_language, say
from smslint.core.reading import Reading
from smslint.core.segments import Room, Share
from smslint.core.template import MAINLAND
from smslint.documents.entry import Entry
from smslint.language import Bilingual, Language
from smslint.language import exchange as exchange_texts
from smslint.language import preview as texts
from smslint.language import segments as segment_texts
from smslint.language.cli import COMMANDS
from smslint.language.template import TYPE_NAMES
from smslint.report.escape import visible
from smslint.values.preview import Message, Preview, preview
from smslint.workspace.discovery import discover
from smslint.workspace.governing import SettingsByPath
from smslint.workspace.opening import opened
from smslint.workspace.session import Session


@click.command(cls=Spoken, about=COMMANDS["preview"], options=texts.OPTIONS)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", type=click.Choice(["text", "json"]), default="text")
@click.option("--language", type=click.Choice(["en", "zh"]))
@click.option("--config", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def command(paths: tuple[Path, ...], format: str, language: str | None, config: Path | None) -> int:
    """Shows every template; exits with 1 where a document or a template cannot be read."""
    settings = SettingsByPath(Path.cwd(), config)
    session = Session(settings)
    chosen = chosen_language(language, settings.of(Path.cwd()).settings.language)
    shown: list[dict[str, Any]] = []
    unread = 0
    for found in discover(paths, settings):
        policy = session.policy(found.governing, found.shown)
        document = opened(found)
        for problem in document.problems:
            if problem.rule == "unreadable-document":
                unread += 1
                reason = problem.values["reason"]
                say(exchange_texts.UNREADABLE.text(chosen, path=found.shown, reason=reason))
        for entry in document.entries():
            if entry.template is None:
                unread += 1
                reason = exchange_texts.NOT_A_TEMPLATE
                template = exchange_texts.TEMPLATE_NUMBER.fill(number=entry.index + 1)
                say(exchange_texts.NOTE.text(chosen, path=found.shown, template=template, note=reason))
                continue
            made = preview(policy.linter.read(entry.template))
            if format == "json":
                shown.append(_about(found.shown, entry, made.reading) | made.as_json())
            else:
                click.echo("\n".join(_lines(found.shown, entry, made, chosen)))
    if format == "json":
        click.echo(json.dumps({"version": 1, "previews": shown}, ensure_ascii=False, indent=2))
    return 1 if unread else 0


def _about(path: str, entry: Entry, reading: Reading) -> dict[str, Any]:
    template = reading.template
    identity = {"name": template.name, "code": template.code, "index": entry.index}
    return {"path": path, "template": identity | {"type": reading.type, "type_inferred": reading.type_inferred}}


def _lines(path: str, entry: Entry, made: Preview, language: Language) -> Iterator[str]:
    """A template as text: what it is, its messages part by part, its variables."""
    reading = made.reading
    title = texts.TITLE_INFERRED if reading.type_inferred else texts.TITLE
    yield visible(title.text(language, path=path, template=title_of(entry), type=TYPE_NAMES[reading.type]))
    if not made.reach.shape.signature:
        yield f"  {texts.NO_SIGNATURE.text(language)}"
    for placeholder in reading.placeholders:
        if placeholder.kind != "variable":
            text = visible(reading.content[placeholder.start : placeholder.end])
            yield f"  {texts.BROKEN.text(language, text=text)}"
    for message in made.messages if made.reach.shape.slots else made.messages[:1]:
        yield from _message(message, language)
    for share in made.shares:
        yield f"  {_variable(share, made, language)}"
    yield ""


def _message(message: Message, language: Language) -> Iterator[str]:
    counted = message.count
    unit = segment_texts.UNITS[counted.encoding]
    number: object = counted.length
    if message.wide is not None:
        number = segment_texts.BOTH_READINGS.fill(length=counted.length, wide=message.wide)
    length = segment_texts.LENGTH.fill(length=number, unit=unit)
    several = counted.segments > 1
    segments = texts.SEGMENTS.fill(count=counted.segments) if several else texts.SEGMENT
    yield f"  {texts.MESSAGE.text(language, kind=texts.KINDS[message.kind], length=length, segments=segments)}"
    for number, part in enumerate(message.parts, 1):
        mark = f"{number} | " if several else "| "
        for line in part.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            yield f"    {mark}{visible(line)}"
            mark = " " * (len(mark) - 2) + "| "


def _variable(share: Share, made: Preview, language: Language) -> str:
    slot, reading = share.slot, made.reading
    single = len(made.reach.shape.slots) == 1
    if slot.attribute:
        attribute: object = (reading.catalog.attributes[slot.attribute].title, slot.attribute)
    else:
        attribute = texts.NO_ATTRIBUTE if reading.type in MAINLAND else texts.PLAIN_LIMIT
    return texts.VARIABLE.text(
        language,
        name=visible(slot.name),
        attribute=attribute,
        characters=_characters(share),
        uses=texts.USES.fill(count=share.uses) if share.uses > 1 else "",
        rooms="".join(_room(room, single).text(language) for room in share.rooms),
    )


def _characters(share: Share) -> Bilingual:
    low, high, other = share.slot.shortest, share.slot.longest, share.slot.longest_other
    if other != high:
        return texts.TWO_LIMITS.fill(low=low, high=high, other=other)
    return (texts.SAME_CHARACTERS if low == high else texts.CHARACTERS).fill(low=low, high=high)


def _room(room: Room, single: bool) -> Bilingual:
    """How long a value may be for one segment in one encoding; `single`: there is no other variable."""
    known = texts.ENCODINGS.get(room.encoding)
    encoding = texts.IN.fill(encoding=known) if known else ""
    if room.alone is None:
        return texts.NO_ROOM.fill(encoding=encoding)
    if single or room.alone == room.always:
        return texts.ROOM_ONE.fill(encoding=encoding, alone=room.alone)
    always = texts.IMPOSSIBLE if room.always is None else texts.AT_MOST.fill(count=room.always)
    return texts.ROOM.fill(encoding=encoding, alone=room.alone, always=always)
