"""The front matter of most files, read without a YAML parser: mappings of one-line scalars, at most in braces.

Importing PyYAML takes 15 ms, a sixth of the start of a `check` of one small file; and this reads twice as fast. What is
not certainly plain (a comment, an escape, a list, text over several lines, a character that YAML may refuse, a key
twice) is left to the parser; that both give the same tree wherever this one gives any is held by a property test.
"""

from __future__ import annotations

from typing import Final

from smslint.core.lazy import lazy_pattern
from smslint.documents.tree import MappingNode, Node, Pair, Scalar

_KEY: Final = "[A-Za-z_][A-Za-z0-9_-]{0,63}"
_ENTRY: Final = lazy_pattern(f" *({_KEY}):(?: +([^ ].*))?")
_INNER: Final = lazy_pattern(f""" *({_KEY}): +("[^"\\\\]*"|'[^']*'|[A-Za-z0-9][A-Za-z0-9_.-]*) *([,}}])""")
_QUOTES: Final = {'"': "double", "'": "single"}
_NULLS: Final = frozenset({"null", "Null", "NULL"})


def read_plain(text: str) -> MappingNode | None:
    """The mapping of a YAML text; None where the parser must read it."""
    open_at: list[tuple[int, MappingNode]] = []
    waiting: Scalar | None = None
    offset = 0
    for line in text.split("\n"):
        start, offset = offset, offset + len(line) + 1
        line = line.removesuffix("\r").rstrip(" ")
        if not line:
            continue
        entry = _ENTRY.fullmatch(line)
        if entry is None or not line.isprintable():
            return None
        indent = entry.start(1)
        key = _key(start + indent, entry[1])
        if waiting is not None or not open_at:
            mapping = MappingNode(start + indent, 0, False)
            if waiting is not None:
                if indent <= open_at[-1][0]:
                    return None
                open_at[-1][1].pairs.append(Pair(waiting, mapping))
            open_at.append((indent, mapping))
        while len(open_at) > 1 and open_at[-1][0] > indent:
            _close(open_at.pop()[1])
        at, mapping = open_at[-1]
        if at != indent or key is None or mapping.pair(entry[1]):
            return None
        waiting = key
        if entry[2]:
            value = _value(line, entry.start(2), start)
            if value is None:
                return None
            mapping.pairs.append(Pair(key, value))
            waiting = None
    if waiting is not None or not open_at:
        return None
    for _, mapping in reversed(open_at):
        _close(mapping)
    return open_at[0][1]


def _close(mapping: MappingNode) -> None:
    mapping.end = mapping.pairs[-1].value.end


def _key(start: int, name: str) -> Scalar | None:
    """A key; `content` is left to the parser's mask, which mends what its authors break."""
    return None if name == "content" or name in _NULLS else Scalar(start, start + len(name), name, "plain")


def _value(line: str, at: int, start: int) -> Node | None:
    """The value from `at` to the end of a line that begins at `start`; None where it is not plain."""
    text = line[at:]
    if text[0] == "{":
        return _braces(line, at, start)
    if text[0] in _QUOTES:
        quoted = text[-1] == text[0] and len(text) > 1 and not any(sign in text[1:-1] for sign in (text[0], "\\"))
        return _scalar(start + at, text) if quoted else None
    odd = ": " in text or " #" in text or text[-1] == ":" or text in _NULLS
    return None if odd or not text[0].isalnum() else _scalar(start + at, text)


def _braces(line: str, at: int, start: int) -> MappingNode | None:
    """A mapping in braces to the end of its line."""
    mapping = MappingNode(start + at, start + len(line), True)
    at += 1
    if line[at:].lstrip(" ") == "}":
        return mapping
    while entry := _INNER.match(line, at):
        key = _key(start + entry.start(1), entry[1])
        if key is None or entry[2] in _NULLS or mapping.pair(entry[1]):
            return None
        mapping.pairs.append(Pair(key, _scalar(start + entry.start(2), entry[2])))
        at = entry.end()
        if entry[3] == "}":
            return mapping if at == len(line) else None
    return None


def _scalar(start: int, token: str) -> Scalar:
    style = _QUOTES.get(token[0])
    return Scalar(start, start + len(token), token[1:-1] if style else token, style or "plain")
