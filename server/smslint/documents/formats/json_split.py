"""Splits a JSON document into the objects that are its templates, by brackets alone.

A sound document is split exactly. In a broken one, an object at the start of a line with the indentation of the first
object of its list ends the object before it, so that an error breaks its own template only.
"""

from __future__ import annotations

import json
import re
from dataclasses import field
from typing import Final

from smslint.core.finding import RuleMatch
from smslint.core.patterns import lazy_pattern
from smslint.core.text import line_start
from smslint.dataclass import dataclass
from smslint.documents.problem import invalid_text, issue_match, unreadable_text
from smslint.documents.regions import Region
from smslint.documents.schemas import GET, LISTED, QUERY, Schema, is_answer, shape_of
from smslint.documents.spelling import spellings
from smslint.messages import documents as messages
from smslint.syntax.json.reader import DEPTH, read_json

_TOKEN: Final = lazy_pattern(r'"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"?|[\[\]{}]')
_DECODER: Final = json.JSONDecoder(strict=False)
"""Line breaks in strings are allowed."""
_BLANK: Final = lazy_pattern(r"[ \t\r\n]*")
_KEY: Final = lazy_pattern(r'"([^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+)"[ \t\r\n]*:[ \t\r\n]*')
_LISTS: Final[dict[str, Schema | None]] = {"templates": None, **dict.fromkeys(spellings("SmsTemplateList"), QUERY)}
_OPENING: Final = lazy_pattern(r"[\[{]")
_NESTED: Final = 100
"""With fewer brackets than this, no list can make an object too deep for the decoder."""
_ENVELOPE: Final = lazy_pattern(r'"(?:[sS]msTemplateList|sms_template_list|body|[dD]ata)"[ \t\r\n]*:[ \t\r\n]*[\[{]')
"""The keys by which an object of the vendor holds others that are templates."""
_WRAPPED: Final = 3
"""Within how many objects of a program's own the vendor's answers are looked for."""


@dataclass(slots=True)
class SplitResult:
    """The regions of a document, the other keys next to `templates`, and problems outside the regions.

    `listed` says that they are the items of one sound list, so that an item can change without the others.
    """

    regions: list[Region] = field(default_factory=list)
    problems: list[RuleMatch] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    listed: bool = False


