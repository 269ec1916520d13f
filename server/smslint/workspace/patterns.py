"""Path patterns, with the meaning that Git gives to lines of ignore files.

A pattern comes from a stranger's file, so it must not take long on any path: it becomes a regular expression that never
goes back into a wildcard once what follows the wildcard has matched. `?` is one character, not one byte.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from smslint.dataclass import dataclass

LONGEST: Final = 1000
"""Characters of a pattern; a longer one matches nothing."""
_MOST: Final = 100_000
"""Characters of the patterns with wildcards in a list, which take half a second to compile at worst. Those before match
nothing."""
_STAR, _ANY_FOLDERS, _SLASH = object(), object(), object()
_CLASSES: Final = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": " \\t",
    "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9",
    "graph": "\\x21-\\x7e",
    "lower": "a-z",
    "print": "\\x20-\\x7e",
    "punct": "\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e",
    "space": "\\s",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}


@dataclass(slots=True)
class _Pattern:
    text: str
    excludes: bool
    for_folders: bool
    expression: re.Pattern[str]
    used: bool = False


def matches(patterns: Iterable[str], path: str, folder: bool = False) -> bool:
    """Whether the patterns match a path or a folder above it; the path is POSIX and relative to their folder.

    Unlike in ignore files, patterns may begin with `./`.
    """
    patterns = _without_dots(tuple(patterns))
    compiled = _compiled(patterns)
    if all(pattern.excludes for pattern in compiled):
        path = path + "/" if folder else path
        for pattern in compiled:
            if pattern.expression.match(path):
                pattern.used = True
                return True
        return False
    ends = (index for index, each in enumerate(path) if each == "/")
    return any(decides(patterns, path[:end], True) for end in ends) or decides(patterns, path, folder) is True


def decides(patterns: Iterable[str], path: str, folder: bool = False) -> bool | None:
    """Whether the patterns exclude a path (True), include it again by `!` (False), or do not match it (None).

    The folders above the path have been decided before: nothing below an excluded folder can be included again.
    """
    for pattern in _compiled(tuple(patterns)):
        if not pattern.for_folders:
            matched = pattern.expression.fullmatch(path)
        else:
            matched = pattern.expression.fullmatch(path + "/") if folder else None
        if matched:
            pattern.used = True
            return pattern.excludes
    return None


def unused(patterns: tuple[str, ...]) -> list[str]:
    """Those of the patterns that have matched nothing so far which no other one matched."""
    used = {each.text for each in _compiled(_without_dots(patterns)) if each.used}
    return [pattern for pattern in patterns if _without_dots((pattern,))[0] not in used]


@cache
def _without_dots(patterns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(re.sub(r"^(!?)\./+", r"\1/", pattern) for pattern in patterns)


def relative(path: Path, root: Path) -> str:
    """A path for patterns: POSIX, relative to `root` if it is inside, else absolute."""
    text, base = os.path.abspath(path), os.path.abspath(root)
    if text == base:
        return "."
    inside = text.startswith(base.rstrip(os.sep) + os.sep)
    return (text[len(base.rstrip(os.sep)) + 1 :] if inside else text).replace(os.sep, "/")


def displayed(path: Path, base: Path) -> str:
    """A path for reports: POSIX and relative to `base`, absolute if both share no folder."""
    found = relative(path, base)
    if not os.path.isabs(found):
        return found
    top = os.path.abspath(base)
    try:
        shared = os.path.commonpath([top, found])
    except ValueError:  # another drive
        return found
    return found if shared == os.path.dirname(shared) else os.path.relpath(found, top).replace(os.sep, "/")


def repository_of(folder: Path) -> Path | None:
    """The folder of the Git repository that holds a folder, if any."""
    way = [folder.absolute(), *folder.absolute().parents]
    return next((each for each in way if os.path.exists(each / ".git")), None)


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[_Pattern, ...]:
    """Those of the patterns that can match something; the last comes first, since it decides."""
    found = []
    left = _MOST
    for line in reversed(patterns):
        if re.search(r"[*?\[]", line):
            left -= len(line)
            if left < 0:
                continue
        text = re.sub(r"(?<![\\ ]) +$", "", line)
        excludes = not text.startswith("!")
        expression = _expression(text if excludes else text[1:])
        if expression is not None:
            found.append(_Pattern(line, excludes, expression.endswith("/"), re.compile(expression, re.DOTALL)))
    return tuple(found)


def _expression(text: str) -> str | None:
    """The regular expression of a pattern, None if it matches nothing."""
    for_folders = text.endswith("/")
    text = text[:-1] if for_folders else text
    anywhere = "/" not in text
    text = text.removeprefix("/")
    if not text or text.startswith("#") or len(text) > LONGEST:
        return None
    try:
        groups = _groups(list(_tokens(text, anywhere)))
    except ValueError:
        return None
    if anywhere:
        groups.insert(0, [])
    first, *others = groups
    made = "".join(_segment(segment) + "/" for segment in first) if others else _path(first)
    for index, group in enumerate(others, 1):
        if index < len(groups) - 1:
            made += f"(?>(?:[^/]*/)*?{_path(group)}/)" if group else ""
        else:
            made += f"(?:.*/)?{_path(group or [[_STAR]])}"
    return made + "/" if for_folders else made


def _groups(tokens: list[object]) -> list[list[list[object]]]:
    """The segments of a path between its `**`."""
    groups: list[list[list[object]]] = [[]]
    segment: list[object] = []
    for token in [*tokens, _SLASH]:
        if token is not _SLASH:
            segment.append(token)
            continue
        if segment == [_ANY_FOLDERS]:
            groups.append([])
        else:
            groups[-1].append(segment)
        segment = []
    return groups


def _path(segments: list[list[object]]) -> str:
    return "/".join(map(_segment, segments))


def _segment(tokens: list[object]) -> str:
    """The expression of one name of a path: each wildcard takes as little as it can, except the last."""
    if not tokens:
        return "(?!)"
    chunks = [""]
    for token in tokens:
        if token is _STAR:
            chunks.append("")
        else:
            chunks[-1] += str(token)
    if not any(chunks):
        return "[^/]+"
    *before, last = chunks
    made = "".join(f"(?>[^/]*?{chunk})" if index else chunk for index, chunk in enumerate(before) if chunk or not index)
    return f"(?>{made}{'[^/]*' if before else ''}{last}(?![^/]))"


def _tokens(text: str, anywhere: bool) -> Iterator[object]:
    """The parts of a pattern: wildcards, slashes, and expressions of one character each. Raises ValueError."""
    at = 0
    while at < len(text):
        each, at = text[at], at + 1
        if each == "*":
            start, at = at - 1, at + len(text[at:]) - len(text[at:].lstrip("*"))
            is_whole = not anywhere and text[start - 1 : start] in ("", "/") and text[at : at + 1] in ("", "/")
            yield _ANY_FOLDERS if at - start > 1 and is_whole else _STAR
        elif each == "/":
            yield _SLASH
        elif each == "?":
            yield "[^/]"
        elif each == "[":
            expression, at = _class(text, at)
            yield expression
        elif each == "\\":
            if at == len(text):
                raise ValueError(text)
            yield re.escape(text[at])
            at += 1
        else:
            yield re.escape(each)


def _class(text: str, at: int) -> tuple[str, int]:
    """The expression of a class of characters after its bracket, and where it ends. Raises ValueError."""
    negated = text[at : at + 1] in ("!", "^")
    at += negated
    parts: list[str] = []
    first, before = at, ""
    while text[at : at + 1] != "]" or at == first:
        each, at = text[at : at + 1], at + 1
        if each == "[" and text[at : at + 1] == ":" and (end := text.find("]", at)) > 0 and text[end - 1] == ":":
            if text[at + 1 : end - 1] not in _CLASSES:
                raise ValueError(text)
            parts.append(_CLASSES[text[at + 1 : end - 1]])
            at, before = end + 1, ""
        elif each == "-" and before and text[at : at + 1] not in ("", "]"):
            at += text[at] == "\\"
            last, at = text[at : at + 1], at + 1
            parts += [f"{re.escape(before)}-{re.escape(last)}"] if before <= last else []
            before = ""
        else:
            if each == "\\":
                each, at = text[at : at + 1], at + 1
            if not each:
                raise ValueError(text)
            parts.append(re.escape(each))
            before = each
    return f"[^/{''.join(parts)}]" if negated else f"(?!/)[{''.join(parts)}]", at + 1
