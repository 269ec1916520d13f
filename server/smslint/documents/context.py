"""The field under the cursor: from the tree if the template can be read, else by a scan of the text around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal

from smslint.core.patterns import lazy_pattern
from smslint.core.place import CONTENT, Place
from smslint.core.template import Template
from smslint.core.text import Text
from smslint.dataclass import dataclass
from smslint.documents.embedded import embedded_text
from smslint.documents.formats.format import Source
from smslint.documents.parsed_template import TemplateEntry
from smslint.documents.places import place_of
from smslint.documents.regions import Region, Regions
from smslint.documents.schemas import Schema
from smslint.syntax.context import SyntaxContext, in_key, in_value
from smslint.syntax.parsed_text import ParsedText
from smslint.syntax.tree import KeyPath, Node, Scalar, SequenceNode

Part = Literal["key", "value", "none"]
_NAME: Final = r"[A-Za-z0-9_\-\u4e00-\u9fff]"
_PREFIX: Final = lazy_pattern(rf"(?<!{_NAME}){_NAME}*+\Z")
"""The match starts where a name starts: if it could start within a name, the search would take quadratic time."""


@dataclass(frozen=True, slots=True)
class Context:
    """The field at an offset.

    `place` is the field whose value the cursor is in; for a key, it is the mapping that holds or will hold the key.
    `offset` is the cursor's offset in the decoded `value`. `prefix` is the text before the cursor: the last word of the
    content, or all of any other value or key. `start` to `end` is the range of the document's text that a completion
    replaces. `keys` are the keys of the innermost mapping, and `variables` are the names that the template declares.
    `frame` is the index of the frame whose text the cursor is in; the texts of all make the value of the content.
    """

    entry: int | None
    place: Place
    part: Part
    offset: int
    value: str
    prefix: str
    start: int
    end: int
    keys: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    frame: int | None = None


def context_of(cursor: SyntaxContext | None, schema: Schema, offset: int) -> Context:
    """The context at an offset whose key or value is known; without one, no field is possible there."""
    if cursor is None:
        return Context(None, Place(()), "none", 0, "", "", offset, offset)
    place = place_of(cursor.path, schema)
    prefix, start, end = cursor.text[: cursor.offset], cursor.start, cursor.end
    frame: int | None = None
    match place.path:
        case ("frames", int() as index, "text") if cursor.part == "value":
            frame, place = index, CONTENT
    if cursor.part == "value" and place == CONTENT:
        found = _PREFIX.search(prefix)
        prefix = found[0] if found else ""
        start, end = cursor.at - len(prefix), cursor.at
    return Context(None, place, cursor.part, cursor.offset, cursor.text, prefix, start, end, cursor.keys, frame=frame)


def context_at(
    source: Source, text: Text, regions: Regions, entry_of: Callable[[int], TemplateEntry], offset: int
) -> Context:
    """What is at an offset of a document's text. `entry_of` gives the template with an index."""
    number = regions.at(offset)
    if number < 0:
        return context_of(source.context(Region(0, len(text)), text, offset), source.schema, offset)
    region, entry = regions[number], entry_of(number)
    found: Context | None = None
    variables: tuple[str, ...] = ()
    if entry.template is not None:
        variables = tuple(entry.template.variables)
    if entry.template is not None and not entry.parsed.broken:
        schema = entry.parsed.schema
        parsed_text = source.parsed_text(text.value[entry.start : entry.end])
        cursor = _in_tree(parsed_text, parsed_text.root, (), schema, offset - entry.start, entry.start)
        found = context_of(cursor, schema, offset) if cursor is not None else None
    if found is None:
        schema = (entry.parsed.schema if entry.template is not None else region.schema) or source.schema
        found = context_of(source.context(region, text, offset), schema, offset)
    if found.frame is not None and entry.template is not None and not entry.parsed.broken:
        found = _in_content(found, entry.template)
    return replace(_meant(found), entry=number, variables=variables)


def _in_content(found: Context, template: Template) -> Context:
    """The context in the text of a frame as one in the content that the frames make."""
    from smslint.core.frames import text_starts

    start = next((start for index, start in text_starts(template.frames) if index == found.frame), None)
    return found if start is None else replace(found, value=template.content, offset=start + found.offset)


def _meant(found: Context) -> Context:
    """The context as the author means it.

    The short form of a declaration is its attribute, a word in a list of mappings is a key being typed, and one in a
    list of texts is a text.
    """
    match found.place.path:
        case ("variables", str()) if found.part == "value":
            return replace(found, place=found.place / "attribute")
        case ("redirection" | "frames" | "suppress", int()) if found.part == "value":
            return replace(found, part="key")
        case ("signatures" | "regions", int()) if found.part == "key":
            return replace(found, part="value")
    return found


def _in_tree(
    parsed_text: ParsedText, node: Node, path: KeyPath, schema: Schema, offset: int, base: int
) -> SyntaxContext | None:
    """The scalar of a tree at an offset; None between scalars."""
    if isinstance(node, Scalar):
        return _in_scalar(parsed_text, node, path, schema, offset, base)
    if isinstance(node, SequenceNode):
        for number, item in enumerate(node.items):
            found = _in_tree(parsed_text, item, (*path, number), schema, offset, base)
            if found is not None:
                return found
        return None
    for pair in node.pairs:
        key = pair.key
        if key.start < key.end and key.start <= offset <= key.end:
            low, high = _inner(parsed_text, key)
            start, end = parsed_text.out(low, high)
            typed, keys = str(key.value)[: max(offset - low, 0)], tuple(str(each.key.value) for each in node.pairs)
            return in_key(path, typed, base + start, base + end, keys)
        found = _in_tree(parsed_text, pair.value, (*path, str(key.value)), schema, offset, base)
        if found is not None:
            return found
    return None


def _in_scalar(
    parsed_text: ParsedText, node: Scalar, path: KeyPath, schema: Schema, offset: int, base: int
) -> SyntaxContext | None:
    low, high = _inner(parsed_text, node)
    if node.start == node.end or not low <= offset <= high or not isinstance(node.value, str):
        return None
    found = parsed_text.map(node)
    if found is None:
        return None
    at = found.offset(offset)
    if node.style in ("literal", "folded") and (
        found.range(at, at)[0] != offset or (offset == high and node.value.endswith("\n"))
    ):
        return None  # in the indentation of a line, or after the last one
    if path and schema.embeds:
        inner = embedded_text(parsed_text, node, path[0], schema) if len(path) == 1 else None
        if inner is not None:
            within = _in_tree(inner, inner.root, path, schema, at, 0)
            if within is not None:
                return replace(within, start=base + within.start, end=base + within.end)
    start, end = parsed_text.out(low, high)
    return in_value(path, node.value, at, base + start, base + end, base + offset)


def _inner(parsed_text: ParsedText, node: Scalar) -> tuple[int, int]:
    """A scalar's range without its quotes."""
    found = parsed_text.map(node) if isinstance(node.value, str) else None
    return found.range(0, found.size) if found is not None else (node.start, node.end)
