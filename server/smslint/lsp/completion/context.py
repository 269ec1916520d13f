"""Where the cursor stands, and what is known of the template around it, however broken its source is at the moment."""

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
from smslint.documents.entry import TemplateEntry
from smslint.documents.fields import BY_NAME, TYPE_CHOICES
from smslint.lsp.inspection import Inspection
from smslint.messages import Language

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
    """The cursor, at an offset of the document."""

    inspection: Inspection
    offset: int
    context: Context
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
        """What stands before the cursor, as far back as anything can matter."""
        return self.text[max(0, self.offset - 400) : self.offset]

    @cached_property
    def entry(self) -> TemplateEntry | None:
        """The template that the cursor is in."""
        index, entries = self.context.entry, self.inspection.entries
        return entries[index] if index is not None and index < len(entries) else None

    @cached_property
    def template(self) -> Template | None:
        """The template as it is; as it was when it could last be read, where it cannot be now."""
        return self.inspection.template(self.entry) if self.entry is not None else None

    @cached_property
    def analysis(self) -> Analysis:
        """The template, read; of a broken one what is known of it."""
        template = self.template or Template(self.context.value if self.context.place.path == ("content",) else "")
        return self.inspection.file_rules.linter.read(template)

    @cached_property
    def kind(self) -> TemplateType:
        """The template's type: as it can be read, as its broken source states it, or inferred."""
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
        return tuple(dict.fromkeys((*self.context.variables, *known)))

    @property
    def key(self) -> str:
        """All of the key that the cursor is in."""
        return self.text[self.context.start : self.context.end]


def completion_context(inspection: Inspection, offset: int, language: Language) -> CompletionContext | None:
    """The site of an offset; None where nothing is known of it."""
    context = inspection.document.context(offset)
    return None if context is None else CompletionContext(inspection, offset, context, language)
