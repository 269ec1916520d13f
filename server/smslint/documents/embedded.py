"""Texts that hold a structure: tables and the vendor's API put variables, redirection, materials and suppressions into
one text, as JSON or in the console's own form."""

from __future__ import annotations

from smslint.dataclass import dataclass
from smslint.documents.schemas import Schema
from smslint.messages import Bilingual
from smslint.messages import documents as messages
from smslint.syntax.parsed_text import ParsedText
from smslint.syntax.tree import KeyPath, MappingNode, Node, Pair, Scalar, SequenceNode, plain_value


def embedded_value(value: str, kind: str) -> tuple[object, Bilingual | None]:
    """What a text holds for a field of a kind; else the reason why it cannot be read.

    A blank text holds nothing, and a text without structure is its own value.
    """
    text = value.strip()
    if not text:
        return None, None
    if text[0] in "{[":
        import json

        try:
            return json.loads(text, strict=False), None
        except (ValueError, RecursionError):
            from smslint.syntax.json.reader import read_json  # gives the same reason as for a document

            issues = read_json(text)[1]
            return None, messages.NOT_JSON.fill(detail=issues[0].reason if issues else messages.JSON_ESCAPE)
    from smslint.documents import console

    if kind == "variables":
        root, wrong = console.variables_tree(text)
        return plain_value(root), messages.NOT_CONSOLE.fill(part=wrong) if wrong else None
    return (plain_value(console.suppressions_tree(text)) if kind == "suppress" else value), None


def embedded_text(holder: ParsedText, scalar: Scalar, key: str | int, schema: Schema) -> ParsedText | None:
    """The same structure as a tree with places; None if the scalar holds none or a broken one."""
    field = schema.keys.get(str(key))
    text = scalar.value
    if field is None or not isinstance(text, str) or not text.strip():
        return None
    if text.lstrip()[0] in "{[":
        from smslint.syntax.json.reader import read_json
        from smslint.syntax.json.writer import JSON

        node, issues = read_json(text)
        return None if node is None or issues else ParsedText(text, JSON, node, (holder, scalar))
    from smslint.documents import console  # few documents have such texts

    if field.kind == "variables":
        return ParsedText(text, console.CONSOLE, console.variables_tree(text)[0], (holder, scalar))
    if field.kind == "suppress":
        return ParsedText(text, console.CONSOLE, console.suppressions_tree(text), (holder, scalar))
    return None


@dataclass(slots=True)
class NodePath:
    """The node to which a path of keys leads, and the way there.

    `depth` counts the parts of the path that exist, and `pair` is the innermost pair on the way. `holder` and
    `pair_holder` are the texts in which node and pair are. The node is item or pair `number` of `owner`.
    """

    holder: ParsedText
    node: Node
    depth: int
    pair: Pair | None = None
    pair_holder: ParsedText | None = None
    owner: MappingNode | SequenceNode | None = None
    number: int = 0


def find(parsed_text: ParsedText, path: KeyPath, schema: Schema) -> NodePath:
    """Follow a path of keys as far as it exists, into embedded texts, too."""
    target = NodePath(parsed_text, parsed_text.root, 0)
    for depth, part in enumerate(path):
        holder, node = target.holder, target.node
        if isinstance(node, Scalar) and depth and schema.embeds:
            inner = embedded_text(holder, node, path[0], schema)
            if inner is None:
                break
            holder, node = inner, inner.root
        if isinstance(node, MappingNode) and isinstance(part, str):
            number = node.number(part)
            if number is None:
                break
            pair = node.pairs[number]
            target = NodePath(holder, pair.value, depth + 1, pair, holder, node, number)
        elif isinstance(node, SequenceNode) and isinstance(part, int) and 0 <= part < len(node.items):
            target = NodePath(holder, node.items[part], depth + 1, target.pair, target.pair_holder, node, part)
        else:
            break
    return target
