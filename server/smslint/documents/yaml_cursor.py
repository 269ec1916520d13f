"""The place of an offset in YAML by its indentation, for text that cannot be parsed or where nothing stands yet."""

from __future__ import annotations

import re
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.core.place import Place
from smslint.dataclass import dataclass
from smslint.documents.complaint import Path
from smslint.documents.context import Context, key_context, no_context, value_context

_LINE: Final = lazy_pattern(
    r"(?P<indent>[ \t]*)(?P<dashes>(?:-(?:[ \t]+|\Z))*)"
    r"(?:(?P<key>\"[^\"]*\"|'[^']*'|[^\s:#{\[\"'][^:#\r\n]*?)(?P<colon>[ \t]*:(?=[ \t]|\Z)))?"
    r"(?P<gap>[ \t]*)(?P<value>.*)\Z"
)


@dataclass(slots=True)
class _Line:
    """A line taken apart. `column` is where its key or value starts, past the dashes."""

    start: int
    text: str
    column: int
    dash: int | None
    key: str | None
    after_colon: int
    value: str

    @property
    def blank(self) -> bool:
        return not self.text.strip() or self.text.lstrip().startswith("#")


def _lines(text: str, start: int, end: int) -> list[_Line]:
    found: list[_Line] = []
    for match in re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)").finditer(text, start, end):
        line = match[1]
        if found and match.start() == end and text[end - 1] not in "\r\n":
            break
        parts = _LINE.match(line)
        assert parts is not None
        column = len(parts["indent"]) + len(parts["dashes"])
        dash = len(parts["indent"]) if parts["dashes"] else None
        key = parts["key"].strip("\"'") if parts["key"] else None
        found.append(_Line(match.start(), line, column, dash, key, parts.start("gap"), parts["value"]))
    return found


def context(text: str, start: int, end: int, offset: int) -> Context:
    """The context of an offset within a template's YAML, between `start` and `end`."""
    lines = _lines(text, start, max(end, offset))
    number = max((at for at, line in enumerate(lines) if line.start <= offset), default=0)
    if not lines:
        return key_context(Place(()), "", offset, offset)
    line = lines[number]
    at = min(offset - line.start, len(line.text))  # an offset may stand within a CRLF
    if not line.text.strip():
        line.column = at
    if "#" in line.text[:at] and re.search(r"(?:\A|[ \t])#", line.text[:at]):
        return no_context(offset)
    path = _parents(lines, number)
    if line.key is not None and at >= line.after_colon:
        return _value(line, (*path, line.key), at)
    holder = _block_holder(lines, number)
    if holder is not None:
        return value_context(Place(holder), line.text.strip(), max(at - line.column, 0), (line.start, offset, offset))
    if line.key is None and at >= line.column and line.value[:1] in ("{", "["):
        return _flow(line, path, at, line.column)
    typed = line.text[line.column : at] if at > line.column else ""
    stop = line.start + line.column + len((line.key if line.key is not None else line.value).rstrip())
    low = min(line.start + line.column, offset)
    return key_context(Place(path), typed.lstrip(), low, max(stop, offset), _siblings(lines, number))


def _value(line: _Line, path: Path, at: int) -> Context:
    low = len(line.text) - len(line.value)
    if line.value[:1] in ("{", "["):
        return _flow(line, path, at, low)
    value = re.sub(r"[ \t]+#.*\Z", "", line.value).rstrip()
    inner = value[1:] if value[:1] in ("'", '"') else value
    quote = len(value) - len(inner)
    if quote and len(inner) > 0 and inner[-1] == value[0]:
        inner = inner[:-1]
    low += quote
    typed = max(min(at - low, len(inner)), 0)
    first = line.start + min(low, at) if at < low else line.start + low
    return value_context(Place(path), inner, typed, (first, max(line.start + low + len(inner), first), line.start + at))


def _flow(line: _Line, path: Path, at: int, low: int) -> Context:
    """A cursor between braces on one line: `variables: { code: { attribute: num`."""
    here: list[str | int] = list(path)
    keys: list[list[str]] = []
    position = low
    part = ""
    while position < at:
        character = line.text[position]
        if character == "{":
            key = part.rpartition(":")[0].strip().strip("\"'") if ":" in part else ""
            if key:
                here.append(key)
            keys.append([])
            part = ""
        elif character == "[":
            key = part.rpartition(":")[0].strip().strip("\"'") if ":" in part else ""
            if key:
                here.append(key)
            here.append(0)
            part = ""
        elif character in "},]":
            if keys and ":" in part:
                keys[-1].append(part.partition(":")[0].strip())
            if character == "}" and keys:
                keys.pop()
                if len(here) > len(path):
                    here.pop()
            part = ""
        else:
            part += character
        position += 1
    stop = at + len(re.match(r"[^\s,{}\[\]\"']*", line.text[at:])[0])  # type: ignore[index]
    name, colon, typed = part.partition(":")
    if colon:
        bare = typed.lstrip().lstrip("\"'")
        start = line.start + at - len(bare)
        value = bare + line.text[at:stop]
        place = Place((*here, name.strip().strip("\"'")))
        return value_context(place, value, len(bare), (start, line.start + stop, line.start + at))
    bare = part.lstrip().lstrip("\"'")
    known = tuple(keys[-1]) if keys else ()
    return key_context(Place(tuple(here)), bare, line.start + at - len(bare), line.start + stop, known)


def _parents(lines: list[_Line], number: int) -> Path:
    """The keys and list positions that hold a line, from the outermost in; the list of templates itself is left
    out."""
    line = lines[number]
    path: list[str | int] = []
    limit, dash = line.column, line.dash
    for at in range(number, -1, -1):
        above = lines[at]
        if above.blank and at != number:
            continue
        if at != number:
            if above.dash is not None and dash is None and above.dash < limit <= above.column:
                dash = above.dash
            if above.key is None or above.column >= limit:
                continue
            if dash is not None and above.column <= dash:
                path.insert(0, _position(lines, at, number, dash))
                path.insert(0, above.key)
                dash = None
            elif dash is None or above.column < dash:
                path.insert(0, above.key)
            else:
                continue
            limit = above.column
            dash = above.dash
        if limit == 0:
            break
    if path[:1] == ["templates"]:
        path = path[2:]
    return tuple(path)


def _position(lines: list[_Line], first: int, last: int, dash: int) -> int:
    return sum(1 for line in lines[first + 1 : last + 1] if line.dash == dash) - 1


def _block_holder(lines: list[_Line], number: int) -> Path | None:
    """The field whose text goes on in this line: a block scalar, or plain text on several lines."""
    line = lines[number]
    for at in range(number - 1, -1, -1):
        above = lines[at]
        if above.blank or (above.key is None and above.dash is None):
            continue
        if above.key is None or above.column >= line.column or not above.value:
            return None
        if above.value[0] in "{[":
            return None
        return (*_parents(lines, at), above.key)
    return None


def _siblings(lines: list[_Line], number: int) -> tuple[str, ...]:
    """The keys of the mapping that a line belongs to."""
    column = lines[number].column
    found: list[str] = []
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(lines):
            line = lines[at]
            if not line.blank:
                if line.column < column or (line.dash is not None and step == 1 and line.dash < column):
                    break
                if line.column == column and line.key is not None:
                    found.append(line.key)
                if line.dash is not None and line.column == column and step == -1:
                    break
            at += step
    return tuple(found)
