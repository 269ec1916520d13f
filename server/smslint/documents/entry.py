"""One template of a document, and the range of its source."""

from __future__ import annotations

from smslint.core.finding import RuleMatch
from smslint.core.template import Review, Template
from smslint.documents.parsed_template import ParsedTemplate


class TemplateEntry:
    """One template of a document. If its source is too broken, `template` is None and `problems` say why."""

    __slots__ = ("end", "index", "parsed", "start")

    def __init__(self, index: int, start: int, end: int, parsed: ParsedTemplate) -> None:
        self.index = index
        self.start = start
        self.end = end
        self.parsed = parsed

    @property
    def template(self) -> Template | None:
        """The template."""
        return self.parsed.template

    @property
    def review(self) -> Review | None:
        """The vendor's review of it."""
        return self.parsed.review

    @property
    def problems(self) -> tuple[RuleMatch, ...]:
        """The problems of its source; spans count from its start."""
        return self.parsed.problems
