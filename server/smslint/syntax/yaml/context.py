"""The key or value at an offset of YAML, by its indentation."""

from __future__ import annotations

import re

from smslint.syntax.context import SyntaxContext, in_key, in_value
from smslint.syntax.tree import KeyPath
from smslint.syntax.yaml.lines import BLOCK_HEADER, Line, lines_of


def yaml_context(text: str, start: int, end: int, offset: int, root: str = "") -> SyntaxContext | None:
    """The context at an offset of the YAML between `start` and `end`; None in a comment, in the indentation of a line,
    and in the header of a block scalar.

    The items of the list under the key `root` are documents of their own: paths start within them.
    """
    lines = lines_of(text, start, max(end, offset))
    number = max((at for at, line in enumerate(lines) if line.start <= offset), default=0)
    if not lines:
        return in_key((), "", offset, offset)
    line = lines[number]
    at = min(offset - line.start, len(line.text))  # an offset may stand within a CRLF
    if not line.text.strip():
        line.column = at
    if "#" in line.text[:at] and re.search(r"(?:\A|[ \t])#", line.text[:at]):
        return None
    path = _parents(lines, number, root)
    if line.key is not None and at >= line.after_colon:
        return _value(line, (*path, line.key), at)
    holder = _block_holder(lines, number, root)
    if at < line.column:
        return None
    if holder is not None:
        return in_value(holder, line.text.strip(), at - line.column, line.start, offset, offset)
    if line.key is None and at >= line.column and line.value[:1] in ("{", "["):
        return _flow(line, path, at, line.column)
    typed = line.text[line.column : at] if at > line.column else ""
    stop = line.start + line.column + len((line.key if line.key is not None else line.value).rstrip())
    low = min(line.start + line.column, offset)
    return in_key(path, typed.lstrip(), low, max(stop, offset), _siblings(lines, number))


def _value(line: Line, path: KeyPath, at: int) -> SyntaxContext | None:
    low = len(line.text) - len(line.value)
    if BLOCK_HEADER.match(line.value):
        return None
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
    return in_value(path, inner, typed, first, max(line.start + low + len(inner), first), line.start + at)


def _flow(line: Line, path: KeyPath, at: int, low: int) -> SyntaxContext:
    """The context between braces on one line: `variables: { code: { attribute: num`."""
    here: list[str | int] = list(path)
    keys: list[list[str]] = []
    part = ""
    for character in line.text[low:at]:
        if character in "{[":
            key = part.rpartition(":")[0].strip().strip("\"'")
            if key:
                here.append(key)
            if character == "{":
                keys.append([])
            else:
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
    stop = at + len(re.match(r"[^\s,{}\[\]\"']*", line.text[at:])[0])  # type: ignore[index]
    name, colon, typed = part.partition(":")
    if colon:
        bare = typed.lstrip().lstrip("\"'")
        start = line.start + at - len(bare)
        value = bare + line.text[at:stop]
        inner = (*here, name.strip().strip("\"'"))
        return in_value(inner, value, len(bare), start, line.start + stop, line.start + at)
    bare = part.lstrip().lstrip("\"'")
    known = tuple(keys[-1]) if keys else ()
    return in_key(tuple(here), bare, line.start + at - len(bare), line.start + stop, known)


def _parents(lines: list[Line], number: int, root: str) -> KeyPath:
    """The keys and list positions around a line, from the outermost in, without those of the list `root`."""
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
                path.insert(0, sum(1 for each in lines[at + 1 : number + 1] if each.dash == dash) - 1)
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
    if path[:1] == [root]:
        path = path[2:]
    return tuple(path)


def _block_holder(lines: list[Line], number: int, root: str) -> KeyPath | None:
    """The path of the value that goes on in this line: a block scalar, or plain text on several lines."""
    line = lines[number]
    for at in range(number - 1, -1, -1):
        above = lines[at]
        if above.blank or (above.key is None and above.dash is None):
            continue
        if above.key is None or above.column >= line.column or above.value[:1] in ("", "{", "["):
            return None
        return (*_parents(lines, at, root), above.key)
    return None


def _siblings(lines: list[Line], number: int) -> tuple[str, ...]:
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
