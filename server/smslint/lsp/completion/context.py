"""Where the cursor is, and what is known about the template around it, even if its source is broken at the moment."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from smslint.core.analysis import Analysis
from smslint.core.patterns import lazy_pattern
from smslint.core.rule import Catalog
from smslint.core.template import Template, TemplateType
from smslint.dataclass import dataclass
from smslint.documents.context import Context
from smslint.documents.fields import BY_NAME, TYPE_CHOICES
from smslint.documents.parsed_template import TemplateEntry
from smslint.lsp.completion.suggestion import Sort, Subject, Suggestion
from smslint.lsp.inspection import Inspection
from smslint.messages import Language

_COLON: Final = lazy_pattern(r"[\"']?[ \t]*:")
_TYPE: Final = BY_NAME["type"]
_STATED: Final = lazy_pattern(
    "(?:" + "|".join(map(re.escape, (_TYPE.name, *_TYPE.aliases))) + ")[\"']?[ \t]*:[ \t]*[\"']?([^\\s\"',}]+)"
)
_SPELLINGS: Final[dict[str, TemplateType]] = {
    spelling: kind  # type: ignore[misc]
    for kind, others in TYPE_CHOICES.items()
    for spelling in (kind, *others)
}


@dataclass
class CompletionContext:
    """An offset of the document, and what the document says about it."""

    inspection: Inspection
    offset: int
    cursor: Context
    language: Language

    @property
    def catalog(self) -> Catalog:
        """The rules in force."""
        return self.inspection.file_rules.catalog

    @property
    def text(self) -> str:
        """The document's text."""
        text = self.inspection.document.text
        return text.value if text is not None else ""

    @property
    def before(self) -> str:
        """The 400 characters before the cursor; nothing further back matters."""
        return self.text[max(0, self.offset - 400) : self.offset]

    @cached_property
    def entry(self) -> TemplateEntry | None:
        """The template that the cursor is in."""
        return self.inspection.entry(self.cursor.entry)

    @cached_property
    def template(self) -> Template | None:
        """The template; if its source cannot be read now, the template as it was last read."""
        return self.inspection.template(self.entry) if self.entry is not None else None

    @cached_property
    def analysis(self) -> Analysis:
        """The analysis of the template, or of what is known about it if its source is broken."""
        template = self.template or Template(self.cursor.value if self.cursor.place.path == ("content",) else "")
        return self.inspection.file_rules.linter.read(template)

    @cached_property
    def kind(self) -> TemplateType:
        """The type of the template: its declared type, the type that its broken source names, or the inferred type."""
        if self.template is None or self.template.type is None:
            source = self.inspection.source(self.entry) if self.entry is not None else self.text
            stated = _STATED.search(source)
            if stated is not None and stated[1] in _SPELLINGS:
                return _SPELLINGS[stated[1]]
        return self.analysis.type

    @cached_property
    def declared(self) -> tuple[str, ...]:
        """The names that the template declares."""
        known = tuple(self.template.variables) if self.template is not None else ()
        return tuple(dict.fromkeys((*self.cursor.variables, *known)))

    @property
    def key(self) -> str:
        """The whole key that the cursor is in."""
        return self.text[self.cursor.start : self.cursor.end]

    @property
    def is_quoted(self) -> bool:
        """Whether the completed text is in quotes already."""
        start = self.cursor.start
        return start > 0 and self.text[start - 1] in "\"'"

    @property
    def source(self) -> str:
        """The source of the template, or all of the text where there is none."""
        return self.inspection.source(self.entry) if self.entry is not None else self.text

    def at_cursor(
        self,
        sort: Sort,
        label: str,
        text: str,
        detail: str = "",
        about: Subject | None = None,
        best: bool = False,
        meaning: str = "",
    ) -> Suggestion:
        """A suggestion that replaces the key or the value under the cursor."""
        start, end = self.cursor.start, self.cursor.end
        return Suggestion(sort, label, text, start, end, detail, about, best=best, meaning=meaning)

    def key_text(self, key: str) -> str:
        """A key as it is inserted: with its colon, if the format has one and it is not there yet."""
        if self.is_quoted or _COLON.match(self.text, self.cursor.end):
            return key
        return self.inspection.document.format.key_text(key)

    def value_text(self, value: str) -> str:
        """A value as it is inserted: in quotes if the format needs them, after a blank if it follows a key's colon."""
        if self.is_quoted:
            return value
        return self.inspection.document.format.value_text(value, self.before.endswith(":"))
