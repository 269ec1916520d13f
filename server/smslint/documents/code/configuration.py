"""Configuration of applications, in Spring YAML, `.properties` and `.env`: values by their keys, and templates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.layout import LayoutPart
from smslint.documents.code.literals import BARE, CODE_LITERAL
from smslint.documents.code.records import CONTENT, console_records
from smslint.documents.code.templates import FoundTemplate, comment_blocks, is_content
from smslint.syntax.tree import MappingNode, Node, Scalar, SequenceNode

_PROPERTY: Final = lazy_pattern(
    r"(?m)^[ \t]*+(?:export[ \t]+)?([^\s#!=:\r\n][^\s=:\r\n]{0,400})[ \t]*+[=:][ \t]*+((?:[^\\\r\n]|\\(?:\r\n|.|\n))*+)"
)
_SPRING: Final = lazy_pattern(r"\$\{[\w.-]+(?::|\.)")
_CODES: Final = ("templatecode", "templateid", "code")
_CONTENTS: Final = ("templatecontent", "content", "templatetext", "text")
_NAMES: Final = ("templatename", "name")
_SIGNS: Final = ("signname", "sign", "signature")
_DEEPEST: Final = 40


class ConfigurationValue(NamedTuple):
    """A value with the full key that leads to it, and its place."""

    key: str
    value: str
    start: int
    end: int
    style: str

    @property
    def holder(self) -> str:
        """The key of what holds it."""
        return self.key.rpartition(".")[0]

    @property
    def last(self) -> str:
        """The last part of its key, without the marks between words and in lower case."""
        return plain_key(self.key.rpartition(".")[2])


def plain_key(key: str) -> str:
    """A part of a key whatever its spelling: `template-code` and `templateCode` are equal for Spring."""
    return key.replace("-", "").replace("_", "").lower()


def properties(text: str) -> Iterator[ConfigurationValue]:
    """The values of a `.properties` or `.env` file."""
    for found in _PROPERTY.finditer(text):
        low, high = found.span(2)
        value = found[2].rstrip()
        high = low + len(value)
        style = BARE
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            low, high, value = low + 1, high - 1, value[1:-1]
        elif "\\" in value:
            from smslint.documents.code.literals import decode_content

            style = "heredoc"
            value = decode_content(style, text, low, high)[0]
        yield ConfigurationValue(found[1], value, low, high, style)


def yaml_values(text: str) -> Iterator[ConfigurationValue]:
    """The scalars of a YAML file, with the keys that lead to them."""
    from smslint.syntax.yaml.reader import read_yaml

    at = 0
    for part in _documents(text):
        tree = read_yaml(part)
        if tree.root is not None and not tree.broken:
            for each in _scalars(tree.root, "", 0):
                yield each._replace(start=each.start + at, end=each.end + at)
        at += len(part)


def _documents(text: str) -> Iterator[str]:
    """The documents of a stream; Spring keeps profiles apart in this way."""
    part: list[str] = []
    for line in text.splitlines(keepends=True):
        if line.startswith("---") and part:
            yield "".join(part)
            part = []
            line = line.replace("-", " ")
        part.append(line)
    yield "".join(part)


def _scalars(node: Node, key: str, depth: int) -> Iterator[ConfigurationValue]:
    if depth > _DEEPEST:
        return
    if isinstance(node, MappingNode):
        for each in node.pairs:
            yield from _scalars(each.value, f"{key}.{each.key.value}".lstrip("."), depth + 1)
    elif isinstance(node, SequenceNode):
        for number, item in enumerate(node.items):
            yield from _scalars(item, f"{key}[{number}]", depth + 1)
    elif isinstance(node, Scalar) and node.value is not None and node.end > node.start:
        yield ConfigurationValue(key, str(node.value), node.start, node.end, f"yaml:{node.style}")


def configuration_templates(text: str, language: str) -> list[FoundTemplate]:
    """The templates of a configuration: a content beside a code, under the same key."""
    values = list(yaml_values(text) if language == "yaml" else properties(text))
    groups: dict[str, list[ConfigurationValue]] = {}
    for each in values:
        groups.setdefault(each.holder, []).append(each)
    found: list[FoundTemplate] = []
    for group in groups.values():
        code = next(
            (each for key in _CODES for each in group if each.last == key and CODE_LITERAL.match(each.value)), None
        )
        content = next((each for key in _CONTENTS for each in group if each.last == key), None)
        if code is None or content is None or not is_content(content.value) or _SPRING.search(content.value):
            continue
        parts = [_part("code", code, text), _part("content", content, text)]
        for key, names in (("name", _NAMES), ("signature", _SIGNS)):
            given = next((each for each in group if each.last in names), None)
            parts += [_part(key, given, text)] if given is not None and "${" not in given.value else []
        found.append(FoundTemplate(tuple(parts)))
    for start, end in comment_blocks(text, ("#", "!")):
        if CONTENT.search(text, start, end):
            found += [FoundTemplate(tuple(parts)) for parts in console_records(text, start, end)]
    return found


def _part(key: str, found: ConfigurationValue, text: str) -> LayoutPart:
    return LayoutPart(key, found.style, found.start, found.end)
