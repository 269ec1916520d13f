"""The interface of every output format, and what several formats say about a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

from smslint.core.severity import SEVERITIES, Severity
from smslint.core.template import TYPES, TemplateType
from smslint.dataclass import dataclass
from smslint.messages import Bilingual, Language
from smslint.workspace.located import Located, LocatedReview, Summary

LONGEST_QUOTE: Final = 1000
"""Code points of a template that a report quotes at most: a finding may mark a megabyte."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How a report is to look; see `smslint.report.reporter`."""

    language: Language
    version: str
    color: bool = False
    width: int | None = None
    quiet: bool = False
    statistics: bool = False
    fail_on: Severity | None = "error"

    def fails(self, severity: Severity) -> bool:
        """Whether a finding of this severity fails the run."""
        return self.fail_on is not None and SEVERITIES.index(severity) <= SEVERITIES.index(self.fail_on)


class Reporter(Protocol):
    """Is called with `begin`, then with findings and reviews in any order, then with `end`."""

    def begin(self) -> None:
        """Write what stands before the first finding."""

    def finding(self, located: Located) -> None:
        """Write a finding."""

    def review(self, located: LocatedReview) -> None:
        """Write the vendor's answer about a template, where the format has a place for it."""

    def end(self, summary: Summary, exit_code: int = 0) -> None:
        """Write what stands after the last finding; `out` stays open."""


def page(located: Located, key: str) -> Bilingual | None:
    """A text of the finding's rule page (`why`, `remedy`), None where its file has none."""
    text = located.finding.rule.file.get(key)
    return Bilingual(str(text["en"]), str(text["zh"])) if isinstance(text, Mapping) else None


def marked(located: Located) -> str:
    """The text that the finding marks, of the content or else of the file, cut at `LONGEST_QUOTE`."""
    if located.content_range is not None and located.content is not None:
        source, (start, end) = located.content, located.content_range
    elif located.range is not None and located.text is not None:
        source, (start, end) = located.text.value, located.range
    else:
        return ""
    return source[start : min(end, start + LONGEST_QUOTE)]


def inferred_type(located: Located) -> TemplateType | None:
    """The type that the document does not give, where the finding stands on it: its rule is not for all types."""
    template = located.template
    if template is None or not template.type_inferred or len(located.finding.rule.types) == len(TYPES):
        return None
    return template.type


def position(located: Located) -> tuple[int, int] | None:
    """Line and column from 1 of where the finding starts, None where it has no place in a text."""
    if located.range is None or located.text is None:
        return None
    line, column = located.text.position(located.range.start)
    return line + 1, column + 1


def address(located: Located) -> str:
    """`path:line:column`, `path:Sheet1!C5` or the path alone, whichever can be said."""
    where = position(located)
    if where is not None:
        return f"{located.path}:{where[0]}:{where[1]}"
    return f"{located.path}:{located.cell}" if located.cell else located.path
