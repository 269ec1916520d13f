"""Source code and configuration: templates in strings and comments, and the places that send.

The objects of this format depend on the language and on the settings, so `code_format` makes them. Nothing of a file is
decoded before its bytes hold a word that matters, and no grammar is loaded that no such file needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from smslint.core.change import EditSource
from smslint.core.place import SOURCE, TEMPLATE, Span
from smslint.core.text import Text, line_break
from smslint.documents.code.languages import LANGUAGES, code_language_of
from smslint.documents.code.prefilter import LARGEST, is_minified, may_concern
from smslint.documents.formats.format import Columns, Format, Loaded, Source
from smslint.documents.parsed_template import ParsedTemplate, parsed_template
from smslint.documents.problem import CommentSuppression, unreadable_text
from smslint.documents.regions import Region
from smslint.documents.schemas import MANIFEST, Schema
from smslint.messages import code as messages
from smslint.syntax.edit import Edit
from smslint.syntax.parsed_text import ParsedText
from smslint.syntax.tree import MappingNode

if TYPE_CHECKING:
    from smslint.documents.code.layout import Certainty, Layout, LayoutPart
    from smslint.documents.code.site import CodeFacts
    from smslint.documents.code.templates import FoundTemplate
    from smslint.syntax.context import SyntaxContext

_FIELDS: Final = ("content", "code", "type", "name", "signature")
_SCHEMA: Final = Schema("code", {name: MANIFEST.keys[name] for name in _FIELDS}, frozenset(), None)


class CodeOptions(NamedTuple):
    """What settings say about source code: which templates count, and which calls send (name, code, params)."""

    least: Certainty = "certain"
    wrappers: tuple[tuple[str, int, int], ...] = ()


class CodeSource(Source):
    """The text of a file of source code. It is parsed once, when its templates or sites are asked for."""

    schema = _SCHEMA

    def __init__(self, text: str, language: str, options: CodeOptions) -> None:
        super().__init__(text)
        self._language = language
        self._options = options
        self._found: tuple[list[FoundTemplate], CodeFacts] | None = None
        self._layouts: dict[str, Layout] = {}

    def _read_code(self) -> tuple[list[FoundTemplate], CodeFacts]:
        if self._found is None:
            from smslint.documents.code.reading import read_code
            from smslint.documents.code.source_tree import TooSlow

            try:
                self._found = read_code(self.text, self._language, self._options.least, self._options.wrappers)
            except TooSlow:
                from smslint.documents.code.site import NOTHING

                self.skipped = "slow"
                self._found = [], NOTHING
        return self._found

    def facts(self) -> CodeFacts:
        return self._read_code()[1]

    def frame(self) -> object:
        return self  # what decides how a region is read is its layout, which the next text has to find again

    def regions(self) -> Iterator[Region]:
        for found in self._read_code()[0]:
            layout = found.layout(self.text)
            self._layouts[layout.source] = layout
            yield Region(found.start, found.end, replace(_SCHEMA, layout=layout))

    def read(self, text: str, schema: Schema | None) -> ParsedTemplate:
        layout = schema.layout if schema is not None else self._layouts.get(text)
        parts = layout.located(text) if layout is not None else None
        if parts is None or schema is None:
            return ParsedTemplate(None, _SCHEMA, (unreadable_text(messages.NOT_FOUND_AGAIN, 0, 0),))
        from smslint.documents.code.layout import tree_of, values_of

        raw = dict(values_of(tree_of(text, parts)))
        return parsed_template(raw, schema, lambda: self._parsed(text, parts), (), tuple(_suppressions(text, parts)))

    def _parsed(self, text: str, parts: tuple[LayoutPart, ...]) -> ParsedText:
        from smslint.documents.code.layout import CODE, tree_of

        return ParsedText(text, CODE, tree_of(text, parts))

    def parsed_text(self, text: str) -> ParsedText:
        layout = self._layouts.get(text)
        parts = layout.located(text) if layout is not None else None
        if parts is None:
            from smslint.documents.code.layout import CODE

            return ParsedText(text, CODE, MappingNode(0, 0, False))
        return self._parsed(text, parts)

    def context(self, region: Region, text: Text, offset: int) -> SyntaxContext | None:
        return None


def _suppressions(text: str, parts: tuple[LayoutPart, ...]) -> Iterator[CommentSuppression]:
    """The suppressions among the parts of a template: each is about all that is said there."""
    from smslint.documents.code.comments import ignores_in

    for part in parts:
        if part.key != "#":
            continue
        for each in ignores_in(text, part.start, part.end):
            removal = EditSource(*_line_of(text, each.start, each.end), "")
            span = Span(SOURCE, each.start, each.end)
            yield CommentSuppression(each.rule, each.reason, TEMPLATE, span, removal, first=True)


def _line_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of a comment with the blanks before it, and with its line if that holds nothing else."""
    low = start
    while low and text[low - 1] in " \t":
        low -= 1
    if (not low or text[low - 1] == "\n") and text[end : end + 2].lstrip("\r")[:1] == "\n":
        return low, text.index("\n", end) + 1
    return low, end


class CodeFormat(Format):
    """Source code in one language, with the options of some settings."""

    name = "code"
    comments = True
    gb18030 = True

    def __init__(self, language: str, options: CodeOptions) -> None:
        self.language = language
        self.options = options
        self._words = tuple({each[0].rpartition(".")[2].encode() for each in options.wrappers})

    def __reduce__(self) -> tuple[object, ...]:  # type: ignore[override]
        return code_format, (self.language, self.options)

    def load(self, data: bytes | str) -> Loaded:
        raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
        if not may_concern(raw, self._words, self.options.least == "likely"):
            return Loaded(None, skipped="irrelevant")
        if len(raw) > LARGEST:
            return Loaded(None, skipped="large")
        if LANGUAGES[self.language].grammar:
            if is_minified(raw):
                return Loaded(None, skipped="minified")
            from smslint.documents.code.source_tree import has_grammar

            if not has_grammar(self.language):
                return Loaded(None, skipped="grammar")
        return super().load(data)

    def open(self, text: str, columns: Columns | None = None) -> Source:
        return CodeSource(text, self.language, self.options)

    def comment_edits(self, text: Text, start: int, at: int, comment: str) -> Iterator[Edit]:
        line = text.line_of(start)
        before = text.line_starts[line]
        shown = text.line(line)
        indent = shown[: len(shown) - len(shown.lstrip(" \t"))]
        body = comment.lstrip("#").lstrip()
        mark = LANGUAGES[self.language].comment
        stripped = shown.lstrip(" \t")
        if stripped.startswith("*"):
            mark = "*"
        closing = " -->" if mark == "<!--" else ""
        yield Edit(before, before, f"{indent}{mark} {body}{closing}{line_break(text.value)}")


@lru_cache(maxsize=256)
def code_format(language: str, options: CodeOptions = CodeOptions()) -> CodeFormat:  # noqa: B008
    """The format of a language with some options."""
    return CodeFormat(language, options)


def code_format_of(name: str, options: CodeOptions) -> CodeFormat | None:
    """The format of a file of source code, by its name; None if its language is not read."""
    language = code_language_of(name)
    return None if language is None else code_format(language, options)
