"""From YAML events to a tree.

The composer of libyaml's binding recurses and crashes on deep nesting. Events do not recurse, and have a depth limit.
Every scalar is its source text, whatever YAML 1.1 makes of `0123`, `12:30` or `yes`; only a plain `null`, a `~` or an
empty value becomes None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace
from typing import Any, Final

from smslint.core.patterns import lazy_patterns
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import documents as messages
from smslint.syntax.edit import Edit
from smslint.syntax.tree import MappingNode, Node, Pair, Scalar, SequenceNode, SyntaxIssue, scalars
from smslint.syntax.yaml.mask import MaskedText, masked
from smslint.syntax.yaml.values import double_quoted

with lazy_patterns():
    import yaml
    from yaml.events import (
        AliasEvent,
        DocumentStartEvent,
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )

DEPTH: Final = 64
_STYLES: Final = {None: "plain", "": "plain", '"': "double", "'": "single", "|": "literal", ">": "folded"}
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_PARSER: Final[Any] = getattr(getattr(yaml, "cyaml", None), "CParser", yaml.SafeLoader)
"""The source of events: the bare parser, which takes less time to make (1 µs) than a loader around it."""


@dataclass(slots=True)
class YamlTree:
    """A tree as far as the text can be read. `text` is the masked text, which has the same offsets."""

    text: str
    root: Node | None = None
    issues: list[SyntaxIssue] = field(default_factory=list)
    broken: bool = False


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been read. In a mapping, `key` waits for its value, and `known` are the keys so
    far."""

    node: MappingNode | SequenceNode
    key: Scalar | None = None
    known: set[str] = field(default_factory=set)


class _Builder:
    """Builds a tree from events. `open` are the collections from the root to the next node."""

    __slots__ = ("documents", "issues", "mask", "open", "root")

    def __init__(self, mask: MaskedText) -> None:
        self.mask = mask
        self.root: Node | None = None
        self.issues: list[SyntaxIssue] = []
        self.open: list[_Open] = []
        self.documents = 0

    def node(self, node: Node) -> None:
        """Add a scalar, or a collection that begins."""
        if not self.open:
            if self.root is None:
                self.root = node
            return
        inner = self.open[-1]
        holder = inner.node
        if isinstance(holder, SequenceNode):
            holder.items.append(node)
        elif inner.key is None:
            inner.key = self.key(node, inner.known)
        else:
            holder.pairs.append(Pair(inner.key, node))
            inner.key = None

    def key(self, node: Node, known: set[str]) -> Scalar:
        """A node as a key; it is reported if it is not a text, or if it occurs twice."""
        if not isinstance(node, Scalar):
            self.invalid("", messages.NO_KEY, node.start, node.start + 1)
            node = Scalar(node.start, node.start, "", "missing")
        elif node.value is None:
            node.value = ""
        value = str(node.value)
        if value == "<<" and node.style == "plain":
            self.invalid(value, messages.MERGE, node.start, node.end)
        elif value in known:
            self.invalid(value, messages.DUPLICATE, node.start, node.end)
        known.add(value)
        return node

    def close(self) -> MappingNode | SequenceNode:
        """End the innermost collection."""
        inner = self.open.pop()
        holder, key = inner.node, inner.key
        if key is not None and isinstance(holder, MappingNode):
            holder.pairs.append(Pair(key, Scalar(key.end, key.end, None, "missing")))
        return holder

    def event(self, event: Any) -> bool:
        """Handle an event; false if reading must stop."""
        kind = type(event)
        start, end = event.start_mark.index, event.end_mark.index
        if kind is ScalarEvent:
            if event.anchor or event.tag:
                self.note(event, start, end)
            value = self.mask.restored(event.value)
            style = _STYLES[event.style]
            self.node(Scalar(start, end, None if style == "plain" and value in _NULLS else value, style))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            self.note(event, start, end)
            if len(self.open) >= DEPTH:
                self.issues.append(SyntaxIssue("unreadable", messages.TOO_DEEP.fill(limit=DEPTH), start, start + 1))
                return False
            made = (MappingNode if kind is MappingStartEvent else SequenceNode)(start, end, bool(event.flow_style))
            self.node(made)
            self.open.append(_Open(made))
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            holder = self.close()
            holder.end = end if holder.flow else _last(holder)
        elif kind is AliasEvent:
            self.invalid(f"*{event.anchor}", messages.ANCHOR, start, end)
            self.node(Scalar(start, end, None, "alias"))
        elif kind is DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self.invalid("---", messages.SEVERAL, start, max(end, start + 1))
                return False
        return True

    def invalid(self, subject: str, reason: Bilingual, start: int, end: int) -> None:
        """Report a key or a value that is not allowed."""
        self.issues.append(SyntaxIssue("invalid", reason, start, end, subject))

    def note(self, event: Any, start: int, end: int) -> None:
        """Report anchors and tags."""
        if event.anchor:
            self.invalid(f"&{event.anchor}", messages.ANCHOR, start, end)
        if event.tag and event.tag != "!":
            self.invalid(event.tag, messages.TAG.fill(tag=event.tag), start, end)


def _last(holder: MappingNode | SequenceNode) -> int:
    """The end of a block collection's last node; the collection's own end mark is at the next token."""
    if isinstance(holder, MappingNode):
        return holder.pairs[-1].value.end if holder.pairs else holder.start
    return holder.items[-1].end if holder.items else holder.start


def read_yaml(text: str) -> YamlTree:
    """The tree of a YAML text, as far as it can be read, and its issues."""
    mask = masked(text)
    builder = _Builder(mask)
    broken = False
    try:
        following = _PARSER(mask.text).get_event
        while (event := following()) is not None:
            if not builder.event(event):
                broken = builder.documents <= 1
                break
    except yaml.YAMLError as error:
        builder.issues.append(_issue(error, text))
        broken = True
    while builder.open:
        holder = builder.close()
        holder.end = _last(holder)
    issues = [*_quotable(mask.issues, builder.root), *builder.issues]
    return YamlTree(mask.text, builder.root, issues, broken)


def _quotable(issues: list[SyntaxIssue], root: Node | None) -> Iterator[SyntaxIssue]:
    """The issues of texts that are cut or misread, with fixes that quote what YAML reads as one text, which may
    continue on the next lines. If that ends before the line does, something else of the line is misread, too, and
    there is no fix."""
    if not issues:
        return
    texts = {each.start: each for each in scalars(root) if each.style == "plain"} if root is not None else {}
    for issue in issues:
        assert issue.fix is not None
        text = texts.get(issue.fix.start)
        fits = text is not None and text.end >= issue.fix.end
        fix = Edit(text.start, text.end, double_quoted(str(text.value))) if text is not None and fits else None
        yield replace(issue, fix=fix)


def _issue(error: yaml.YAMLError, text: str) -> SyntaxIssue:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    at = min(mark.index if mark is not None else 0, len(text))
    detail = str(getattr(error, "problem", None) or "")
    reason: Bilingual = next(
        (each for start, each in messages.YAML_KINDS.items() if detail.startswith(start)), messages.YAML_OTHER
    )
    if at == len(text) and at:
        at = len(text.rstrip(" \t\r\n")) - 1 if text.strip() else at - 1
    return SyntaxIssue("unreadable", messages.YAML_SYNTAX.fill(detail=reason), at, min(at + 1, len(text)))