def may_be_envelope(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether an object may hold others that are templates: quick, and sure only where it does not."""
    return _ENVELOPE.search(text, start, len(text) if end is None else end) is not None


def split_templates(text: str) -> SplitResult:
    """The regions of the templates of a JSON text."""
    starts = [_blank(text, 0)]
    try:
        json.loads(text, strict=False)
        sound = True
    except (ValueError, RecursionError):
        starts = _answers(text) or starts
        sound = len(starts) > 1
    made = SplitResult()
    for start in starts:
        _descend(text, start, None, made, sound)
    made.listed = made.listed and len(starts) == 1
    if not sound:
        _frame_problems(text, made)
    return made


def is_item(text: str) -> bool:
    """Whether a text is one sound object, which may stand in a list and is a template for what it holds."""
    if not text.startswith("{") or len(_OPENING.findall(text)) > _NESTED or may_be_envelope(text):
        return False
    try:
        return _end(text, 0, sound=True) == len(text)
    except (ValueError, RecursionError):
        return False


def _answers(text: str) -> list[int]:
    """Where the values of a text start that is several answers, one after the other; none if it is anything else."""
    starts: list[int] = []
    at = _blank(text, 0)
    while at < len(text):
        starts.append(at)
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return []
        if (
            not isinstance(value, list)
            and (not isinstance(value, dict) or "body" not in value)
            and not is_answer(value)
        ):
            return []
        at = _blank(text, at)
    return starts


def _blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _descend(text: str, start: int, schema: Schema | None, made: SplitResult, sound: bool, wrapped: int = 0) -> None:
    """Find the templates in the value at `start`, which is within `wrapped` objects that are not the vendor's."""
    if text[start : start + 1] == "[":
        made.listed = sound and not made.regions
        for low, high in _elements(text, start, sound):
            if schema is None and text[low] in "{[" and may_be_envelope(text, low, high):
                _descend(text, low, None, made, sound, wrapped)
                made.listed = False
            else:
                made.regions.append(Region(low, high, schema))
        return
    members = _members(text, start, sound) if text[start : start + 1] == "{" else {}
    for key, shape_within in _LISTS.items():
        if key in members:
            at = members[key]
            if text[at] == "[":
                _descend(text, at, shape_within, made, sound)
            elif text[at] == "{" and key != "templates":
                _descend(text, at, None, made, sound)
            else:
                made.problems.append(invalid_text(key, messages.NO_LIST, at, _end(text, at, sound)))
            if key == "templates":
                made.extra += [each for each in members if each != key]
            return
    body = members.get("body", members.get("Data", members.get("data")))
    if body is not None and text[body] == "{" and "content" not in members and shape_of(members) is None:
        inner = _members(text, body, sound)
        listed = inner.get("List", inner.get("list"))
        if listed is not None and text[listed] == "[":
            made.regions += [Region(low, high, LISTED) for low, high in _elements(text, listed, sound)]
            made.listed = sound
            return
        if not inner.keys().isdisjoint(("Data", "data", *_LISTS)):
            _descend(text, body, None, made, sound)
            return
        if "body" in members:
            made.regions.append(Region(body, _end(text, body, sound), shape_of(inner) or GET))
            return
    if sound and wrapped < _WRAPPED and "content" not in members and shape_of(members) is None:
        ends = [(at, _end(text, at, sound)) for at in members.values() if text[at] in "{["]
        within = [low for low, high in ends if may_be_envelope(text, low, high)]
        for low in within:  # answers that a program kept under keys of its own: pages, accounts, days
            _descend(text, low, schema, made, sound, wrapped + 1)
        if within:
            made.listed = False
            return
    made.regions.append(Region(start, _end(text, start, sound) if sound else len(text.rstrip(" \t\r\n")), schema))


def _end(text: str, start: int, sound: bool = False) -> int:
    """The offset after the value at `start`: by the decoder if the whole text is sound, else by brackets."""
    if sound:
        end: int = _DECODER.raw_decode(text, start)[1]
        return end
    if text[start] not in "{[":
        found = re.compile(r'"[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+"?|[^,\]}\s]*').match(text, start)
        return found.end() if found else start
    depth = 0
    for token in _TOKEN.finditer(text, start):
        character = token[0][0]
        if character in "{[":
            depth += 1
        elif character in "}]":
            depth -= 1
            if depth <= 0:
                return token.end()
    return len(text)


def _members(text: str, start: int, sound: bool) -> dict[str, int]:
    """The offsets at which the values of an object start, by key."""
    found: dict[str, int] = {}
    at = _blank(text, start + 1)
    while (key := _KEY.match(text, at)) is not None and key.end() < len(text):
        found.setdefault(key[1], key.end())
        at = _blank(text, _end(text, key.end(), sound))
        if text[at : at + 1] != ",":
            break
        at = _blank(text, at + 1)
    return found


def _elements(text: str, start: int, sound: bool) -> list[tuple[int, int]]:
    """The ranges of an array's elements."""
    at = _blank(text, start + 1)
    line = line_start(text, at)
    if not sound and line > start and not text[line:at].strip(" \t"):
        return _indented_elements(text, text[line:at], at)
    found: list[tuple[int, int]] = []
    while at < len(text) and (text[at] != "]" if sound else text[at] == "{"):
        end = _end(text, at, sound)
        found.append((at, end))
        at = _blank(text, end)
        if text[at : at + 1] == ",":
            at = _blank(text, at + 1)
    return found


def _indented_elements(text: str, indent: str, first: int) -> list[tuple[int, int]]:
    """The ranges of the objects of a broken array, each of which starts a line with the same indentation."""
    opens = re.compile(rf"(?<=[\r\n]){re.escape(indent)}\{{")
    starts = [found.end() - 1 for found in opens.finditer(text, first - len(indent))]
    ranges: list[tuple[int, int]] = []
    for number, low in enumerate(starts):
        limit = starts[number + 1] if number + 1 < len(starts) else len(text)
        end = _end(text, low)
        if end > limit or (end == len(text) and number + 1 < len(starts)):
            end = limit
        if number + 1 == len(starts) and end == len(text):
            end = len(text.rstrip(" \t\r\n"))
        high = low + len(text[low:end].rstrip(" \t\r\n").removesuffix(",").rstrip(" \t\r\n"))
        ranges.append((low, high))
    return ranges


def _frame_problems(text: str, made: SplitResult) -> None:
    """Report an error between the templates; an error within a template is reported by that template."""
    node, issues = read_json(text)
    for issue in issues[:1]:
        if issue.kind == "unreadable" and not any(low <= issue.start <= high for low, high, _ in made.regions):
            made.problems.append(issue_match(issue))
    if node is None and not made.regions and not made.problems:
        made.problems.append(unreadable_text(messages.TOO_DEEP.fill(limit=DEPTH), 0, 0))
