"""From YAML events to a tree.

The composer of libyaml's binding recurses and crashes on deep nesting; events do not, and a depth limit holds.
Every scalar is its source text, whatever YAML 1.1 makes of `0123`, `12:30` or `yes`; only a plain `null`, `~` or
nothing is no value.
"""

from __future__ import annotations

from dataclasses import field
from typing import Any, Final

import yaml

from smslint.dataclass import dataclass
from smslint.documents.problem import Problem, filled, invalid, unreadable
from smslint.documents.tree import MappingNode, Node, Pair, Scalar, SequenceNode
from smslint.documents.yaml_mask import Masked, masked
from smslint.language import Bilingual
from smslint.language import documents as said

DEPTH: Final = 64
_STYLES: Final = {None: "plain", "": "plain", '"': "double", "'": "single", "|": "literal", ">": "folded"}
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class YamlTree:
    """A tree as far as the text can be read. `text` is what YAML saw, with the text's own places."""

    text: str
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    broken: bool = False


class _Builder:
    """Puts events together; `open` is the way from the root to where the next node belongs."""

    def __init__(self, mask: Masked) -> None:
        self.mask = mask
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.open: list[MappingNode | SequenceNode] = []
        self.keys: list[Scalar | None] = []
        self.documents = 0

    def node(self, node: Node) -> None:
        """A node that is complete or opens."""
        if not self.open:
            if self.root is None:
                self.root = node
            return
        holder = self.open[-1]
        if isinstance(holder, SequenceNode):
            holder.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            if not isinstance(node, Scalar):
                self.problems.append(invalid("", said.NO_KEY, node.start, node.start + 1))
                node = Scalar(node.start, node.start, "", "missing")
            self.keys[-1] = self.key(node, holder)
            return
        holder.pairs.append(Pair(key, node))
        self.keys[-1] = None

    def key(self, key: Scalar, holder: MappingNode) -> Scalar:
        """A key, reported where it stands a second time."""
        value = str(key.value) if key.value is not None else ""
        if value == "<<" and key.style == "plain":
            self.problems.append(invalid(value, said.MERGE, key.start, key.end))
        elif any(pair.key.value == value for pair in holder.pairs):
            self.problems.append(invalid(value, said.DUPLICATE, key.start, key.end))
        return Scalar(key.start, key.end, value, key.style)

    def close(self) -> None:
        """The innermost collection ends."""
        holder = self.open.pop()
        key = self.keys.pop()
        if key is not None and isinstance(holder, MappingNode):
            holder.pairs.append(Pair(key, Scalar(key.end, key.end, None, "missing")))

    def event(self, event: Any) -> bool:
        """Take in an event; false where reading must stop."""
        kind = type(event)
        start, end = event.start_mark.index, event.end_mark.index
        if kind is yaml.ScalarEvent:
            self.note(event, start, end)
            style = _STYLES.get(event.style, "plain")
            value = self.mask.restored(event.value)
            empty = style == "plain" and value in _NULLS
            self.node(Scalar(start, end, None if empty else value, style))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self.note(event, start, end)
            if len(self.open) >= DEPTH:
                self.problems.append(unreadable(filled(said.TOO_DEEP, limit=DEPTH), start, start + 1))
                return False
            flow = bool(event.flow_style)
            made: MappingNode | SequenceNode = (
                MappingNode(start, end, flow) if kind is yaml.MappingStartEvent else SequenceNode(start, end, flow)
            )
            self.node(made)
            self.open.append(made)
            self.keys.append(None)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            holder = self.open[-1]
            self.close()
            holder.end = end if holder.flow else _last(holder)
        elif kind is yaml.AliasEvent:
            self.problems.append(invalid(f"*{event.anchor}", said.ANCHOR, start, end))
            self.node(Scalar(start, end, None, "alias"))
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self.problems.append(invalid("---", said.SEVERAL, start, max(end, start + 1)))
                return False
        return True

    def note(self, event: Any, start: int, end: int) -> None:
        """Report anchors and tags."""
        if event.anchor:
            self.problems.append(invalid(f"&{event.anchor}", said.ANCHOR, start, end))
        if event.tag and event.tag != "!":
            self.problems.append(invalid(event.tag, filled(said.TAG, tag=event.tag), start, end))


def _last(holder: MappingNode | SequenceNode) -> int:
    """Where a block collection's last node ends; its own end mark stands at the next token."""
    if isinstance(holder, MappingNode):
        return holder.pairs[-1].value.end if holder.pairs else holder.start
    return holder.items[-1].end if holder.items else holder.start


def read_yaml(text: str) -> YamlTree:
    """The tree of a YAML text, as far as it can be read, and what is wrong with it."""
    mask = masked(text)
    builder = _Builder(mask)
    broken = False
    try:
        for event in yaml.parse(mask.text, Loader=_LOADER):
            if not builder.event(event):
                broken = builder.documents <= 1
                break
    except yaml.YAMLError as error:
        builder.problems.append(_problem(error, text))
        broken = True
    while builder.open:
        holder = builder.open[-1]
        builder.close()
        holder.end = _last(holder)
    problems = [*mask.problems, *builder.problems]
    return YamlTree(mask.text, builder.root, problems, broken)


def _problem(error: yaml.YAMLError, text: str) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    at = min(mark.index if mark is not None else 0, len(text))
    detail = str(getattr(error, "problem", None) or "")
    reason: Bilingual = next(
        (each for start, each in said.YAML_KINDS.items() if detail.startswith(start)), said.YAML_OTHER
    )
    if at == len(text) and at:
        at = len(text.rstrip(" \t\r\n")) - 1 if text.strip() else at - 1
    return unreadable(filled(said.YAML_SYNTAX, detail=reason), at, min(at + 1, len(text)))
