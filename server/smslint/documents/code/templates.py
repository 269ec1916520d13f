"""Finds the templates of a file of source code: in records of the console, in arrays and objects, and where the author
marks one. What the language itself fills in is never read as a template."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from smslint.core.patterns import lazy_pattern
from smslint.documents.code.comments import ignores_at
from smslint.documents.code.fold import JOINS, Folded, fold, joined_style, style_of
from smslint.documents.code.layout import Certainty, Layout, LayoutPart
from smslint.documents.code.literals import BARE, CODE_LITERAL, COMMENT
from smslint.documents.code.parts import COMMENTS, MAPS, STRINGS, call, is_plain_name, name_of, pair
from smslint.documents.code.records import (
    CONTENT,
    HAN,
    PLACEHOLDER,
    beside_codes,
    console_records,
    is_sample,
    quoted_texts,
    trimmed,
)
from smslint.documents.code.scope import Scope
from smslint.documents.code.source_tree import CodeNode, leaf_at

_TOLD: Final = lazy_pattern(r"(?:DIGITAL_SMS|SMS)_\d+|模[板版]")
_MARK: Final = lazy_pattern(r"(?://|#|--|\*|<!--)[ \t]{0,9}smslint[ \t]{0,9}:[ \t]{0,9}template\b([^\r\n]{0,400})")
_MARKED: Final = lazy_pattern(
    r"\b(name|type|code|signature)[ \t]{0,3}=[ \t]{0,3}(?:\"([^\"\r\n]{0,200})\"|([^\s\"*]{1,200}))"
)
_QUOTE: Final = lazy_pattern(r"[\"'`]")
_CONTENT_KEYS: Final = frozenset(
    {"content", "templatecontent", "text", "templatetext", "smscontent", "内容", "模板内容", "msgcontent"}
)
_NAME_KEYS: Final = frozenset({"templatename", "name", "title", "模板名称"})
_SIGN_KEYS: Final = frozenset({"signname", "signature", "sign", "签名"})
_MOST: Final = 2000
_MOST_LINES: Final = 2000
_ROWS: Final = 60
_MOST_JOINED: Final = 50


class FoundTemplate(NamedTuple):
    """A template: the parts of its fields in the text, and how certain it is that it is one."""

    parts: tuple[LayoutPart, ...]
    certainty: Certainty = "certain"

    @property
    def start(self) -> int:
        """Where its source starts."""
        return min(each.start for each in self.parts)

    @property
    def end(self) -> int:
        """Where its source ends."""
        return max(each.end for each in self.parts)

    def layout(self, text: str) -> Layout:
        """Its layout, in which offsets count from its own start."""
        start, end = self.start, self.end
        moved = (each._replace(start=each.start - start, end=each.end - start) for each in self.parts)
        return Layout(text[start:end], tuple(sorted(moved, key=lambda each: each.start)), self.certainty)


def chosen(text: str, found: list[FoundTemplate], least: Certainty) -> list[FoundTemplate]:
    """The templates that are wanted, in the order of the text, without those that overlap better ones; each with the
    suppressions in the comments at it."""
    found = [each for each in found if each.certainty == "certain" or least == "likely"]
    found.sort(key=lambda each: (each.certainty != "certain", -len(each.parts), each.start))
    kept: list[FoundTemplate] = []
    taken: set[int] = set()
    for each in found:
        content = next(part for part in each.parts if part.key == "content")
        if taken.isdisjoint(range(content.start, content.end)):
            taken.update(range(content.start, content.end))
            kept.append(each)
    kept.sort(key=lambda each: each.start)
    made: list[FoundTemplate] = []
    last = 0
    for each in kept:
        if each.start >= last:
            made.append(_with_ignores(text, each, last))
            last = made[-1].end
    return made


def _with_ignores(text: str, found: FoundTemplate, last: int) -> FoundTemplate:
    offsets = sorted({each.start for each in found.parts})
    marks = {(_indented(text, each.start), each.end) for each in ignores_at(text, *offsets) if each.start >= last}
    inside = any(low < part.end and part.start < high for low, high in marks for part in found.parts)
    return (
        found
        if inside
        else found._replace(parts=(*found.parts, *(LayoutPart("#", BARE, *each) for each in sorted(marks))))
    )


def _indented(text: str, start: int) -> int:
    """The start of a line, if only blanks stand before an offset on it; else the offset."""
    line = start
    while line and text[line - 1] in " \t":
        line -= 1
    return line if not line or text[line - 1] == "\n" else start


def is_content(text: str) -> bool:
    """Whether a text can be that of a message: it has a placeholder or Chinese words."""
    return not is_sample(text) and (PLACEHOLDER.search(text) is not None or len(HAN.findall(text[:400])) > 3)


class TemplateFinder:
    """Finds the templates of one file with a tree."""

    def __init__(self, root: CodeNode, scope: Scope) -> None:
        self.root = root
        self.text = root.text
        self.scope = scope
        self.language = scope.language
        self.found: list[FoundTemplate] = []

    def templates(self, least: Certainty) -> list[FoundTemplate]:
        """All templates of the file."""
        self._records()
        self._marked()
        self._told()
        codes = list(CODE_LITERAL.finditer(self.text))[:_MOST]
        for each in codes:
            self._beside_code(each.start(), each.end())
        if least == "likely":
            for each in codes:
                self._comment_at(each.start(), each.end())
            self._literals()
        return chosen(self.text, self.found, least)

    def _comment(self, offset: int) -> CodeNode | None:
        leaf = leaf_at(self.root, offset)
        return next((each for each in (leaf, *leaf.above(3)) if each.type in COMMENTS or _is_docstring(each)), None)

    def _block(self, comment: CodeNode) -> tuple[int, int]:
        """The range of a comment and of those on the lines around it."""
        if comment.parent is None:
            return comment.start, comment.end
        siblings, number = comment.parent.children, comment.number
        first = last = number
        while first and siblings[first - 1].type in COMMENTS and self._adjacent(siblings[first - 1], siblings[first]):
            first -= 1
        while (
            last + 1 < len(siblings)
            and siblings[last + 1].type in COMMENTS
            and self._adjacent(siblings[last], siblings[last + 1])
        ):
            last += 1
        return siblings[first].start, siblings[last].end

    def _adjacent(self, one: CodeNode, other: CodeNode) -> bool:
        between = self.text[one.end : other.start]
        return not between.strip() and between.count("\n") < 2

    def _records(self) -> None:
        done = 0
        for found in CONTENT.finditer(self.text):
            comment = self._comment(found.start()) if found.start() >= done else None
            if comment is None:
                continue
            start, end = self._block(comment)
            done = max(end, found.end())
            for parts in console_records(self.text, start, end):
                if not any(each.key == "code" for each in parts):
                    code = self._code_near(end, start)
                    parts = [*parts, code] if code is not None else parts
                self._add(parts, "certain")

    def _told(self) -> None:
        """Comments that quote the text of a template, and those with a code and its text on one line."""
        done = 0
        for mark in _TOLD.finditer(self.text):
            comment = self._comment(mark.start()) if mark.start() >= done else None
            if comment is None:
                continue
            done = comment.end
            for parts in (
                *quoted_texts(self.text, comment.start, comment.end),
                *beside_codes(self.text, comment.start, comment.end),
            ):
                self._add(parts, "certain")

    def _code_near(self, end: int, start: int) -> LayoutPart | None:
        """The code on the line after a block of comments, else before it on the block's first line."""
        line = self.text.find("\n", end)
        stop = self.text.find("\n", line + 1) if line >= 0 else len(self.text)
        found = CODE_LITERAL.search(self.text, end, stop if stop >= 0 else len(self.text))
        if found is None:
            found = CODE_LITERAL.search(self.text, self.text.rfind("\n", 0, start) + 1, start)
        return LayoutPart("code", BARE, *found.span()) if found else None

    def _marked(self) -> None:
        """`// smslint: template name=… type=…` above a string."""
        for mark in _MARK.finditer(self.text):
            string = None
            for quote in _QUOTE.finditer(self.text, mark.end(), mark.end() + 600):
                leaf = leaf_at(self.root, quote.start())
                if any(each.type in COMMENTS for each in (leaf, *leaf.above(2))):
                    continue
                string = self._text_at(leaf)
                break
            part = self._string(string, "content") if string is not None else None
            if part is None:
                continue
            parts = [part]
            for given in _MARKED.finditer(mark[1]):
                group = 2 if given[2] is not None else 3
                low, high = (mark.start(1) + at for at in given.span(group))
                value = trimmed(self.text, given[1], low, high)
                parts += [value] if value is not None else []
            self._add(parts, "certain")

    def _beside_code(self, start: int, end: int) -> None:
        """A code as the key of a content, or beside one in an array, an object or the arguments of a call."""
        leaf = leaf_at(self.root, start)
        string = next((each for each in (leaf, *leaf.above(2)) if each.type in STRINGS), None)
        code = LayoutPart("code", BARE, start, end)
        node = string if string is not None else leaf
        if any(each.type in COMMENTS for each in (node, *node.above(1))):
            return
        for around in node.above(4):
            kv = pair(around)
            if kv is not None:
                is_key = kv.key.start <= start < kv.key.end
                if is_key and self._is_text(kv.value):
                    content = self._string(kv.value, "content")
                    if content is not None and string is not None:
                        self._add([code, content], "certain")
                    return
                holder = kv.value if is_key else around.parent
                if holder is not None and string is not None and (holder.type in MAPS or "argument" in holder.type):
                    self._fields(holder, code)
                return
            if around.type in ("enum_constant", "enum_entry"):
                self._entry(around, code)
                return
            if (made := call(around)) is not None:
                if any(each.name for each in made.arguments):
                    self._fields(around, code)
                return

    def _fields(self, holder: CodeNode, code: LayoutPart) -> None:
        parts = [code]
        made = call(holder)
        if made is not None:
            fields = [(each.name or "", each.node) for each in made.arguments]
        else:
            pairs = [kv for each in holder.children[:_ROWS] if (kv := pair(each)) is not None]
            fields = [(self._key(each.key), each.value) for each in pairs]
        for name, value in fields:
            name = name.replace("_", "").replace("-", "").lower()
            keys = ((_CONTENT_KEYS, "content"), (_NAME_KEYS, "name"), (_SIGN_KEYS, "signature"))
            key = next((key for names, key in keys if name in names), "")
            if key and self._is_text(value) and not any(each.key == key for each in parts):
                part = self._string(value, key)
                parts += [part] if part is not None else []
        self._add(parts, "certain")

    def _key(self, node: CodeNode) -> str:
        folded = fold(node, self.scope) if node.type in STRINGS else None
        return folded.text if folded is not None else name_of(node) if is_plain_name(node) else ""

    def _entry(self, entry: CodeNode, code: LayoutPart) -> None:
        """A constant of an enum with a code and a content among its arguments."""
        made = next((each for each in entry.children if "argument" in each.type), None)
        for each in made.children if made is not None else ():
            string = each if self._is_text(each) else each.children[-1] if each.children else each
            part = self._string(string, "content") if self._is_text(string) else None
            if part is not None and part.start > code.end:
                self._add([code, part], "likely")
                return

    def _string(self, node: CodeNode, key: str) -> LayoutPart | None:
        """A string as a field; None if the language fills something in, or if it is no text of a message."""
        folded = fold(node, self.scope)
        if folded is None or not _is_whole(folded) or (key == "content" and not is_content(folded.text)):
            return None
        if not folded.text.strip():
            return None
        if node.type in ("heredoc", "nowdoc"):
            body = node.field("value")
            style = "heredoc" if node.type == "heredoc" else BARE
            if body is None:
                return None
            start = body.start + len(body.source) - len(body.source.lstrip("\r\n"))
            return LayoutPart(key, style, start, body.end)
        style = style_of(node, self.language) if node.type in STRINGS else joined_style(node, self.language) or ""
        return LayoutPart(key, style, node.start, node.end) if style else None

    def _is_text(self, node: CodeNode) -> bool:
        """Whether a node is a string, or strings that the language joins."""
        return node.type in STRINGS or (node.type in JOINS and joined_style(node, self.language) is not None)

    def _text_at(self, leaf: CodeNode) -> CodeNode | None:
        """The string around a leaf, with all those that it is joined with."""
        string = next((each for each in (leaf, *leaf.above(2)) if each.type in STRINGS), None)
        for each in string.above(_MOST_JOINED) if string is not None else ():
            if each.type == "parenthesized_expression":
                continue
            if each.type not in JOINS or joined_style(each, self.language) is None:
                break
            string = each
        return string

    def _comment_at(self, start: int, end: int) -> None:
        """A comment with a text directly above or behind a line with a code, or with the code itself."""
        line, after = self.text.rfind("\n", 0, start) + 1, self.text.find("\n", end)
        after = len(self.text) if after < 0 else after
        above = self.text.rfind("\n", 0, max(line - 1, 0)) + 1
        for found in PLACEHOLDER.finditer(self.text, above, after):
            comment = self._comment(found.start())
            if comment is None:
                continue
            low = max(self.text.rfind("\n", 0, found.start()) + 1, comment.start)
            high = self.text.find("\n", found.end())
            high = min(comment.end, len(self.text) if high < 0 else high)
            while low < high and self.text[low] in " \t/*#-<!":
                low += 1
            code = CODE_LITERAL.search(self.text, low, high)
            if code is not None:
                low = code.end()
                while low < high and self.text[low] in " \t:：,，-":
                    low += 1
            part = trimmed(self.text, "content", low, high)
            if part is not None and is_content(self.text[part.start : part.end]):
                self._add([LayoutPart("code", BARE, start, end), part], "likely")
            return

    def _literals(self) -> None:
        """Strings with Chinese and placeholders, in languages and quotes that fill nothing in."""
        for number, found in enumerate(PLACEHOLDER.finditer(self.text)):
            if number > _MOST:
                return
            string = self._text_at(leaf_at(self.root, found.start()))
            if (
                string is not None
                and HAN.search(string.source)
                and self.language not in ("javascript", "typescript", "tsx")
            ):
                part = self._string(string, "content")
                if part is not None:
                    self._add([part], "likely")

    def _add(self, parts: list[LayoutPart], certainty: Certainty) -> None:
        content = next((each for each in parts if each.key == "content"), None)
        if content is None or content.end - content.start > _MOST_LINES:
            return
        if content.style == COMMENT and not is_content(self.text[content.start : content.end]):
            return
        by_key: dict[str, LayoutPart] = {}
        for each in parts:
            by_key.setdefault(each.key, each)
        self.found.append(FoundTemplate(tuple(by_key.values()), certainty))


def _is_whole(folded: Folded) -> bool:
    return folded.is_whole and "\ufffc" not in folded.text


def _is_docstring(node: CodeNode) -> bool:
    return node.type == "string" and node.parent is not None and node.parent.type == "expression_statement"


def comment_blocks(text: str, starts: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The blocks of whole-line comments in a text without a tree."""
    start, at = -1, 0
    for line in text.splitlines(keepends=True):
        if line.lstrip(" \t").startswith(starts):
            start = at if start < 0 else start
        elif start >= 0:
            yield start, at
            start = -1
        at += len(line)
    if start >= 0:
        yield start, at
